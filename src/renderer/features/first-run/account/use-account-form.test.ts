import { describe, expect, it } from 'vitest'
import type { ServerSuggestion } from '../../../../shared/contract/index.ts'
import { chosenWay, detailsOf, type AccountForm } from './use-account-form.ts'

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
  ])('is null with %s', (_what, incomplete) => {
    expect(detailsOf(incomplete, suggestion)).toBeNull()
  })
})
