import type { Person } from '../lab/index.ts'

export type IncomingMail = {
  readonly from: Pick<Person, 'name' | 'address'>
  readonly to: Pick<Person, 'address'>
  readonly subject: string
  readonly text?: string
  readonly html?: string
  readonly headers?: readonly string[]
}

let count = 0

/** A mail from outside as a host would hand it in: RFC 5322 with CRLF, 8-bit UTF-8. */
export function rawMail({ from, to, subject, text, html, headers = [] }: IncomingMail): string {
  const lines = [
    `From: ${encodedName(from.name)} <${from.address}>`,
    `To: ${to.address}`,
    `Subject: ${subject}`,
    `Message-ID: <e2e-${String(process.pid)}-${String(++count)}@elsewhere.test>`,
    `Date: ${new Date().toUTCString().replace('GMT', '+0000')}`,
    'MIME-Version: 1.0',
    ...headers,
    `Content-Type: text/${html === undefined ? 'plain' : 'html'}; charset=utf-8`,
    'Content-Transfer-Encoding: 8bit',
    '',
    ...(html ?? text ?? '').split('\n'),
    '',
  ]
  return lines.join('\r\n')
}

function encodedName(name: string): string {
  return /^[\x20-\x7e]*$/.test(name) ? `"${name}"` : `=?utf-8?B?${Buffer.from(name).toString('base64')}?=`
}
