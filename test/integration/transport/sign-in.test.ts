import net from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { people, startLab, type Lab } from '../../../e2e/lab/index.ts'
import {
  checkSmtp,
  connectImap,
  createTlsPolicy,
  type MailCredentials,
  type TlsPolicy,
} from '../../../src/main/transport/index.ts'
import type { Server } from '../../../src/shared/contract/index.ts'
import type { Result } from '../../../src/shared/result.ts'
import { passwordOf, valueOf } from './support.ts'

let lab: Lab
let policy: TlsPolicy
const maxMessageBytes = 12_345_678

beforeAll(async () => {
  lab = await startLab({ broken: false, maxMessageBytes })
  policy = createTlsPolicy({ extraRoots: [lab.certificates.ca] })
})
afterAll(() => lab.stop())

const signIn = {
  imap: async (server: Server, credentials: MailCredentials): Promise<Result<unknown>> => {
    const result = await connectImap(server, credentials, policy)
    if (result.ok) await result.value.close()
    return result
  },
  smtp: (server: Server, credentials: MailCredentials): Promise<Result<unknown>> =>
    checkSmtp(server, credentials, policy),
}

const ways = (['imap', 'smtp'] as const).flatMap((protocol) =>
  (['implicit', 'starttls'] as const).map((security) => [protocol, security] as const),
)

test.each(ways)('signs in with a password (%s, %s)', async (protocol, security) => {
  expect(await signIn[protocol](lab[protocol][security], passwordOf(people.rivera))).toMatchObject({
    ok: true,
  })
})

test.each(ways)('signs in with an access token (%s, %s)', async (protocol, security) => {
  const accessToken = lab.oauth.issueAccessToken(people.rivera.address)
  const credentials: MailCredentials = { kind: 'oauth', user: people.rivera.address, accessToken }
  expect(await signIn[protocol](lab[protocol][security], credentials)).toMatchObject({ ok: true })
})

test.each(ways)('names a wrong password (%s, %s)', async (protocol, security) => {
  const credentials = { ...passwordOf(people.rivera), password: 'not it' } as MailCredentials
  expect(await signIn[protocol](lab[protocol][security], credentials)).toMatchObject({
    error: { code: 'login/refused' },
  })
})

test.each(ways)('names an access token that has run out (%s, %s)', async (protocol, security) => {
  const credentials: MailCredentials = { kind: 'oauth', user: people.rivera.address, accessToken: 'stale' }
  expect(await signIn[protocol](lab[protocol][security], credentials)).toMatchObject({
    error: { code: 'login/expired' },
  })
})

test('reads the size limit of the submission server', async () => {
  const checked = valueOf(await checkSmtp(lab.smtp.implicit, passwordOf(people.rivera), policy))
  expect(checked.maxSizeBytes).toBe(maxMessageBytes)
})

test.each(['imap', 'smtp'] as const)('names a port where nobody listens (%s)', async (protocol) => {
  const server: Server = { host: 'localhost', port: await unusedPort(), security: 'implicit' }
  expect(await signIn[protocol](server, passwordOf(people.rivera))).toMatchObject({
    error: { code: 'host/refused', detail: { host: 'localhost', port: server.port } },
  })
})

test.each(['imap', 'smtp'] as const)('names a host that doesn’t exist (%s)', async (protocol) => {
  const server: Server = { host: 'no-such-host.invalid', port: 993, security: 'implicit' }
  const result = await signIn[protocol](server, passwordOf(people.rivera))
  // A machine without any resolver can't tell a wrong name from being offline.
  expect(result).toMatchObject({
    error: { code: expect.stringMatching(/^host\/(not-found|offline)$/) as string },
  })
})

async function unusedPort(): Promise<number> {
  const server = net.createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as net.AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
