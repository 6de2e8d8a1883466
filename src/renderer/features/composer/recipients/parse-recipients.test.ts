import { describe, expect, it } from 'vitest'
import { addPeople, nameFromAddress, parseRecipients } from './parse-recipients.ts'

describe('parseRecipients', () => {
  it.each([
    ['maria@example.org', [{ name: '', address: 'maria@example.org' }], ''],
    ['Maria Alvarez <maria@example.org>', [{ name: 'Maria Alvarez', address: 'maria@example.org' }], ''],
    ['"Alvarez Maria" <maria@example.org>', [{ name: 'Alvarez Maria', address: 'maria@example.org' }], ''],
    [
      'a@x.org; b@x.org,\nc@x.org',
      ['a', 'b', 'c'].map((local) => ({ name: '', address: `${local}@x.org` })),
      '',
    ],
    ['maria.example.org', [], 'maria.example.org'],
    ['maria@', [], 'maria@'],
    ['maria@host', [], 'maria@host'],
    ['a@b@x.org, c@x.org', [{ name: '', address: 'c@x.org' }], 'a@b@x.org'],
  ])('%j', (text, people, rest) => {
    expect(parseRecipients(text)).toEqual({ people, rest })
  })
})

describe('addPeople', () => {
  it('counts an address once, whatever its capitals', () => {
    const maria = { name: 'Maria', address: 'maria@example.org' }
    expect(addPeople([maria], [{ name: '', address: 'MARIA@example.org' }])).toEqual([maria])
    expect(addPeople([maria], [{ name: '', address: 'dan@example.org' }])).toHaveLength(2)
  })
})

describe('nameFromAddress', () => {
  it.each([
    ['jordan.park@x.org', 'Jordan Park'],
    ['mlee42@x.org', ''],
    ['info@x.org', 'Info'],
  ])('%s is %j', (address, name) => {
    expect(nameFromAddress(address)).toBe(name)
  })
})
