import { describe, expect, test } from 'vitest'
import { answered, interpretError } from './outcome.ts'

const recipients = ['a@x.test', 'b@x.test']
const tls = 'TLSv1.3 TLS_AES_256_GCM_SHA384'
const reply = (responseCode: number, text = ''): object => ({
  responseCode,
  response: `${responseCode} ${text}`,
})

/** nodemailer's errors carry more than `interpretError` declares. */
const asThrown = (fields: object): Parameters<typeof interpretError>[0] => fields

describe('an error while sending', () => {
  test.each([
    ['the sender is refused', { command: 'MAIL FROM', ...reply(553) }, false, 'smtp/sender-refused'],
    ['the sender is deferred', { command: 'MAIL FROM', ...reply(451) }, false, 'smtp/deferred'],
    [
      'the declared size is too large',
      { command: 'MAIL FROM', ...reply(552, '5.3.4 big') },
      false,
      'smtp/too-large',
    ],
    ['an envelope that can’t be sent', { command: 'API', code: 'EENVELOPE' }, false, 'mime/bad-address'],
    ['the connection drops before the dot', { code: 'ECONNECTION' }, false, 'host/connection-lost'],
    [
      'the server closes before the dot',
      { code: 'ECONNECTION', command: 'CONN', ...reply(421) },
      false,
      'smtp/deferred',
    ],
    ['silence before the dot', { code: 'ETIMEDOUT' }, false, 'host/timeout'],
  ] as const)('%s: nothing was taken', (_name, error, dot, code) => {
    expect(interpretError(asThrown(error), recipients, dot, tls)).toMatchObject({
      ok: false,
      error: { code },
    })
  })

  test.each([
    ['the connection drops', { code: 'ECONNECTION', command: 'CONN' }],
    ['the socket fails', { code: 'ESOCKET', originalCode: 'ECONNRESET' }],
    ['silence', { code: 'ETIMEDOUT' }],
  ])('%s after the dot: nobody knows', (_name, error) => {
    expect(interpretError(asThrown(error), recipients, true, tls)).toEqual({
      ok: true,
      value: { kind: 'unknown' },
    })
  })

  test.each([
    ['451 4.3.0 later', 451, 'deferred', '4.3.0'],
    ['554 5.7.1 spam', 554, 'refused', '5.7.1'],
    ['550', 550, 'refused', null],
  ] as const)('%s in answer to the dot holds for every recipient', (response, replyCode, state, status) => {
    const error = { code: 'EMESSAGE', command: 'DATA', responseCode: replyCode, response }
    expect(interpretError(asThrown(error), recipients, true, tls)).toEqual({
      ok: true,
      value: {
        kind: 'answered',
        tls,
        recipients: recipients.map((address) => ({ address, state, reply: { replyCode, status } })),
      },
    })
  })
})

test('a rejection without a readable code isn’t taken as final', () => {
  expect(answered(recipients, [{ recipient: 'b@x.test' }], tls)).toMatchObject({
    recipients: [{ state: 'accepted' }, { state: 'deferred' }],
  })
})
