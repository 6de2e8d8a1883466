import { describe, expect, it } from 'vitest'
import { accountIdSchema } from '../../../shared/ids.ts'
import type { Account, ServerSuggestion } from '../../../shared/contract/index.ts'
import { changeOf, chosenWay, detailsOf, formOf, isNews, type AccountForm } from './account-form.ts'

const suggestion: ServerSuggestion = {
  providerId: 'example',
  providerName: 'Example',
  ways: [
    { kind: 'oauth', label: 'Sign in with Example', isConfigured: false },
    { kind: 'app-password', label: 'App password', steps: ['One'], url: 'https://example.org' },
  ],
  imap: { host: 'imap.example.org', port: 993, security: 'implicit' },
  smtp: { host: 'smtp.example.org', port: 465, security: 'implicit' },
}

const form: AccountForm = {
  name: 'Dr. Rivera',
  address: 'ana@example.org',
  signature: '',
  wayKind: null,
  password: 'abcd efgh',
  signInId: null,
  userName: null,
  imap: null,
  smtp: null,
}

describe('chosenWay', () => {
  it('passes over a browser sign-in that this build is not set up for, unless it is asked for', () => {
    expect(chosenWay(form, suggestion)?.kind).toBe('app-password')
    expect(chosenWay({ ...form, wayKind: 'oauth' }, suggestion)?.kind).toBe('oauth')
  })
})

describe('detailsOf', () => {
  it('takes the spaces out of an app password and falls back to the suggested servers', () => {
    expect(detailsOf(form, suggestion)).toMatchObject({
      userName: 'ana@example.org',
      imap: suggestion.imap,
      signIn: { kind: 'password', password: 'abcdefgh' },
    })
  })

  it('keeps a password as it was typed', () => {
    const plain: ServerSuggestion = { ...suggestion, ways: [{ kind: 'password', label: 'Password' }] }
    expect(detailsOf(form, plain)).toMatchObject({ signIn: { password: 'abcd efgh' } })
  })

  it.each([
    ['no name', { ...form, name: ' ' }],
    ['no password', { ...form, password: '' }],
    ['browser sign-in not finished', { ...form, wayKind: 'oauth' as const }],
    ['no host', { ...form, imap: { ...suggestion.imap, host: ' ' } }],
  ])('is null with %s', (_what, incomplete) => {
    expect(detailsOf(incomplete, suggestion)).toBeNull()
  })
})

describe('an account that is set up', () => {
  const oauth: Account = {
    id: accountIdSchema.parse(1),
    name: 'Dr. Rivera',
    address: 'ana@example.org',
    signature: null,
    providerId: 'example',
    userName: 'ana',
    signInKind: 'oauth',
    imap: suggestion.imap,
    smtp: { host: 'mail.example.org', port: 587, security: 'starttls' },
  }
  const account: Account = { ...oauth, signInKind: 'password' }
  const stored = formOf(account, suggestion)
  const elsewhere = { ...account.imap, host: 'imap.elsewhere.org' }

  it('comes into the form as it is stored, with its own way in and without what opens it', () => {
    expect(stored).toEqual({
      name: account.name,
      address: account.address,
      signature: '',
      userName: 'ana',
      imap: account.imap,
      smtp: account.smtp,
      wayKind: 'app-password',
      password: '',
      signInId: null,
    })
    expect(formOf(oauth, suggestion).wayKind).toBe('oauth')
  })

  it('is no news before anything is changed, and keeps what opens it', () => {
    const change = changeOf(stored, suggestion, account)
    expect(change).toMatchObject({ id: account.id, smtp: account.smtp, signIn: { kind: 'kept' } })
    expect(change && isNews(change, account)).toBe(false)
  })

  it.each<[string, Partial<AccountForm>, object]>([
    ['another name', { name: 'Rivera' }, { name: 'Rivera', signIn: { kind: 'kept' } }],
    ['a new password', { password: 'ab cd' }, { signIn: { kind: 'password', password: 'abcd' } }],
    ['another port', { imap: { ...account.imap, port: 143 } }, { signIn: { kind: 'kept' } }],
    ['the host in other letters', { imap: { ...account.imap, host: 'IMAP.example.org' } }, {}],
    ['the host of the other server', { imap: account.smtp }, { signIn: { kind: 'kept' } }],
    ['another host, with the password', { imap: elsewhere, password: 'new' }, { imap: elsewhere }],
    ['a finished browser sign-in', { wayKind: 'oauth', signInId: 's' }, { signIn: { kind: 'oauth' } }],
  ])('%s is news', (_what, next, expected) => {
    const change = changeOf({ ...stored, ...next }, suggestion, account)
    expect(change).toMatchObject(expected)
    expect(change && isNews(change, account)).toBe(true)
  })

  it.each<[string, Partial<AccountForm>]>([
    ['no name', { name: ' ' }],
    ['no user name', { userName: '' }],
    ['another host without the password', { smtp: elsewhere }],
    ['another way in without a sign-in', { wayKind: 'oauth' }],
  ])('is not complete with %s', (_what, next) => {
    expect(changeOf({ ...stored, ...next }, suggestion, account)).toBeNull()
  })
})
