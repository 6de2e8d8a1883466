import type { SMTPConnectionCustomAuthContext } from 'nodemailer/lib/smtp-connection'
import { describe, expect, test } from 'vitest'
import { logIn } from './login.ts'

const password = { kind: 'password', user: 'rivera', password: 'secret' } as const
const oauth = { kind: 'oauth', user: 'rivera', accessToken: 'token' } as const
const base64 = (text: string): string => Buffer.from(text).toString('base64')

type Reply = readonly [status: number, text?: string]

/** A server's side of the exchange: what it offers, and its answers in order. */
function serverWith(
  authMethods: string[],
  replies: readonly Reply[],
): { context: SMTPConnectionCustomAuthContext; said: string[] } {
  const said: string[] = []
  const left = [...replies]
  const sendCommand = (line: string): Promise<{ status: number; text: string }> => {
    said.push(line)
    const [status = 0, text = ''] = left.shift() ?? []
    return Promise.resolve({ status, text })
  }
  return { context: { authMethods, sendCommand } as unknown as SMTPConnectionCustomAuthContext, said }
}

describe('what is said', () => {
  test.each([
    [
      'PLAIN where it is offered',
      ['LOGIN', 'PLAIN'],
      password,
      [[235]],
      [`AUTH PLAIN ${base64('\0rivera\0secret')}`],
    ],
    [
      'LOGIN where there is nothing else',
      ['LOGIN', 'CRAM-MD5'],
      password,
      [[334], [334], [235]],
      ['AUTH LOGIN', base64('rivera'), base64('secret')],
    ],
    [
      'XOAUTH2 with a token',
      ['PLAIN', 'XOAUTH2'],
      oauth,
      [[235]],
      [`AUTH XOAUTH2 ${base64('user=rivera\u0001auth=Bearer token\u0001\u0001')}`],
    ],
  ] as const)('%s', async (_name, methods, credentials, replies, expected) => {
    const { context, said } = serverWith([...methods], replies)
    expect(await logIn(context, credentials)).toBeNull()
    expect(said).toEqual(expected)
  })

  test.each([
    ['a password', [], password],
    ['a password, where only a digest over MD5 is offered', ['CRAM-MD5'], password],
    ['a token, where only passwords are taken', ['PLAIN', 'LOGIN'], oauth],
  ] as const)('nothing for %s', async (_name, methods, credentials) => {
    const { context, said } = serverWith([...methods], [[235]])
    expect(await logIn(context, credentials)).toBe('login/method-unsupported')
    expect(said).toEqual([])
  })
})

test.each([
  [[[535, '5.7.8 no']], password, 'login/refused'],
  [[[534, '5.7.9 Application-specific password required']], password, 'login/app-password-needed'],
  [[[454, '4.7.0 later']], password, 'smtp/deferred'],
  [[[504]], password, 'login/method-unsupported'],
  [[[250, 'what?']], password, 'host/protocol-violation'],
  [[[334, 'eyJzdGF0dXMiOiI0MDEifQ=='], [535]], oauth, 'login/expired'],
] as const)('the answers %j', async (replies, credentials, code) => {
  const { context } = serverWith(['PLAIN', 'XOAUTH2'], replies)
  expect(await logIn(context, credentials)).toBe(code)
})
