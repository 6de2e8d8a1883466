import type { AddressInfo, Socket } from 'node:net'
import hoodiecrow from 'hoodiecrow-imap'
import type { ServerIdentity } from './certificates.ts'

export type Login = { readonly userName: string; readonly password: string }

/** The mailboxes that a mail host gives to a practice, by name, with their special use (RFC 6154). */
const folders = {
  Archive: String.raw`\Archive`,
  Drafts: String.raw`\Drafts`,
  Junk: String.raw`\Junk`,
  Sent: String.raw`\Sent`,
  Trash: String.raw`\Trash`,
} as const

export type MailboxName = 'INBOX' | keyof typeof folders

export type StoredMail = {
  readonly mailbox: MailboxName
  readonly raw: Buffer
  readonly receivedAt: Date
  readonly flags: readonly string[]
}

export type ImapHost = {
  readonly port: number
  /** Puts a message into a mailbox; a client that is listening to it hears at once. */
  readonly append: (mail: StoredMail) => void
  /** The raw messages of a mailbox, oldest first. */
  readonly list: (mailbox: MailboxName) => Buffer[]
  readonly stop: () => Promise<void>
}

/** An IMAP server in this process, over TLS from the first byte, on a free port of 127.0.0.1. */
export async function startImapHost(identity: ServerIdentity, login: Login): Promise<ImapHost> {
  // The server forgets everything when it stops: a client that remembers an earlier run must notice.
  const uidvalidity = Math.floor(Date.now() / 1000)
  const server = hoodiecrow({
    secureConnection: true,
    credentials: { key: identity.key, cert: identity.certificate, minVersion: 'TLSv1.2' },
    users: { [login.userName]: { password: login.password } },
    plugins: [
      'AUTH-PLAIN',
      'ID',
      'IDLE',
      'LITERALPLUS',
      'MOVE',
      'NAMESPACE',
      'SASL-IR',
      'SPECIAL-USE',
      'UIDPLUS',
      'UNSELECT',
    ],
    storage: {
      INBOX: { uidvalidity },
      '': {
        type: 'personal',
        separator: '/',
        folders: Object.fromEntries(
          Object.entries(folders).map(([name, use]) => [name, { 'special-use': use, uidvalidity }]),
        ),
      },
    },
  })
  const sockets = new Set<Socket>()
  server.server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  await new Promise<void>((listening) => {
    server.listen(0, '127.0.0.1', listening)
  })
  return {
    port: (server.server.address() as AddressInfo).port,
    append: ({ mailbox, raw, receivedAt, flags }) => {
      server.appendMessage(mailbox, [...flags], receivedAt, raw.toString('latin1'))
    },
    list: (mailbox) =>
      (server.getMailbox(mailbox)?.messages ?? []).map(({ raw }) => Buffer.from(raw, 'latin1')),
    stop: () =>
      new Promise<void>((closed) => {
        for (const socket of sockets) socket.destroy()
        server.close(closed)
      }),
  }
}
