import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { ImapFlow } from 'imapflow'
import { createTransport } from 'nodemailer'
import PostalMime from 'postal-mime'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startDemoPractice } from '../../../e2e/demo/index.ts'
import type { DemoPractice } from '../../../e2e/demo/index.ts'
import { notedPassphrase } from '../../../e2e/demo/messages/sealed.ts'
import { maria, patients } from '../../../e2e/demo/people.ts'

const run = promisify(execFile)

let directory = ''
let demo: DemoPractice
let authority = ''

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'sealpost-demo-'))
  demo = await startDemoPractice(directory, false)
  authority = await readFile(demo.authorityFile, 'utf8')
})

afterAll(async () => {
  await demo.stop()
  await rm(directory, { recursive: true, force: true })
})

async function inbox(): Promise<Buffer[]> {
  const client = new ImapFlow({
    ...demo.offer.imap,
    secure: true,
    auth: { user: demo.offer.userName, pass: demo.offer.password },
    tls: { ca: authority },
    logger: false,
  })
  await client.connect()
  await client.mailboxOpen('INBOX')
  const sources: Buffer[] = []
  for await (const { source } of client.fetch('1:*', { source: true })) if (source) sources.push(source)
  await client.logout()
  return sources
}

async function send(to: string, subject: string, text: string): Promise<void> {
  const transport = createTransport({
    ...demo.offer.smtp,
    secure: true,
    auth: { user: demo.offer.userName, pass: demo.offer.password },
    tls: { ca: authority },
  })
  await transport.sendMail({
    from: demo.offer.address,
    to,
    subject,
    text,
    attachments: [
      { filename: 'Message.html', content: '<p>sealed</p>' },
      { filename: 'Message.pdf', content: Buffer.from('%PDF-2.0') },
    ],
  })
  transport.close()
}

describe('the demo practice', () => {
  it('has about 25 messages of every kind in the inbox, unread ones newest', async () => {
    const mails = await Promise.all((await inbox()).map((raw) => PostalMime.parse(raw)))
    const subjects = mails.map(({ subject }) => subject)
    expect(mails.length).toBeGreaterThanOrEqual(23)
    expect(mails.length).toBeLessThanOrEqual(30)
    expect(new Set(subjects).size).toBe(subjects.length)
    expect(subjects).toContain('First appointment — is there a waiting list?')
    for (const { address } of patients) {
      expect(mails.filter(({ from }) => from?.address === address).length).toBeGreaterThanOrEqual(2)
    }
  })

  it('holds the attacks that its reader has to withstand', async () => {
    const softBreak = /=\r\n/g
    const sources = (await inbox()).map((raw) => raw.toString().replace(softBreak, '').replaceAll('=3D', '='))
    const attacks: Record<string, RegExp> = {
      'spoofed sender': /dkim=fail[^]*From: Maria Alvarez/,
      'look-alike domain': /lee-psychlatry\.example/,
      'link text of another host': /href="https:\/\/login\.northbridge-verify/,
      'tracking pixel': /track\.counseling-association\.example\/open\.gif/,
      script: /<script>/,
      'double extension': /\.pdf\.exe/,
      'encrypted part between pieces of HTML': /<img src="https:\/\/collect[^]*multipart\/encrypted/,
    }
    for (const [name, pattern] of Object.entries(attacks)) {
      expect(
        sources.some((source) => pattern.test(source)),
        name,
      ).toBe(true)
    }
  })

  it("holds a colleague's sealed message that opens with the words on the note", async () => {
    const mails = await Promise.all((await inbox()).map((raw) => PostalMime.parse(raw)))
    const sealed = mails.find(({ subject }) => subject === 'Message from Priya Nair')
    const pdf = sealed?.attachments.find(({ filename }) => filename === 'Message.pdf')
    const file = join(directory, 'Message.pdf')
    await writeFile(file, new Uint8Array(pdf?.content as ArrayBuffer))
    // The file takes the words with hyphens as its user's password, with spaces as its owner's.
    const read = (words: string) => run('pdftotext', ['-upw', words.replaceAll(' ', '-'), file, '-'])
    expect((await read(notedPassphrase)).stdout).toContain('couple sessions')
    await expect(read('maple lamp river oak olive mug')).rejects.toThrow('Incorrect password')
    const view = await (await fetch(demo.offer.patientViewUrl)).text()
    expect(view).toContain(notedPassphrase)
  })

  it('carries mail to a patient, who sees it, opens its files and answers', async () => {
    const subject = 'Message from Dr. Rivera'
    await send(maria.address, subject, 'On a phone, open Message.pdf.')
    const view = demo.offer.patientViewUrl
    const list = await (await fetch(`${view}maria-alvarez`)).text()
    expect(list).toContain(subject)
    const other = await (await fetch(`${view}daniel-ortiz`)).text()
    expect(other).not.toContain(subject)

    const opened = await (await fetch(`${view}maria-alvarez/1`)).text()
    expect(opened).toContain('On a phone, open Message.pdf.')
    const page = await fetch(`${view}maria-alvarez/1/0`)
    expect(page.headers.get('content-type')).toContain('text/html')
    expect(await page.text()).toBe('<p>sealed</p>')
    const pdf = await fetch(`${view}maria-alvarez/1/1`)
    expect(pdf.headers.get('content-disposition')).toMatch(/^attachment;.*Message\.pdf$/)

    const form = new FormData()
    form.set('subject', `Re: ${subject}`)
    form.set('text', 'Thank you, I could open it.')
    form.append('file', new File(['sealed answer'], 'Answer.sealed'))
    const answered = await fetch(`${view}maria-alvarez/reply`, { method: 'POST', body: form })
    expect(answered.status).toBe(200)
    const reply = await PostalMime.parse((await inbox()).at(-1)!)
    expect(reply).toMatchObject({ subject: `Re: ${subject}`, from: { address: maria.address } })
    expect(reply.text).toContain('Thank you, I could open it.')
    expect(reply.attachments[0]?.filename).toBe('Answer.sealed')
  })

  it('says that nothing leaves this computer when mail is for somebody else', async () => {
    await send('someone@gmail.com', 'Hello', 'x')
    const notice = await PostalMime.parse((await inbox()).at(-1)!)
    expect(notice.subject).toBe('Not delivered: this is a demo practice')
    expect(notice.text).toContain('someone@gmail.com')
  })

  it("doesn't show patients' mail to another website", async () => {
    const { hostname, port } = new URL(demo.offer.patientViewUrl)
    const statusFor = (headers: Record<string, string>) =>
      new Promise<number | undefined>((resolve, reject) => {
        request({ host: hostname, port, path: '/maria-alvarez', headers }, (response) => {
          response.resume()
          resolve(response.statusCode)
        })
          .on('error', reject)
          .end()
      })
    expect(await statusFor({ Host: `127.0.0.1:${port}` })).toBe(200)
    expect(await statusFor({ Host: 'attacker.example' })).toBe(403)
    expect(await statusFor({ Host: `127.0.0.1:${port}`, Origin: 'https://attacker.example' })).toBe(403)
  })
})
