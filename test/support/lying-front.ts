import net, { type AddressInfo } from 'node:net'
import tls from 'node:tls'
import type { Lab } from '../../e2e/lab/index.ts'

/** What the client asked last. */
export type Asked = {
  readonly tag: string
  /** In upper case, such as `UID FETCH`. */
  readonly verb: string
  /** The whole line. */
  readonly line: string
}

/** Ends the connection after what was said before it. */
export const hangUp = '\u0000hang up'

/** How a server lies. Texts hold a byte in each character; what ends with `hangUp` ends the connection. */
export type Lie = {
  /** Says this instead of the server's answer, which is whole: a line, and the literals in it. Null: the truth. */
  readonly instead?: (said: string, asked: Asked) => string | null
  /** Answers a line of the client itself; null: the server is asked. */
  readonly answer?: (asked: Asked) => string | null
  /** What the server hears instead of a line of the client. */
  readonly heard?: (line: string) => string
  /** Goes on saying this, once it was said: until the client goes. */
  readonly forever?: { readonly after: RegExp; readonly say: string }
}

/** A server of the lab whose every word can be changed on the way. */
export type LyingFront = {
  readonly port: number
  /** Lies from now on; null: tells the truth. */
  readonly lie: (lie: Lie | null) => void
  /** Shows this certificate from the next connection on. */
  readonly show: (certificate: { readonly cert: string; readonly key: string }) => void
  /** Ends what is open, and takes nothing until `open`. */
  readonly shut: () => void
  readonly open: () => void
  /** How many were taken so far. */
  readonly connections: () => number
  readonly close: () => Promise<void>
}

/** Stands before the lab's Dovecot; TLS ends here, so that the words can be read. */
export async function startLyingFront(lab: Lab): Promise<LyingFront> {
  const sockets = new Set<net.Socket>()
  let current: Lie | null = null
  let connections = 0
  let isShut = false
  const { cert, key } = lab.certificates.servers.good
  const server = tls.createServer({ cert, key, minVersion: 'TLSv1.2' }, (client) => {
    if (isShut) {
      client.destroy()
      return
    }
    connections += 1
    const upstream = net.connect(lab.imap.starttls.port, '127.0.0.1')
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(one)
      one.on('error', () => other.destroy())
      one.on('close', () => {
        sockets.delete(one)
        other.destroy()
      })
    }
    let asked: Asked = { tag: '', verb: '', line: '' }
    const say = (text: string): void => {
      if (!text.endsWith(hangUp)) client.write(text, 'latin1')
      else client.end(text.slice(0, -hangUp.length), 'latin1')
    }
    const speak = (said: string): void => {
      // What is compressed can't be read here.
      const plain = said.replaceAll(/ COMPRESS=DEFLATE/g, '')
      say(current?.instead?.(plain, asked) ?? plain)
      if (current?.forever?.after.test(said) === true) sayForever(client, current.forever.say)
    }
    upstream.on('data', splitAnswers(speak))
    client.on('data', (chunk: Buffer) => {
      const text = chunk.toString('latin1')
      const [line = ''] = text.split('\r\n', 1)
      const [, tag, verb] = /^(\S+) ((?:UID )?[A-Z]+)/i.exec(line) ?? []
      if (tag !== undefined && verb !== undefined) asked = { tag, verb: verb.toUpperCase(), line }
      const answer = tag === undefined ? null : (current?.answer?.(asked) ?? null)
      if (answer === null) upstream.write(Buffer.from(current?.heard?.(text) ?? text, 'latin1'))
      else say(answer)
    })
  })
  server.on('tlsClientError', (_error: Error, socket: net.Socket) => socket.destroy())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const cut = () => {
    for (const socket of sockets) socket.destroy()
  }
  return {
    port: (server.address() as AddressInfo).port,
    lie: (lie) => {
      current = lie
    },
    show: (shown) => server.setSecureContext({ ...shown, minVersion: 'TLSv1.2' }),
    shut: () => {
      isShut = true
      cut()
    },
    open: () => {
      isShut = false
    },
    connections: () => connections,
    close: async () => {
      cut()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** Calls `speak` with each answer that is complete: a line, and the literals that it announces. */
function splitAnswers(speak: (said: string) => void): (chunk: Buffer) => void {
  let left = ''
  return (chunk) => {
    left += chunk.toString('latin1')
    for (;;) {
      const end = endOfAnswer(left)
      if (end === null) return
      speak(left.slice(0, end))
      left = left.slice(end)
    }
  }
}

function endOfAnswer(text: string): number | null {
  let from = 0
  for (;;) {
    const lineEnd = text.indexOf('\r\n', from)
    if (lineEnd === -1) return null
    const literal = /\{(\d+)\}$/.exec(text.slice(from, lineEnd))
    if (literal === null) return lineEnd + 2
    from = lineEnd + 2 + Number(literal[1])
  }
}

function sayForever(client: net.Socket, text: string): void {
  const go = (): void => {
    while (!client.destroyed && client.writable && client.write(text, 'latin1'));
  }
  client.on('drain', go)
  go()
}
