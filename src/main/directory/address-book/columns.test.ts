import { describe, expect, it } from 'vitest'
import { fieldOfColumn } from './columns.ts'

describe('what a column is taken for', () => {
  it.each([
    [
      'Outlook',
      [
        ['First Name', 'first-name'],
        ['Last Name', 'last-name'],
        ['E-mail Address', 'address'],
        ['E-mail 2 Address', 'address'],
        ['E-mail Display Name', null],
        ['Mobile Phone', 'phone'],
        ['Home Phone 2', 'phone'],
        ['Birthday', 'birth-date'],
        ['Company', null],
        ['Business Fax', null],
      ],
    ],
    [
      'Google Contacts',
      [
        ['Name', 'name'],
        ['Given Name', 'first-name'],
        ['Family Name', 'last-name'],
        ['Nickname', 'nickname'],
        ['E-mail 1 - Value', 'address'],
        ['E-mail 1 - Label', null],
        ['Phone 2 - Value', 'phone'],
        ['Phone 2 - Type', null],
      ],
    ],
    [
      'Apple and Thunderbird',
      [
        ['First name', 'first-name'],
        ['Email', 'address'],
        ['Primary Email', 'address'],
        ['Mobile Number', null],
        ['Display Name', 'name'],
      ],
    ],
    [
      'a practice',
      [
        ['Patient name', 'name'],
        ['DOB', 'birth-date'],
        ['MRN', 'record-number'],
        ['Teléfono', 'phone'],
      ],
    ],
  ] as const)('of %s', (_program, columns) => {
    expect(columns.map(([name]) => [name, fieldOfColumn(name)])).toEqual(columns.map((column) => [...column]))
  })
})
