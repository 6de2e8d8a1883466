import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import PostalMime from 'postal-mime'
import { patients } from '../people.ts'
import type { Person } from '../people.ts'
import type { PatientMail, PostOffice } from '../post-office.ts'
import { inboxPage, messagePage, slugOf } from './pages.ts'
import type { OpenedMail } from './pages.ts'

export type PatientView = { readonly url: string; readonly stop: () => Promise<void> }

async function open(mail: PatientMail): Promise<OpenedMail> {
  return { mail, email: await PostalMime.parse(mail.raw) }
}

function sendHtml(response: ServerResponse, html: string): void {
  response
    .writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' })
    .end(html)
}

function sendNotFound(response: ServerResponse): void {
  response.writeHead(404, { 'Content-Type': 'text/plain' }).end('Nothing here.')
}

/** An HTML attachment opens in the browser, as it does when a patient opens it; every other file is saved. */
function sendAttachment(response: ServerResponse, { email }: OpenedMail, index: number): void {
  const file = email.attachments[index]
  if (file === undefined) {
    sendNotFound(response)
    return
  }
  const name = file.filename ?? 'file'
  const opens = /\.html?$/i.test(name)
  response
    .writeHead(200, {
      'Content-Type': opens ? 'text/html; charset=utf-8' : 'application/octet-stream',
      'Content-Disposition': `${opens ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(name)}`,
      // Its scripts run, but apart from this view: the page is what a stranger could have sent.
      'Content-Security-Policy':
        'sandbox allow-scripts allow-forms allow-downloads allow-popups allow-modals',
      'X-Content-Type-Options': 'nosniff',
    })
    .end(typeof file.content === 'string' ? file.content : new Uint8Array(file.content))
}

async function takeReply(request: IncomingMessage, patient: Person, office: PostOffice): Promise<void> {
  const form = await new Response(await buffer(request), {
    headers: { 'Content-Type': request.headers['content-type'] ?? '' },
  }).formData()
  const field = (name: string): string => {
    const value = form.get(name)
    return typeof value === 'string' ? value : ''
  }
  const files = form.getAll('file').filter((value) => value instanceof File && value.size > 0)
  const attachments = await Promise.all(
    files.map(async (file) => {
      const { name } = file as File
      return { filename: name, content: Buffer.from(await (file as File).arrayBuffer()) }
    }),
  )
  const inReplyTo = field('inReplyTo')
  await office.reply({
    from: patient,
    subject: field('subject'),
    text: field('text'),
    attachments,
    ...(inReplyTo === '' ? {} : { inReplyTo }),
  })
}

function streamArrivals(response: ServerResponse, office: PostOffice): void {
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' })
  const stop = office.onArrival(() => response.write('data: mail\n\n'))
  response.once('close', stop)
}

async function answer(request: IncomingMessage, response: ServerResponse, office: PostOffice): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost')
  const [slug = '', second, third] = pathname.split('/').slice(1)
  if (slug === 'arrivals') {
    streamArrivals(response, office)
    return
  }
  const patient = slug === '' ? patients[0] : patients.find((each) => slugOf(each) === slug)
  if (patient === undefined) {
    sendNotFound(response)
    return
  }
  const mails = office.mailOf(patient.address)
  if (second === 'reply' && request.method === 'POST') {
    await takeReply(request, patient, office)
    response.writeHead(303, { Location: `/${slugOf(patient)}?sent` }).end()
  } else if (second === undefined) {
    const notice = searchParams.has('sent') ? 'Your answer is on its way to the practice.' : ''
    sendHtml(response, inboxPage(patient, await Promise.all(mails.map(open)), notice))
  } else {
    const mail = mails.find(({ number }) => number === Number(second))
    if (mail === undefined) sendNotFound(response)
    else if (third === undefined) sendHtml(response, messagePage(patient, await open(mail)))
    else sendAttachment(response, await open(mail), Number(third))
  }
}

/** A small web page on loopback that shows the patients' mailboxes, and lets them answer. */
export async function startPatientView(office: PostOffice): Promise<PatientView> {
  const server = createServer((request, response) => {
    const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
    const { origin } = request.headers
    // Another website can't read the mailboxes through a rebound name, nor send a form here.
    const isOurs = request.headers.host === host && (origin === undefined || origin === `http://${host}`)
    if (!isOurs) {
      response.writeHead(403).end()
      return
    }
    answer(request, response, office).catch((error: unknown) => {
      response.writeHead(500, { 'Content-Type': 'text/plain' }).end(String(error))
    })
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    stop: () =>
      new Promise<void>((closed) => {
        server.close(() => closed())
        server.closeAllConnections()
      }),
  }
}
