import { describe, expect, it } from 'vitest'
import { contactProblems, detailsOf, emptyFields, fieldsOf } from './contact-fields.ts'

const maria = {
  kind: 'patient' as const,
  name: 'Maria Alvarez',
  addresses: ['maria@example.org', 'm@example.com'],
  nicknames: [],
  birthDate: '1988-04-12',
  recordNumber: null,
  phones: ['(555) 010-0134'],
  readsMailOn: 'phone' as const,
  agreedToEmailOn: '2026-02-03',
}

describe('contact fields', () => {
  it('come back as they were', () => {
    expect(detailsOf(fieldsOf(maria))).toEqual(maria)
  })

  it('leave out empty lines and spaces around', () => {
    const fields = { ...fieldsOf(maria), addresses: ' maria@example.org \n\n', name: ' Maria ' }
    expect(detailsOf(fields)).toMatchObject({ addresses: ['maria@example.org'], name: 'Maria' })
  })

  it.each([
    ['nothing filled in', emptyFields, { name: true, addresses: true }],
    ['all right', fieldsOf(maria), { name: false, addresses: false }],
    ['one wrong address', { ...fieldsOf(maria), addresses: 'a@x.org\nb' }, { name: false, addresses: true }],
  ])('problems: %s', (_what, fields, problems) => {
    expect(contactProblems(fields, (text) => text.includes('@'))).toEqual(problems)
  })
})
