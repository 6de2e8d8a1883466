/** The head that each bomb is listed by. */
const head =
  'From: Maria <maria@patient.example>\r\nSubject: Bomb\r\nDate: Sun, 22 Nov 2026 10:00:00 +0000\r\n'
const mime = 'MIME-Version: 1.0\r\n'
const million = 1_000_000

/** A message of one text. */
function mail(fields: string, body: string): Buffer {
  return Buffer.from(`${head}${mime}${fields}\r\n${body}`, 'latin1')
}

function withType(type: string, body: string): Buffer {
  return mail(`Content-Type: ${type}\r\n`, body)
}

function multipart(body: string): Buffer {
  return withType('multipart/mixed; boundary=b', body)
}

function nested(depth: number, open: (level: number) => string): string {
  return Array.from({ length: depth }, (_unused, level) => open(level)).join('')
}

/** TNEF (MS-OXTNEF): its beginning, and an attribute of it. */
const tnefStart = Buffer.from([0x78, 0x9f, 0x3e, 0x22, 1, 0])
function tnefAttribute(level: number, id: number, data: Buffer): Buffer {
  const start = Buffer.alloc(9)
  start.writeUInt8(level)
  start.writeUInt32LE(id, 1)
  start.writeUInt32LE(data.length, 5)
  return Buffer.concat([start, data, Buffer.alloc(2)])
}

function tnef(...attributes: Buffer[]): Buffer {
  const bytes = Buffer.concat([tnefStart, ...attributes]).toString('base64')
  return mail('Content-Type: application/ms-tnef\r\nContent-Transfer-Encoding: base64\r\n', bytes)
}

/** Compressed RTF (MS-OXRTFCP) that repeats one byte: seventeen for each two of its own. */
function rtfBomb(): Buffer {
  const start = Buffer.alloc(16)
  start.writeUInt32LE(0xffff_ffff, 4)
  start.writeUInt32LE(0x75465a4c, 8)
  const data = Buffer.concat([
    start,
    Buffer.alloc(million, Buffer.from([0xff, ...Array<number>(16).fill(0x0f)])),
  ])
  const property = Buffer.alloc(16)
  property.writeUInt32LE(1)
  property.writeUInt16LE(0x0102, 4)
  property.writeUInt16LE(0x1009, 6)
  property.writeUInt32LE(1, 8)
  property.writeUInt32LE(data.length, 12)
  return tnef(tnefAttribute(1, 0x00069003, Buffer.concat([property, data])))
}

