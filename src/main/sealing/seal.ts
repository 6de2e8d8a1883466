import { fail, ok, type Result } from '../../shared/result.ts'
import { buildOuter, isValidAddress, type OuterFields } from '../mime/index.ts'
import { encryptAndSign } from './openpgp/encrypt.ts'
import { wrapPgpMime } from './openpgp/pgp-mime.ts'
import { canonicalHtml } from './sealed-message/canonical-html.ts'
import {
  buildCoverEntity,
  coverSubject,
  formFileNames,
  type Cover,
  type Forms,
} from './sealed-message/cover.ts'
import type { ProtectedForm, Protection } from './protection.ts'
import { sealContainer } from './sealed-message/format/container.ts'
import { parseHeader } from './sealed-message/format/header.ts'
import { normalisePassphrase, type PassphraseKey } from './sealed-message/format/passphrase-key.ts'
import type { SealedContent } from './sealed-message/format/content.ts'
import { buildHtmlForm } from './sealed-message/html-form.ts'
import type { ReaderAssets } from './sealed-message/page-file.ts'
import type { PdfFonts } from './sealed-message/pdf/fonts.ts'
import { readPdfEncryption } from './sealed-message/pdf/encryption.ts'
import type { Trust } from './smime/chain.ts'
import { smimeSignAndEncrypt, type SmimeRecipient } from './smime/encrypt.ts'
import type { SmimeIdentity } from './smime/identity.ts'
import {
  makeSealed,
  makeSelfSealed,
  type SealedEnvelope,
  type SealedMessage,
  type SelfSealed,
} from './sealed.ts'

export type OpenPgpRequest = {
  readonly method: 'openpgp'
  /** The protected entity, as `buildInner` of the MIME room makes it. */
  readonly inner: Uint8Array
  readonly outer: OuterFields
  readonly envelope: SealedEnvelope
  /** Armored certificates of everyone who reads this copy. */
  readonly certificates: readonly string[]
  /** The practice's armored secret key. */
  readonly signWith: string
  /** For a copy to Bcc recipients. */
  readonly hideRecipients?: boolean
}

export type SmimeRequest = {
  readonly method: 'smime'
  /** The protected entity, as `buildInner` of the MIME room makes it. */
  readonly inner: Uint8Array
  readonly outer: OuterFields
  readonly envelope: SealedEnvelope
  /** Everyone who reads this copy. */
  readonly recipients: readonly SmimeRecipient[]
  /** The practice's own certificate with its key. */
  readonly signWith: SmimeIdentity
}

/**
 * The forms that the passphrase may open. The PDF's cipher has no memory-hard derivation, so words that a person thought
 * of open the HTML form alone.
 */
export type FormsOf =
  | { readonly passphraseOrigin: 'generated'; readonly forms: 'html' | 'pdf' | 'both' }
  | { readonly passphraseOrigin: 'typed'; readonly forms: 'html' }

export type SealedMessageRequest = {
  readonly method: 'sealed-message'
  /** `messageId` is taken from `outer`. */
  readonly content: Omit<SealedContent, 'messageId'>
  /** Without a subject: the cover's is used. */
  readonly outer: Omit<OuterFields, 'subject'>
  readonly envelope: SealedEnvelope
  readonly cover: Cover
  /** Where somebody who has only the PDF can answer; null when there is no such page. */
  readonly replyPage: string | null
  readonly passphrase: string
  /** Derived from `passphrase`, once per patient. */
  readonly passphraseKey: PassphraseKey
} & FormsOf

export type SealRequest = OpenPgpRequest | SmimeRequest | SealedMessageRequest

export type SealDependencies = {
  /** The vault's 32-byte key for `SealedMessage.mac`. */
  readonly macKey: Uint8Array
  readonly now: Date
  readonly reader: ReaderAssets
  readonly fonts: PdfFonts
  /** What S/MIME certificates are judged by; its time gives way to `now`. */
  readonly trust: () => Trust
}

export type SelfSealRequest = {
  /** The entity to keep, as `buildInner` makes it. */
  readonly inner: Uint8Array
  readonly outer: OuterFields
  /** The practice's own armored certificate. */
  readonly certificate: string
  readonly signWith: string
}

