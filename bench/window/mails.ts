import { chown, mkdir, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { seededRandom } from '../../test/support/random.ts'

const words =
  'session week sleep better worse mother work night breathing walk letter form appointment Tuesday insurance question morning garden tired hopeful list exercise notes thank you see before after train doctor'.split(
    ' ',
  )

/** Sizes as they are in a mailbox: most are short, one in a hundred carries an attachment of a megabyte. */
function bodyBytes(random: () => number): number {
  const kind = random()
  if (kind < 0.01) return 1_000_000
  return kind < 0.2 ? 40_000 : 2_000 + Math.floor(random() * 12_000)
}

function mail(index: number, to: string, random: () => number): string {
  const word = (): string => words[Math.floor(random() * words.length)] ?? ''
  const sizeBytes = bodyBytes(random)
  const subject = `${word()} ${word()} ${index}`
  let body = ''
  while (body.length < Math.min(sizeBytes, 40_000))
    body += `${Array.from({ length: 11 }, word).join(' ')}\r\n`
  const date = new Date(Date.UTC(2026, 0, 1) + index * 2_700_000).toUTCString().replace('GMT', '+0000')
  const header = [
    `From: Person ${index % 300} <person${index % 300}@mail.test>`,
    `To: ${to}`,
    `Subject: ${subject}`,
    `Date: ${date}`,
    `Message-ID: <bench-${index}@mail.test>`,
    'MIME-Version: 1.0',
  ]
  if (sizeBytes <= 40_000)
    return [...header, 'Content-Type: text/plain; charset=utf-8', '', body].join('\r\n')
  const file = Buffer.alloc(sizeBytes * 0.7, body)
    .toString('base64')
    .replace(/.{76}/g, '$&\r\n')
  return [
    ...header,
    'Content-Type: multipart/mixed; boundary="=_b"',
    '',
    '--=_b',
    'Content-Type: text/plain; charset=utf-8',
    '',
    body,
    '--=_b',
    'Content-Type: application/octet-stream; name="scan.bin"',
    'Content-Disposition: attachment; filename="scan.bin"',
    'Content-Transfer-Encoding: base64',
    '',
    file,
    '--=_b--',
    '',
  ].join('\r\n')
}

/** Writes `count` messages straight into a maildir, where the server finds them; the same ones every time. */
export async function fillMaildir(maildir: string, to: string, count: number): Promise<void> {
  const random = seededRandom(42)
  const folder = join(maildir, 'new')
  await mkdir(folder, { recursive: true })
  const { uid, gid } = await stat(maildir)
  for (let index = 0; index < count; index++) {
    const file = join(folder, `${1_760_000_000 + index}.M1P1.bench`)
    await writeFile(file, mail(index, to, random))
    await chown(file, uid, gid)
  }
}
