import { ImapFlow } from 'imapflow'
import { patienceMs } from '../../e2e/lab/patience.ts'
import type { Lab, Person } from '../../e2e/lab/index.ts'

export type OtherProgramOptions = {
  /** Whether it asks for COMPRESS: by default, as other mail programs do. The product seldom does (docs/adr/0038). */
  readonly compresses?: boolean
}

/** Another mail program at the same mailbox: what it does, the practice has to notice. */
export async function openOtherProgram(
  lab: Lab,
  owner: Person,
  { compresses = true }: OtherProgramOptions = {},
): Promise<ImapFlow> {
  const client = new ImapFlow({
    host: lab.imap.implicit.host,
    port: lab.imap.implicit.port,
    secure: true,
    tls: { ca: lab.certificates.ca },
    auth: { user: owner.address, pass: owner.password },
    logger: false,
    disableAutoIdle: true,
    disableCompression: !compresses,
    // Sooner than a test's own limit: what hangs says where. Between two commands a test may be slow.
    ...{ connectionTimeout: patienceMs, greetingTimeout: patienceMs, socketTimeout: 4 * patienceMs },
  })
  // The command that finds the connection gone says so.
  client.on('error', () => undefined)
  await client.connect()
  return client
}

export type PlainMail = {
  readonly subject: string
  readonly from?: string
  readonly text?: string
  readonly messageId?: string
  readonly date?: string
}

/** An ordinary mail as it comes from outside. */
export function plainMail({ subject, from, text, messageId, date }: PlainMail, to: string): string {
  const lines = [
    `From: ${from ?? 'Someone <someone@elsewhere.test>'}`,
    `To: ${to}`,
    `Subject: ${subject}`,
    `Date: ${date ?? 'Fri, 20 Nov 2026 09:00:00 +0000'}`,
    `Message-ID: ${messageId ?? `<${subject.replaceAll(/\W+/g, '-').toLowerCase()}@elsewhere.test>`}`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    '',
    text ?? `Text of ${subject}.`,
    '',
  ]
  return lines.join('\r\n')
}
