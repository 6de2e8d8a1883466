import { expect, test } from 'vitest'
import { imapErrorCode } from './errors.ts'

const password = { kind: 'password', user: 'rivera', password: 'x' } as const
const oauth = { kind: 'oauth', user: 'rivera', accessToken: 'x' } as const
const refusedLogin = { authenticationFailed: true, responseStatus: 'NO' }

test.each([
  ['no way to sign in', { authenticationFailed: true }, password, 'login/method-unsupported'],
  [
    'no known mechanism',
    { message: 'Unsupported authentication mechanism' },
    password,
    'login/method-unsupported',
  ],
  ['a wrong password', { ...refusedLogin, response: '1 NO Invalid credentials' }, password, 'login/refused'],
  [
    'Google, which wants an app password',
    { ...refusedLogin, response: '1 NO [ALERT] Application-specific password required: https://example' },
    password,
    'login/app-password-needed',
  ],
  [
    'a password that has run out (RFC 5530)',
    { ...refusedLogin, serverResponseCode: 'EXPIRED' },
    password,
    'login/expired',
  ],
  ['a refused token', refusedLogin, oauth, 'login/expired'],
  [
    'a login server that is down',
    { ...refusedLogin, serverResponseCode: 'UNAVAILABLE' },
    password,
    'host/refused',
  ],
  ['a full mailbox', { responseStatus: 'NO', serverResponseCode: 'OVERQUOTA' }, password, 'imap/over-quota'],
  ['a message over the limit', { serverResponseCode: 'APPENDLIMIT' }, password, 'imap/too-large'],
  [
    'a mailbox that isn’t there',
    { responseStatus: 'NO', mailboxMissing: true },
    password,
    'imap/mailbox-gone',
  ],
  ['nonsense from the server', { code: 'ParserError7' }, password, 'host/protocol-violation'],
  ['a line without end', { code: 'LineTooLarge' }, password, 'host/protocol-violation'],
  ['a silent server', { code: 'GREETING_TIMEOUT' }, password, 'host/timeout'],
  ['a lost connection', { code: 'EConnectionClosed' }, password, 'host/connection-lost'],
  ['being offline', { code: 'ENETUNREACH' }, password, 'host/offline'],
  ['something that isn’t an error', 'boom', password, 'imap/refused'],
] as const)('%s', (_name, error, credentials, code) => {
  expect(imapErrorCode(error, credentials)).toBe(code)
})
