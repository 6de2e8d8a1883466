import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import net from 'node:net'
import { fileURLToPath } from 'node:url'
import { setTimeout as delay } from 'node:timers/promises'
import { ImapFlow } from 'imapflow'
import { createTransport } from 'nodemailer'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { people, startLab, type Lab } from './index.ts'
import { patienceMs } from './patience.ts'

const raw = (subject: string): string =>
  `From: someone@elsewhere.test\r\nTo: x@mail.test\r\nSubject: ${subject}\r\n\r\nHello\r\n`

const submissions =
  process.getuid?.() === 0 ? (['postfix', 'smtp-server'] as const) : (['smtp-server'] as const)

describe.each(submissions)('with %s', (submission) => {
  let lab: Lab
  beforeAll(async () => {
    lab = await startLab({ submission, broken: false })
  })
  afterAll(() => lab.stop())

  test('delivers mail from outside', async () => {
    await lab.deliver(raw('from outside'), people.maria.address)
    const [message] = await lab.mailbox(people.maria.address).waitFor(1)
    expect(message?.raw.toString()).toContain('Subject: from outside')
  })

  test.each(['implicit', 'starttls'] as const)('takes a submission with %s TLS', async (security) => {
    const server = lab.smtp[security]
    const transport = createTransport({
      host: server.host,
      port: server.port,
      secure: security === 'implicit',
      requireTLS: security === 'starttls',
      tls: { ca: lab.certificates.ca },
      auth: { user: people.rivera.address, pass: people.rivera.password },
    })
    const mailbox = lab.mailbox(people.daniel.address)
    const before = (await mailbox.list()).length
    const info = await transport.sendMail({
      envelope: { from: people.rivera.address, to: [people.daniel.address] },
      raw: raw(security),
    })
    expect(info.accepted).toEqual([people.daniel.address])
    const messages = await mailbox.waitFor(before + 1)
    expect(messages.at(-1)?.raw.toString()).toContain(`Subject: ${security}`)
  })

  test('a changed password opens both servers, the old one neither', async () => {
    const { tomasz } = people
    await lab.changePassword(tomasz.address, 'other-words')
    const canSignIn = async (password: string) => {
      const auth = { user: tomasz.address, pass: password }
      const tls = { ca: lab.certificates.ca }
      const imap = new ImapFlow({ ...lab.imap.implicit, secure: true, tls, auth, logger: false })
      const smtp = createTransport({ ...lab.smtp.implicit, secure: true, tls, auth })
      return Promise.all(
        [imap.connect().then(() => imap.logout()), smtp.verify()].map((one) =>
          one.then(
            () => true,
            () => false,
          ),
        ),
      )
    }
    expect(await canSignIn(tomasz.password)).toEqual([false, false])
    expect(await canSignIn('other-words')).toEqual([true, true])
    await lab.changePassword(tomasz.address, tomasz.password)
    expect(await canSignIn(tomasz.password)).toEqual([true, true])
  })

  test('refuses a sender address that is not the person’s own', async () => {
    const server = lab.smtp.implicit
    const transport = createTransport({
      host: server.host,
      port: server.port,
      secure: true,
      tls: { ca: lab.certificates.ca },
      auth: { user: people.rivera.address, pass: people.rivera.password },
    })
    await expect(
      transport.sendMail({
        envelope: { from: people.lee.address, to: [people.daniel.address] },
        raw: raw('not mine'),
      }),
    ).rejects.toMatchObject({ responseCode: 553 })
  })
})

test('several labs run side by side, and leave nothing behind', async () => {
  const labs = await Promise.all([startLab(), startLab(), startLab()])
  expect(new Set(labs.map((lab) => lab.imap.implicit.port)).size).toBe(3)
  await Promise.all(labs.map((lab) => lab.stop()))
  for (const lab of labs) {
    expect(existsSync(lab.directory)).toBe(false)
    expect(await isListening(lab.imap.starttls.port)).toBe(false)
    expect(await isListening(lab.smtp.starttls.port)).toBe(false)
  }
})

test.each(['SIGKILL', 'SIGINT', 'SIGTERM'] as const)(
  'is torn down when its process gets %s',
  async (signal) => {
    const main = fileURLToPath(new URL('main.ts', import.meta.url))
    const child = spawn(process.execPath, [main], { stdio: ['ignore', 'pipe', 'inherit'] })
    let text = ''
    for await (const chunk of child.stdout) {
      text += String(chunk)
      if (text.endsWith('}\n')) break
    }
    const { directory, imap, smtp } = JSON.parse(text) as Pick<Lab, 'directory' | 'imap' | 'smtp'>
    expect(existsSync(directory)).toBe(true)
    expect(await isListening(imap.starttls.port)).toBe(true)
    child.kill(signal)
    const deadline = Date.now() + patienceMs
    while (existsSync(directory) && Date.now() < deadline) await delay(50)
    expect(existsSync(directory)).toBe(false)
    expect(await isListening(imap.starttls.port)).toBe(false)
    expect(await isListening(smtp.starttls.port)).toBe(false)
  },
)

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1')
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}
