import * as openpgp from 'openpgp'
import type { ContactId } from '../../shared/ids.ts'
import { buildInner, type InnerMessage } from '../mime/index.ts'
import { encryptAndSign, generateOwnKey, readTrustAnchors, referenceOf } from '../sealing/index.ts'
import { openMessage } from './open-message.ts'
import type { OpenedMessage, OpeningKnowledge } from './opened-message.ts'

export const now = new Date('2026-11-22T12:00:00Z')
export const own = 'rivera@hope.test'
export const lee = 'lee@lakeside.test'
export const signedOnly = { kind: 'signed-only', certificate: null } as const
export const boundTo = '<sealed-1@hope.test>'
export const maria = 7 as ContactId
export const replyKey = new Uint8Array(32).fill(5)
export const sent = { subject: 'Our plan', ownCopyId: '<own-copy@hope.test>' }

export type Key = Awaited<ReturnType<typeof generateOwnKey>>
const make = (address: string) => generateOwnKey({ address, now: new Date('2026-01-01') })
const [mine, lees, eves] = await Promise.all([make(own), make(lee), make(lee)])
/** Ours, Dr. Lee's, and one that somebody else made for Dr. Lee's address. */
export const keys: Record<'own' | 'lee' | 'eve', Key> = { own: mine, lee: lees, eve: eves }
/** Dr. Lee's certificate is verified; Maria's answer is bound to what was sent to her. */
export const known: OpeningKnowledge = {
  secretKeys: [mine.secretKeyArmored],
  ownCertificates: [mine.certificateArmored],
  ownAddresses: [own],
  certificatesOf: (address) =>
    address === lee
      ? [{ armored: lees.certificateArmored, fingerprint: lees.fingerprint, isVerified: true }]
      : [],
  nameOf: (address) => (address === lee ? 'Samuel Lee' : null),
  replyKeyOf: (id) =>
    id === boundTo ? { key: replyKey, patientName: 'Maria Alvarez', contactId: maria, sent } : null,
  messageReferredTo: (reference, sender) =>
    reference === referenceOf(replyKey) && sender === 'maria@mail.test'
      ? { messageId: boundTo, patientName: 'Maria Alvarez', sent }
      : null,
  now,
  smime: { identities: [], trust: { anchors: readTrustAnchors([]), now }, acceptedOf: () => [] },
}

export const bytes = (lines: readonly string[]) => new TextEncoder().encode(lines.join('\r\n'))
export const text = (data: Uint8Array | string) =>
  typeof data === 'string' ? data : new TextDecoder('latin1').decode(data)
export const opened = async (raw: Uint8Array, knowledge = known): Promise<OpenedMessage> => {
  const result = await openMessage(raw, knowledge)
  if (!result.ok) {
    throw new Error(result.error.code)
  }
  return result.value
}

export type Outer = { from?: string[]; subject?: string; extra?: string[] }
export const header = ({ from = [`From: Dr. Lee <${lee}>`], subject = '[...]', extra = [] }: Outer) => [
  ...from,
  `To: ${own}`,
  `Subject: ${subject}`,
  'Date: Fri, 20 Nov 2026 09:00:00 +0000',
  'Message-ID: <one@lakeside.test>',
  'MIME-Version: 1.0',
  ...extra,
]

export function encryptedPart(armored: string, boundary = 'enc_1'): string[] {
  return [
    `Content-Type: multipart/encrypted; protocol="application/pgp-encrypted"; boundary="${boundary}"`,
    '',
    `--${boundary}`,
    'Content-Type: application/pgp-encrypted',
    '',
    'Version: 1',
    '',
    `--${boundary}`,
    'Content-Type: application/octet-stream',
    '',
    armored.trimEnd(),
    `--${boundary}--`,
    '',
  ]
}
export const pgpMime = (armored: string, outer: Outer = {}) =>
  bytes([...header(outer), ...encryptedPart(armored)])

export async function innerEntity(change: Partial<InnerMessage> = {}): Promise<Uint8Array> {
  const built = await buildInner({
    from: { name: 'Dr. Lee', address: lee },
    to: [{ name: '', address: own }],
    cc: [],
    subject: 'The true subject',
    date: now.toISOString(),
    messageId: '<one@lakeside.test>',
    inReplyTo: null,
    references: [],
    text: 'The secret text',
    html: null,
    attachments: [],
    ...change,
  })
  if (!built.ok) {
    throw new Error(built.error.code)
  }
  return built.value
}

export async function encrypt(inner: Uint8Array, signer: Key | null, to = keys.own): Promise<string> {
  if (signer === null) {
    const message = await openpgp.createMessage({ binary: inner })
    const encryptionKeys = await openpgp.readKey({ armoredKey: to.certificateArmored })
    return openpgp.encrypt({ message, encryptionKeys, date: now })
  }
  const made = await encryptAndSign(inner, {
    recipientCertificates: [to.certificateArmored],
    signWith: signer.secretKeyArmored,
    now,
    hideRecipients: false,
  })
  if (!made.ok) {
    throw new Error(made.error.code)
  }
  return Buffer.from(made.value.armored).toString('latin1')
}

/** As GnuPG-based programs sign: a text part, its detached signature beside it. */
export async function signedPart(
  part: readonly string[],
  signer: Key,
  { tamper = (signed: string) => signed, boundary = 'sig_1' } = {},
): Promise<string[]> {
  const signed = part.join('\r\n')
  const signature = await openpgp.sign({
    message: await openpgp.createMessage({ binary: new TextEncoder().encode(signed) }),
    signingKeys: await openpgp.readPrivateKey({ armoredKey: signer.secretKeyArmored }),
    detached: true,
    date: now,
  })
  return [
    `Content-Type: multipart/signed; micalg=pgp-sha512; protocol="application/pgp-signature"; boundary="${boundary}"`,
    '',
    `--${boundary}`,
    tamper(signed),
    `--${boundary}`,
    'Content-Type: application/pgp-signature; name="signature.asc"',
    '',
    text(signature).trimEnd(),
    `--${boundary}--`,
    '',
  ]
}

export const textPart = ['Content-Type: text/plain; charset=utf-8', '', 'The signed text', '']
