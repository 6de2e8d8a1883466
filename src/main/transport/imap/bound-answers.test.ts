import net, { type AddressInfo } from 'node:net'
import { ImapFlow } from 'imapflow'
import { afterEach, expect, it } from 'vitest'
import { boundAnswers } from './bound-answers.ts'

const closers: (() => void)[] = []
afterEach(() => {
  closers.splice(0).forEach((close) => {
    close()
  })
})

/** Signed in at a server that says `said` to NOOP, and no more. */
async function connectTo(said: (tag: string) => string): Promise<ImapFlow> {
  const server = net.createServer((socket) => {
    socket.on('error', () => undefined)
    socket.write('* OK [CAPABILITY IMAP4rev1] ready\r\n')
    socket.on('data', (chunk) => {
      for (const [, tag = '', verb] of chunk.toString('latin1').matchAll(/^(\S+) (\S+).*\r$/gm)) {
        socket.write(verb === 'NOOP' ? said(tag) : `${tag} OK done\r\n`)
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  // In clear, to a server of this test alone.
  const client = new ImapFlow({
    ...{ host: '127.0.0.1', port, secure: false, doSTARTTLS: false, logger: false, disableAutoIdle: true },
    auth: { user: 'x', pass: 'x', loginMethod: 'LOGIN' },
  })
  closers.push(() => {
    client.close()
    server.close()
  })
  boundAnswers(client, 50)
  await client.connect()
  return client
}

/** How the connection ended; null: NOOP was answered. */
async function endOf(client: ImapFlow): Promise<unknown> {
  const ended = new Promise((resolve) => {
    client.on('error', resolve)
  })
  return Promise.race([
    ended,
    client.noop().then(
      () => null,
      () => ended,
    ),
  ])
}

it.each<[string, (tag: string) => string, unknown]>([
  ['an honest answer', (tag) => `* 3 EXISTS\r\n${tag} OK done\r\n`, null],
  ['many honest answers', (tag) => `${'* 3 EXISTS\r\n'.repeat(20_000)}${tag} OK done\r\n`, null],
  ['a literal that is shorter than announced', () => '* OK {100}\r\nshort', { code: 'ETIMEOUT' }],
  ['untagged answers beyond any measure', () => '* 3 EXISTS\r\n'.repeat(60_000), { code: 'InvalidResponse' }],
])('%s', async (_name, said, end) => {
  const ended = await endOf(await connectTo(said))
  if (end === null) expect(ended).toBeNull()
  else expect(ended).toMatchObject(end as object)
})