/**
 * The one place that makes what SMTP takes. Encrypts completely, wraps, and fixes bytes, envelope and Message-ID
 * under the vault's MAC key; the same bytes are sent however often the connection fails.
 *
 * @returns beside the failures of the method (`openpgp/…`, `smime/…`, `seal/too-large`, `seal/unprintable-character`,
 *   `seal/attachment-not-printable`, `mime/…`): `mime/bad-address` (detail `input`) for an envelope that isn't
 *   addresses, `seal/no-passphrase` when there is none,
 *   `seal/pdf-needs-made-words` when it isn't of the form of generated words and a PDF is wanted
 */
export async function seal(
  request: SealRequest,
  dependencies: SealDependencies,
): Promise<Result<SealedMessage>> {
  const envelope = checkEnvelope(request.envelope)
  if (!envelope.ok) return envelope
  const sealed = await sealBytes(request, dependencies)
  if (!sealed.ok) return sealed
  const { messageId } = request.outer
  return ok(makeSealed({ messageId, envelope: envelope.value, ...sealed.value }, dependencies.macKey))
}

/** A complete message, and how its bytes are protected. */
type SealedBytes = { readonly raw: Uint8Array; readonly protection: Protection }

function sealBytes(request: SealRequest, dependencies: SealDependencies): Promise<Result<SealedBytes>> {
  switch (request.method) {
    case 'openpgp':
      return wrapEncrypted(request.inner, request, dependencies.now)
    case 'smime':
      return sealSmime(request, dependencies)
    case 'sealed-message':
      return sealForPassphrase(request, dependencies)
  }
}

/**
 * A copy for Sent or Drafts, encrypted to the practice's own certificate.
 *
 * @returns the failures of OpenPGP and of the MIME room
 */
export async function sealForSelf(
  request: SelfSealRequest,
  { macKey, now }: Pick<SealDependencies, 'macKey' | 'now'>,
): Promise<Result<SelfSealed>> {
  const { inner, outer, certificate, signWith } = request
  const raw = await wrapEncrypted(inner, { outer, certificates: [certificate], signWith }, now)
  if (!raw.ok) return raw
  return ok(makeSelfSealed({ messageId: outer.messageId, raw: raw.value.raw }, macKey))
}

async function sealSmime(
  request: SmimeRequest,
  { now, trust }: SealDependencies,
): Promise<Result<SealedBytes>> {
  const { inner, outer, recipients, signWith } = request
  const made = await smimeSignAndEncrypt(inner, {
    recipients,
    signWith,
    trust: { ...trust(), now },
    boundary: newBoundary(),
  })
  if (!made.ok) return made
  const { entity, algorithm, recipients: readers, signedBy } = made.value
  const isAuthenticated = algorithm === 'aes-256-gcm'
  const form: ProtectedForm = {
    form: 'smime',
    container: isAuthenticated ? 'auth-enveloped-data' : 'enveloped-data',
    cipher: algorithm,
    integrity: isAuthenticated ? 'aead' : 'none',
    kdf: null,
  }
  const certificates = readers.map(({ fingerprint }) => fingerprint)
  return wrapSealed(outer, entity, { method: 'smime', forms: [form], certificates, signedBy })
}

async function wrapEncrypted(
  inner: Uint8Array,
  request: Pick<OpenPgpRequest, 'outer' | 'certificates' | 'signWith' | 'hideRecipients'>,
  now: Date,
): Promise<Result<SealedBytes>> {
  const made = await encryptAndSign(inner, {
    recipientCertificates: request.certificates,
    signWith: request.signWith,
    now,
    hideRecipients: request.hideRecipients === true,
  })
  if (!made.ok) return made
  const { armored, protection } = made.value
  return wrapSealed(request.outer, wrapPgpMime(armored, newBoundary()), protection)
}

function wrapSealed(outer: OuterFields, entity: Uint8Array, protection: Protection): Result<SealedBytes> {
  const raw = buildOuter(outer, entity)
  return raw.ok ? ok({ raw: raw.value, protection }) : raw
}

