import { createCipheriv } from 'node:crypto'
import { seededRandom } from '../../test/support/random.ts'
import { prose, word } from './words.ts'

const senders = 300
const firstAt = Date.UTC(2016, 0, 1)
const minute = 60_000

/**
 * One message of the corpus that every bench reads; the same bytes for the same index. The median is 8 KB: most are
 * text or text beside HTML, a fifth are long or carry a small file, one in a hundred carries nearly a megabyte.
 * @param to an address
 */
export function corpusMail(index: number, to: string): string {
  const random = seededRandom(index + 1)
  const sender = Math.floor(random() * senders)
  const date = new Date(firstAt + index * 9 * minute).toUTCString().replace('GMT', '+0000')
  const header = [
    'Return-Path: <bounce@mail.test>',
    `Received: from mx${index % 7}.mail.test by localhost with ESMTPS id ${index}; ${date}`,
    `From: Person ${sender} <person${sender}@mail.test>`,
    `To: ${to}`,
    `Subject: ${word(random)} ${word(random)} ${word(random)} ${index}`,
    `Date: ${date}`,
    `Message-ID: <bench-${index}@mail.test>`,
    // One in three answers an earlier one.
    ...(index > 50 && random() < 0.33
      ? [`In-Reply-To: <bench-${index - 1 - Math.floor(random() * 50)}@mail.test>`]
      : []),
    'MIME-Version: 1.0',
  ]
  return `${header.join('\r\n')}\r\n${body(index, random)}`
}

function body(index: number, random: () => number): string {
  const kind = random()
  if (kind < 0.01) return withFile(prose(4_000, random), 690_000, index)
  if (kind < 0.08) return withFile(prose(2_000, random), 30_000, index)
  if (kind < 0.2) return asTextAndHtml(prose(13_000, random))
  const chars = 1_000 + Math.floor(random() * 10_500)
  return random() < 0.4 ? asTextAndHtml(prose(chars / 2.2, random)) : asText(prose(chars, random))
}

function asText(text: string): string {
  return `Content-Type: text/plain; charset=utf-8\r\n\r\n${text}`
}

function asTextAndHtml(text: string): string {
  const paragraphs = text.split('\r\n').map((line) => `<p style="margin: 0">${line}</p>\r\n`)
  return multipart('alternative', [
    asText(text),
    `Content-Type: text/html; charset=utf-8\r\n\r\n<html><body>\r\n${paragraphs.join('')}</body></html>\r\n`,
  ])
}

/** @param fileBytes before base64; random, as compressed pictures and documents are */
function withFile(text: string, fileBytes: number, index: number): string {
  const nonce = Buffer.alloc(16)
  nonce.writeUInt32BE(index)
  const noise = createCipheriv('aes-128-ctr', Buffer.alloc(16, 'bench'), nonce).update(
    Buffer.alloc(fileBytes),
  )
  const name = `scan-${index}.jpg`
  return multipart('mixed', [
    asText(text),
    [
      `Content-Type: image/jpeg; name="${name}"`,
      `Content-Disposition: attachment; filename="${name}"`,
      'Content-Transfer-Encoding: base64',
      '',
      noise.toString('base64').replace(/.{76}/g, '$&\r\n'),
    ].join('\r\n'),
  ])
}

function multipart(kind: string, parts: readonly string[]): string {
  const lines = [`Content-Type: multipart/${kind}; boundary="=_bench"`, '']
  for (const part of parts) lines.push('--=_bench', part)
  return [...lines, '--=_bench--', ''].join('\r\n')
}