/** Mail made to use up time or memory, by what it is made of. Each is made when it is asked for. */
export const mailBombs: Readonly<Record<string, () => Buffer>> = {
  'multiparts 50,000 deep': () =>
    withType(
      'multipart/mixed; boundary=b0',
      nested(
        50_000,
        (level) => `--b${level}\r\nContent-Type: multipart/mixed; boundary=b${level + 1}\r\n\r\n`,
      ),
    ),
  '100,000 empty parts': () => multipart('--b\r\n\r\n\r\n'.repeat(100_000)),
  'a million boundary lines': () => multipart('--b\r\n'.repeat(million)),
  'messages 50,000 deep': () =>
    withType('message/rfc822', 'Content-Type: message/rfc822\r\n\r\n'.repeat(50_000)),
  'messages in messages, each encoded': () => {
    let raw = Buffer.from('Subject: x\r\n\r\ntext')
    for (let level = 0; level < 30; level += 1) {
      raw = Buffer.from(
        `Content-Type: message/rfc822\r\nContent-Transfer-Encoding: base64\r\n\r\n${raw.toString('base64')}`,
      )
    }
    return mail('Content-Type: message/rfc822\r\n', raw.toString('latin1'))
  },
  '400,000 header fields': () => mail('X-A: b\r\n'.repeat(400_000), 'text'),
  'a header field of 20 MB': () => mail(`X-A: ${'x'.repeat(20 * million)}\r\n`, 'text'),
  'a field folded a million times': () => mail(`X-A: b${'\r\n c'.repeat(million)}\r\n`, 'text'),
  'a million From fields': () => Buffer.from(`${head}${'From: a@b.example\r\n'.repeat(million)}\r\ntext`),
  '100,000 parameters': () => withType(`text/plain${'; a=b'.repeat(100_000)}`, 'text'),
  '100,000 RFC 2231 continuations': () =>
    withType(`text/plain${nested(100_000, (at) => `; name*${at % 9999}*=%41`)}`, 'text'),
  '50,000 encoded words': () => mail(`Comments: x\r\nTo: ${'=?utf-8?Q?=41?= '.repeat(50_000)}\r\n`, 'text'),
  '50,000 charsets': () => mail(`To: ${nested(50_000, (at) => `=?x-${at}?B?QQ==?= `)}\r\n`, 'text'),
  'encoded words that never end': () => mail(`To: ${'=?utf-8?Q?'.repeat(90_000)}\r\n`, 'text'),
  '60,000 addresses': () => mail(`To: ${'a@b.example, '.repeat(60_000)}\r\n`, 'text'),
  'groups in groups': () => mail(`To: ${'g: '.repeat(300_000)}${';'.repeat(9_000)}\r\n`, 'text'),
  'comments 900,000 deep': () => mail(`To: ${'('.repeat(900_000)}\r\n`, 'text'),
  'quotes that never end': () => mail(`To: ${'"\\'.repeat(400_000)}\r\n`, 'text'),
  'angles that never end': () => mail(`To: ${'a<'.repeat(400_000)}\r\n`, 'text'),
  '60,000 words before an address': () => mail(`To: ${'a. '.repeat(300_000)}@b.example\r\n`, 'text'),
  '100,000 references': () => mail(`References: ${'<a@b.example> '.repeat(60_000)}\r\n`, 'text'),
  '10,000 results of authentication': () =>
    mail(`Authentication-Results: mx.hope.test; ${'dkim=pass (('.repeat(300)}\r\n`.repeat(200), 'text'),
  'a line of base64 of 30 MB': () =>
    mail('Content-Transfer-Encoding: base64\r\n', 'QUFB'.repeat(7.5 * million)),
  'base64 in three million padded blocks': () =>
    mail('Content-Transfer-Encoding: base64\r\n', 'QQ==\r\n'.repeat(3 * million)),
  'seven million soft breaks': () =>
    mail('Content-Transfer-Encoding: quoted-printable\r\n', '=\r\n'.repeat(7 * million)),
  'a soft break after 20 MB of blanks': () =>
    mail('Content-Transfer-Encoding: quoted-printable\r\n', '= '.repeat(10 * million)),
  'two million lines that almost are boundaries': () =>
    withType(
      'multipart/mixed; boundary=b0',
      nested(30, (level) => `--b${level}\r\nContent-Type: multipart/mixed; boundary=b${level + 1}\r\n\r\n`) +
        '--bx\r\n'.repeat(2 * million),
    ),
  '2,000 boundaries of 256 characters that begin alike': () =>
    withType(`multipart/mixed; boundary=${'x'.repeat(256)}`, `--${'x'.repeat(255)}y\r\n`.repeat(80_000)),
  'lone carriage returns, 20 MB': () => mail('', '\r'.repeat(20 * million)),
  'NUL, 20 MB': () => mail('', '\0'.repeat(20 * million)),
  'flowed text of 4 MB': () => withType('text/plain; format=flowed', 'a \r\n'.repeat(million)),
  'quote marks, 4 MB in one line': () => withType('text/plain; format=flowed', '>'.repeat(4 * million)),
  'ISO-2022-JP escapes, 4 MB': () =>
    withType('text/plain; charset=iso-2022-jp', '\x1b$B\x1b(B'.repeat(million / 2)),
  'UTF-7 shifts, 4 MB': () => withType('text/plain; charset=utf-7', '+AD'.repeat(million)),
  'a million links': () => withType('text/plain', 'http://a.example '.repeat(240_000)),
  'dashes where a bounce is looked for': () =>
    Buffer.from(
      `From: MAILER-DAEMON@x.example\r\nSubject: Bomb\r\n\r\nHi. This is the \n${'-'.repeat(250_000)}\n${'-'.repeat(4_000)}x`,
    ),
  'recipients of a delivery report': () =>
    withType(
      'multipart/report; report-type=delivery-status; boundary=b',
      `--b\r\n\r\ntext\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n${'\r\nFinal-Recipient: rfc822; a@b.example\r\nAction: failed\r\n'.repeat(200_000)}\r\n--b--`,
    ),
  'beginnings of sealed and armored text': () =>
    withType(
      'text/plain',
      '-----BEGIN PGP MESSAGE-----\r\n-----BEGIN SEALPOST ANSWER-----\r\n'.repeat(60_000),
    ),
  'HTML a million elements deep': () => withType('text/html', '<div>'.repeat(million)),
  'HTML with a million attributes': () =>
    withType('text/html', `<p ${nested(400_000, (at) => `a${at}=b `)}>x`),
  'HTML that moves out of tables': () =>
    withType('text/html', '<table>'.repeat(500) + '<b>x<table>'.repeat(50_000)),
  'HTML with a million entities': () => withType('text/html', '&notit;'.repeat(500_000)),
  'HTML formatting that is opened again': () =>
    withType('text/html', '<p>'.concat('<b><i><a href=x>'.repeat(20_000), '</p><p>'.repeat(20_000))),
  'a style sheet of 4 MB': () => withType('text/html', `<style>${'a{b:c;}'.repeat(600_000)}</style>`),
  'a style sheet that is nested': () => withType('text/html', `<style>${'a{'.repeat(500_000)}</style>`),
  'a style of 2 MB': () => withType('text/html', `<p style="${'color:red;'.repeat(200_000)}">x`),
  'an invitation of a million lines': () =>
    withType(
      'text/calendar',
      `BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n${'ATTENDEE;CN=a:mailto:a@b\r\n'.repeat(30_000)}`,
    ),
  'an invitation that is folded at each letter': () =>
    withType('text/calendar', `BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:${'\r\n x'.repeat(150_000)}`),
  'a vCard of quotes': () => withType('text/vcard', `BEGIN:VCARD\r\nFN${';A="'.repeat(200_000)}:x`),
  'a vCard of soft breaks': () =>
    withType('text/vcard', `BEGIN:VCARD\r\nFN;ENCODING=QUOTED-PRINTABLE:${'a=\r\n'.repeat(120_000)}`),
  '300,000 files from Outlook': () =>
    tnef(Buffer.concat(Array(300_000).fill(tnefAttribute(2, 0x00069002, Buffer.alloc(0))))),
  'a compressed body from Outlook': rtfBomb,
  'messages attached, 1,000 of which each has 60 KB of addresses': () =>
    multipart(
      nested(
        1_000,
        (at) =>
          `--b\r\nContent-Type: application/x; name=a.eml\r\n\r\nSubject: ${at}\r\nTo: ${'a@b.example, '.repeat(4_600)}\r\n\r\nx\r\n`,
      ),
    ),
  'messages attached, 500 in one file from Outlook': () =>
    tnef(
      ...Array.from({ length: 500 }, () => [
        tnefAttribute(2, 0x00069002, Buffer.alloc(0)),
        tnefAttribute(2, 0x00018010, Buffer.from('a.eml\0')),
        tnefAttribute(2, 0x0006800f, Buffer.from(`Subject: x\r\n\r\n${'x'.repeat(50_000)}`)),
      ]).flat(),
    ),
  'attachments under 2,000 names of 10 KB': () =>
    multipart(`--b\r\nContent-Type: application/pdf; name="${'n'.repeat(5_000)}"\r\n\r\nx\r\n`.repeat(700)),
}
