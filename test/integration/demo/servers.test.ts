import { connect } from 'node:tls'
import { ImapFlow } from 'imapflow'
import { createTransport } from 'nodemailer'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeServerIdentity } from '../../../e2e/demo/certificates.ts'
import type { ServerIdentity } from '../../../e2e/demo/certificates.ts'
import { startImapHost } from '../../../e2e/demo/imap.ts'
import type { ImapHost } from '../../../e2e/demo/imap.ts'
import { startSmtpHost } from '../../../e2e/demo/smtp.ts'
import type { SmtpHost, SubmittedMail } from '../../../e2e/demo/smtp.ts'

const login = { userName: 'practice', password: 'correct' }

function rawMail(subject: string, body: string): Buffer {
  return Buffer.from(`From: a@example.org\r\nTo: b@example.org\r\nSubject: ${subject}\r\n\r\n${body}\r\n`)
}

let identity: ServerIdentity
let imap: ImapHost
let smtp: SmtpHost
const submitted: SubmittedMail[] = []

beforeAll(async () => {
  identity = await makeServerIdentity()
  imap = await startImapHost(identity, login)
  smtp = await startSmtpHost(identity, login, (mail) => submitted.push(mail))
})

afterAll(async () => {
  await Promise.all([imap.stop(), smtp.stop()])
})

async function withImap<T>(work: (client: ImapFlow) => Promise<T>): Promise<T> {
  const client = new ImapFlow({
    host: '127.0.0.1',
    port: imap.port,
    secure: true,
    auth: { user: login.userName, pass: login.password },
    tls: { ca: identity.authority, minVersion: 'TLSv1.2' },
    logger: false,
  })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.logout()
  }
}

function smtpTransport(password = login.password) {
  return createTransport({
    host: '127.0.0.1',
    port: smtp.port,
    secure: true,
    auth: { user: login.userName, pass: password },
    tls: { ca: identity.authority, minVersion: 'TLSv1.2' },
  })
}

describe("the demo practice's certificate", () => {
  const handshake = (port: number, options: { ca?: string; servername?: string }) =>
    new Promise<string>((resolve) => {
      const socket = connect({ host: '127.0.0.1', port, ...options }, () => {
        resolve('trusted')
        socket.destroy()
      })
      socket.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message))
    })

  it.each(['imap', 'smtp'] as const)(
    'is trusted on %s by whoever trusts its authority, alone',
    async (kind) => {
      const { port } = kind === 'imap' ? imap : smtp
      expect(await handshake(port, { ca: identity.authority })).toBe('trusted')
      expect(await handshake(port, { ca: identity.authority, servername: 'localhost' })).toBe('trusted')
      expect(await handshake(port, {})).toBe('UNABLE_TO_VERIFY_LEAF_SIGNATURE')
      const other = await handshake(port, { ca: identity.authority, servername: 'mail.example.org' })
      expect(other).toBe('ERR_TLS_CERT_ALTNAME_INVALID')
    },
  )
})

describe("the demo practice's IMAP host", () => {
  it('lists mailboxes with their special use', async () => {
    const mailboxes = await withImap((client) => client.list())
    expect(Object.fromEntries(mailboxes.map(({ path, specialUse }) => [path, specialUse]))).toEqual({
      INBOX: String.raw`\Inbox`,
      Archive: String.raw`\Archive`,
      Drafts: String.raw`\Drafts`,
      Junk: String.raw`\Junk`,
      Sent: String.raw`\Sent`,
      Trash: String.raw`\Trash`,
    })
  })

  it('refuses a wrong password', async () => {
    const client = new ImapFlow({
      host: '127.0.0.1',
      port: imap.port,
      secure: true,
      auth: { user: login.userName, pass: 'wrong' },
      tls: { ca: identity.authority },
      logger: false,
    })
    await expect(client.connect()).rejects.toMatchObject({ authenticationFailed: true })
  })

  it('gives back every byte that was put in', async () => {
    const everyByte = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte))
    const raw = Buffer.concat([rawMail('Bytes', 'ü — 5 € \u{1F33F}'), everyByte, Buffer.from('\r\n')])
    imap.append({ mailbox: 'INBOX', raw, receivedAt: new Date('2026-11-02T09:30:00Z'), flags: [] })
    await withImap(async (client) => {
      await client.mailboxOpen('INBOX')
      const message = await client.fetchOne('*', { source: true, internalDate: true, flags: true, uid: true })
      expect(message).toMatchObject({ internalDate: new Date('2026-11-02T09:30:00Z') })
      expect(message && message.source?.equals(raw)).toBe(true)
    })
  })

  it('stores flags, moves, appends 5 MB and deletes', async () => {
    imap.append({ mailbox: 'INBOX', raw: rawMail('Move me', 'x'), receivedAt: new Date(), flags: [] })
    await withImap(async (client) => {
      const { exists } = await client.mailboxOpen('INBOX')
      const last = await client.fetchOne('*', { uid: true })
      if (!last) throw new Error('empty')
      const uid = String(last.uid)
      await client.messageFlagsAdd(uid, [String.raw`\Seen`, String.raw`\Flagged`], { uid: true })
      await client.messageFlagsRemove(uid, [String.raw`\Flagged`], { uid: true })
      const flagged = await client.fetchOne(uid, { flags: true }, { uid: true })
      expect(flagged && [...(flagged.flags ?? [])]).toEqual([String.raw`\Seen`])
      const moved = await client.messageMove(uid, 'Archive', { uid: true })
      expect(moved && moved.uidMap?.size).toBe(1)
      expect(client.mailbox && client.mailbox.exists).toBe(exists - 1)

      const large = rawMail('Large', 'abcdefgh'.repeat(640 * 1024))
      const appended = await client.append('Sent', large, [String.raw`\Seen`], new Date())
      expect(appended && appended.uid).toBe(1)
      await client.mailboxOpen('Sent')
      const copy = await client.fetchOne('1', { source: true })
      expect(copy && copy.source?.equals(large)).toBe(true)
      await client.messageDelete('1')
      expect(client.mailbox && client.mailbox.exists).toBe(0)
    })
    expect(imap.list('Archive').at(-1)?.toString()).toContain('Move me')
  })

  it('tells an idle client of new mail', async () => {
    await withImap(async (client) => {
      const { exists } = await client.mailboxOpen('INBOX')
      const heard = new Promise<number>((resolve) => {
        client.on('exists', ({ count }: { count: number }) => resolve(count))
      })
      void client.idle()
      imap.append({ mailbox: 'INBOX', raw: rawMail('News', 'x'), receivedAt: new Date(), flags: [] })
      expect(await heard).toBe(exists + 1)
    })
  })
})

describe("the demo practice's submission host", () => {
  it('hands over the message as it was sent', async () => {
    const transport = smtpTransport()
    await transport.sendMail({
      from: 'practice@example.org',
      to: ['maria@example.org', 'daniel@example.org'],
      subject: 'Hello',
      text: 'Line one\n.a line that begins with a dot\n',
    })
    transport.close()
    const mail = submitted.at(-1)
    expect(mail?.recipients).toEqual(['maria@example.org', 'daniel@example.org'])
    expect(mail?.raw.toString()).toContain('\r\n.a line that begins with a dot\r\n')
  })

  it('refuses a wrong password', async () => {
    const before = submitted.length
    await expect(
      smtpTransport('wrong').sendMail({ from: 'a@example.org', to: 'b@example.org', text: 'x' }),
    ).rejects.toMatchObject({ code: 'EAUTH' })
    expect(submitted.length).toBe(before)
  })
})
