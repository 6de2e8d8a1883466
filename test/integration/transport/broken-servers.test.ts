import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  expiredOn,
  people,
  startLab,
  wrongHostName,
  type BrokenKind,
  type Lab,
} from '../../../e2e/lab/index.ts'
import { checkSmtp, connectImap, createTlsPolicy, type TlsPolicy } from '../../../src/main/transport/index.ts'
import type { ErrorCode } from '../../../src/shared/errors/index.ts'
import type { Result } from '../../../src/shared/result.ts'
import { passwordOf } from './support.ts'

let lab: Lab
let policy: TlsPolicy

beforeAll(async () => {
  lab = await startLab()
  policy = createTlsPolicy({ extraRoots: [lab.certificates.ca] })
})
afterAll(() => lab.stop())
beforeEach(() => {
  for (const server of lab.broken.all) server.recorder.reset()
})

const check = {
  imap: async (port: number, security: 'implicit' | 'starttls'): Promise<Result<unknown>> => {
    const result = await connectImap({ host: 'localhost', port, security }, passwordOf(people.rivera), policy)
    if (result.ok) await result.value.close()
    return result
  },
  smtp: (port: number, security: 'implicit' | 'starttls'): Promise<Result<unknown>> =>
    checkSmtp({ host: 'localhost', port, security }, passwordOf(people.rivera), policy),
}

type Case = readonly [BrokenKind, 'imap' | 'smtp', 'implicit' | 'starttls', ErrorCode]

const everywhere = (kind: BrokenKind, code: ErrorCode): readonly Case[] => [
  [kind, 'imap', 'implicit', code],
  [kind, 'imap', 'starttls', code],
  [kind, 'smtp', 'implicit', code],
  [kind, 'smtp', 'starttls', code],
]

const cases: readonly Case[] = [
  ...everywhere('expired', 'tls/certificate-expired'),
  ...everywhere('notYetValid', 'tls/certificate-not-yet-valid'),
  ...everywhere('wrongHost', 'tls/host-name-mismatch'),
  ...everywhere('noNames', 'tls/host-name-mismatch'),
  ...everywhere('selfSigned', 'tls/self-signed'),
  ...everywhere('otherIssuer', 'tls/untrusted-issuer'),
  ...everywhere('weakKey', 'tls/weak-certificate'),
  ...everywhere('tls11', 'tls/protocol-too-old'),
  ['plaintextOnly', 'imap', 'implicit', 'tls/not-offered'],
  ['plaintextOnly', 'smtp', 'implicit', 'tls/not-offered'],
  ['starttlsMissing', 'imap', 'starttls', 'tls/not-offered'],
  ['starttlsMissing', 'smtp', 'starttls', 'tls/not-offered'],
  ['starttlsRefused', 'imap', 'starttls', 'tls/not-offered'],
  ['starttlsRefused', 'smtp', 'starttls', 'tls/not-offered'],
  ['starttlsInjection', 'imap', 'starttls', 'tls/injected-plaintext'],
  ['starttlsInjection', 'smtp', 'starttls', 'tls/injected-plaintext'],
  ['preauth', 'imap', 'implicit', 'host/protocol-violation'],
  ['preauth', 'imap', 'starttls', 'host/protocol-violation'],
]

test.each(cases)('refuses a server that is %s (%s, %s) with %s% and tells it no secret', async (...row) => {
  const [kind, protocol, security, code] = row
  const server = lab.broken.find(kind, protocol, security)
  const result = await check[protocol](server.port, security)
  expect(result).toMatchObject({
    ok: false,
    error: { code, detail: { host: 'localhost', port: server.port } },
  })
  expect(server.recorder.sawCredentials()).toBe(false)
  expect(server.recorder.bytes().toString('latin1')).not.toMatch(/\b(LOGIN|AUTH|AUTHENTICATE|MAIL FROM)\b/i)
})

test('the table above meets every broken server of the lab', () => {
  const met = new Set([...cases.map(([kind]) => kind), 'loginRefused'])
  expect(lab.broken.all.filter((server) => !met.has(server.kind))).toEqual([])
})

describe('a refusal says what a person needs to know', () => {
  test.each(['imap', 'smtp'] as const)('until when the certificate was good (%s)', async (protocol) => {
    for (const security of ['implicit', 'starttls'] as const) {
      const server = lab.broken.find('expired', protocol, security)
      expect(await check[protocol](server.port, security)).toMatchObject({
        error: { detail: { validTo: expiredOn.slice(0, 10) } },
      })
    }
  })
  test.each(['imap', 'smtp'] as const)('whom the certificate is for (%s)', async (protocol) => {
    for (const security of ['implicit', 'starttls'] as const) {
      const server = lab.broken.find('wrongHost', protocol, security)
      expect(await check[protocol](server.port, security)).toMatchObject({
        error: { detail: { names: wrongHostName } },
      })
    }
  })
})

test.each(['imap', 'smtp'] as const)(
  'a refused login is named and carries none of the server’s words (%s)',
  async (protocol) => {
    for (const security of ['implicit', 'starttls'] as const) {
      const server = lab.broken.find('loginRefused', protocol, security)
      const result = await check[protocol](server.port, security)
      expect(result).toMatchObject({ ok: false, error: { code: 'login/refused' } })
      expect(JSON.stringify(result)).not.toMatch(/555-0199|<b>/)
    }
  },
)

test('positive control: the recorder does see a password where one is sent', async () => {
  const server = lab.broken.find('loginRefused', 'smtp', 'implicit')
  await check.smtp(server.port, 'implicit')
  expect(server.recorder.sawCredentials()).toBe(true)
})

test.each(['imap', 'smtp'] as const)(
  'negative control: without the lab’s CA even the good %s server is refused',
  async (protocol) => {
    const strict = createTlsPolicy({ extraRoots: [] })
    const server = lab[protocol].implicit
    const result =
      protocol === 'imap'
        ? await connectImap(server, passwordOf(people.rivera), strict)
        : await checkSmtp(server, passwordOf(people.rivera), strict)
    expect(result).toMatchObject({ ok: false, error: { code: 'tls/untrusted-issuer' } })
  },
)