/**
 * The files of a sealed message without a mail around them, for a person who hands them over.
 *
 * @returns as `seal`
 */
export async function sealFiles(
  request: SealedMessageRequest,
  dependencies: SealDependencies,
): Promise<Result<{ readonly name: string; readonly bytes: Uint8Array }[]>> {
  const made = await makeForms(request, dependencies)
  if (!made.ok) return made
  const { html, pdf } = made.value.forms
  const names = formFileNames(request.cover)
  return ok([
    ...(html === undefined ? [] : [{ name: names.html, bytes: new TextEncoder().encode(html) }]),
    ...(pdf === undefined ? [] : [{ name: names.pdf, bytes: pdf }]),
  ])
}

async function sealForPassphrase(
  request: SealedMessageRequest,
  dependencies: SealDependencies,
): Promise<Result<SealedBytes>> {
  const { cover, outer } = request
  const made = await makeForms(request, dependencies)
  if (!made.ok) return made
  const entity = await buildCoverEntity(cover, made.value.forms, newBoundary())
  if (!entity.ok) return entity
  return wrapSealed({ ...outer, subject: coverSubject(cover) }, entity.value, {
    method: 'sealed-message',
    forms: made.value.protectedForms,
    certificates: [],
    signedBy: null,
  })
}

async function makeForms(
  request: SealedMessageRequest,
  { reader, fonts }: SealDependencies,
): Promise<Result<{ readonly forms: Forms; readonly protectedForms: readonly ProtectedForm[] }>> {
  const { cover, passphrase, passphraseKey, replyPage } = request
  if (normalisePassphrase(passphrase) === '') return fail('seal/no-passphrase')
  const content = contentOf(request)
  const forms: { html?: string; pdf?: Uint8Array } = {}
  const protectedForms: ProtectedForm[] = []
  if (request.forms !== 'pdf') {
    const container = await sealContainer(content, passphraseKey)
    if (!container.ok) return container
    const pdfName = request.forms === 'both' ? formFileNames(cover).pdf : null
    protectedForms.push(readContainerForm(container.value))
    forms.html = buildHtmlForm(container.value, { ...cover, pdfName }, reader)
  }
  if (request.forms !== 'html') {
    const alsoHtml = request.forms === 'both'
    // Two hundred modules that a start without a PDF needn't wait for; so wherever pages are made.
    const { buildPdfForm } = await import('./sealed-message/pdf-form.ts')
    const pdf = await buildPdfForm(content, { passphrase, cover, fonts, alsoHtml, replyPage })
    if (!pdf.ok) return pdf
    protectedForms.push(readPdfEncryption(pdf.value.bytes))
    forms.pdf = pdf.value.bytes
  }
  return ok({ forms, protectedForms })
}

/** Its header names the version; which cipher and derivation that means is fixed (docs/sealed-message.md). */
function readContainerForm(container: Uint8Array): ProtectedForm {
  const header = parseHeader(container)
  if (!header.ok) throw new Error('a container that was just made can be read')
  return {
    form: 'html',
    container: 'sealed-message-v1',
    cipher: 'aes-256-gcm',
    integrity: 'aead',
    kdf: { name: 'argon2id', cost: header.value.cost },
  }
}

function contentOf({ content, outer }: SealedMessageRequest): SealedContent {
  const { html, ...rest } = content
  const canonical = html === undefined ? null : canonicalHtml(html)
  return { ...rest, messageId: outer.messageId, ...(canonical !== null && { html: canonical }) }
}

function checkEnvelope(envelope: SealedEnvelope): Result<SealedEnvelope> {
  const bad = [envelope.from, ...envelope.to].find((address) => !isValidAddress(address))
  if (bad !== undefined) return fail('mime/bad-address', { input: bad.slice(0, 100) })
  if (envelope.to.length === 0) return fail('draft/no-recipient')
  return ok({ from: envelope.from, to: [...new Set(envelope.to)] })
}

/** "_" occurs in no armor and no base64; 122 random bits occur in nothing else. */
function newBoundary(): string {
  return `sealed_${crypto.randomUUID().replaceAll('-', '')}`
}
