import { describe, expect, it } from 'vitest'
import type { Server } from '../../shared/contract/index.ts'
import type { AccountSettings, StoredCredentials } from './account.ts'
import { changedDetails, sendsToKnownHosts, toldChange } from './change.ts'

const imap: Server = { host: 'imap.host.test', port: 993, security: 'implicit' }
const smtp: Server = { host: 'smtp.host.test', port: 465, security: 'implicit' }
const settings: AccountSettings = { providerId: 'generic', userName: 'ana', imap, smtp }
const password: StoredCredentials = { kind: 'password', password: 'old' }
const tokens: StoredCredentials = { kind: 'oauth', accessToken: 'a', refreshToken: 'r', expiresAt: null }
const before = { name: 'Ana', settings, credentials: password, signature: null }

describe('what the log says was changed', () => {
  const rows: [string, Parameters<typeof changedDetails>[1], string[]][] = [
    ['nothing', { ...before }, []],
    ['the name', { ...before, name: 'Dr. Ana' }, ['name']],
    ['the signature', { ...before, signature: 'Ana' }, ['signature']],
    ['the user name', { ...before, settings: { ...settings, userName: 'ana@host.test' } }, ['user-name']],
    [
      'a host in other letters is the same host',
      { ...before, settings: { ...settings, imap: { ...imap, host: 'IMAP.host.test' } } },
      [],
    ],
    ['a port', { ...before, settings: { ...settings, imap: { ...imap, port: 143 } } }, ['imap']],
    [
      'encryption',
      { ...before, settings: { ...settings, smtp: { ...smtp, security: 'starttls' } } },
      ['smtp'],
    ],
    ['the password', { ...before, credentials: { kind: 'password', password: 'new' } }, ['password']],
    ['the same password again', { ...before, credentials: { ...password } }, []],
    ['a browser sign-in', { ...before, credentials: tokens }, ['sign-in']],
    [
      'all at once',
      {
        name: 'B',
        signature: 'B',
        settings: { ...settings, userName: 'b', imap: { ...imap, host: 'x' }, smtp: { ...smtp, host: 'y' } },
        credentials: { kind: 'password', password: 'new' },
      },
      ['name', 'signature', 'user-name', 'imap', 'smtp', 'password'],
    ],
  ]
  it.each(rows)('%s', (_what, after, fields) => {
    expect(changedDetails(before, after)).toEqual(fields)
  })

  it('tokens that are kept are no sign-in, and new ones are', () => {
    const signedIn = { ...before, credentials: tokens }
    expect(changedDetails(signedIn, { ...signedIn })).toEqual([])
    expect(changedDetails(signedIn, { ...signedIn, credentials: { ...tokens } })).toEqual(['sign-in'])
    expect(changedDetails(signedIn, before)).toEqual(['password'])
  })
})

describe('what the log tells of a change, old and new', () => {
  it('is where the account connects to and how, whose signature it has, how it signs in', () => {
    const moved = {
      ...settings,
      imap: { ...imap, host: 'IMAP.other.test', port: 143, security: 'starttls' as const },
    }
    expect(toldChange(before, { ...before, settings: moved, signature: 'Ana', credentials: tokens })).toEqual(
      {
        old: { imap: 'imap.host.test:993 implicit', signature: 'of-the-practice', signIn: 'password' },
        new: { imap: 'imap.other.test:143 starttls', signature: 'of-its-own', signIn: 'oauth' },
      },
    )
    const smaller = { ...settings, smtp: { ...smtp, port: 587 } }
    expect(toldChange(before, { ...before, settings: smaller })).toEqual({
      old: { smtp: 'smtp.host.test:465 implicit' },
      new: { smtp: 'smtp.host.test:587 implicit' },
    })
  })

  it('is no name, no address, no secret and no text of the person’s', () => {
    const other = {
      ...{ name: 'Dr. Ana', signature: 'Ana Rivera', settings: { ...settings, userName: 'ana@host.test' } },
      credentials: { kind: 'password' as const, password: 'new' },
    }
    expect(toldChange({ ...before, signature: 'Ana' }, other)).toEqual({ old: {}, new: {} })
  })
})

describe('the hosts that a stored password may go to', () => {
  it.each([
    ['the same', imap, smtp, true],
    ['another port', { ...imap, port: 143, security: 'starttls' as const }, smtp, true],
    ['other letters', { ...imap, host: 'IMAP.Host.Test' }, smtp, true],
    ['both at one of the two', smtp, smtp, true],
    ['another for IMAP', { ...imap, host: 'imap.evil.test' }, smtp, false],
    ['another for SMTP', imap, { ...smtp, host: 'imap.host.test.evil.test' }, false],
  ])('%s', (_what, newImap, newSmtp, expected) => {
    expect(sendsToKnownHosts(settings, { imap: newImap, smtp: newSmtp })).toBe(expected)
  })
})
