import type { DraftContent, RecipientProtection } from '../../shared/contract/index.ts'
import { paddedLength } from '../sealing/index.ts'
import { isPrintable } from './printable.ts'

/** What counts of a letter; bytes, before anything is encoded. */
export interface SizedLetter {
  readonly html: string
  readonly attachments: readonly { readonly sizeBytes: number; readonly contentType: string }[]
  readonly oneForm: DraftContent['oneForm']
  /** Of the patient's page without a message in it. */
  readonly pageBytes: number
}

/** Header fields with our certificate, the cover's text, boundaries. */
const aroundBytes = 6_000
/** The two faces as far as a letter uses them, and the structure of the pages. */
const pdfBytes = 20_000
/** Both signatures, certificates and the structure around them. */
const cryptoBytes = 12_000

/** Base64 in lines of 76 characters with CRLF (RFC 2045, section 6.8). */
function base64Bytes(bytes: number): number {
  return Math.ceil((Math.ceil(bytes / 3) * 4 * 78) / 76)
}

/**
 * Size on the wire of the copy that this route takes, without sealing it: within a few percent for what a mail host's
 * limit is about, which is attachments. What counts in the end is the sealed message (`seal/too-large`).
 */
export function copyBytes(letter: SizedLetter, route: RecipientProtection['route']): number {
  const { html, attachments, pageBytes } = letter
  const attached = attachments.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
  // As text and as HTML.
  const written = 2 * Buffer.byteLength(html)
  const forms = formsOf(letter, route)
  if (forms === null) {
    const inner = base64Bytes(attached) + base64Bytes(written) + aroundBytes
    return base64Bytes(inner + cryptoBytes) + aroundBytes
  }
  const payload = paddedLength(attached + written + aroundBytes)
  const page = base64Bytes(payload * (1 + 16 / 65_536)) + Math.ceil(pageBytes * 1.03)
  const printed = attachments.reduce((sum, one) => sum + (isPrintable(one) ? one.sizeBytes : 0), 0)
  const pdf = base64Bytes(printed + written + pdfBytes)
  return (forms === 'pdf' ? 0 : page) + (forms === 'html' ? 0 : pdf) + aroundBytes
}

/** Null where it goes to a certificate. Whoever isn't known yet may be a patient. */
function formsOf(letter: SizedLetter, route: RecipientProtection['route']): 'html' | 'pdf' | 'both' | null {
  switch (route.kind) {
    case 'openpgp':
    case 'smime':
    case 'blocked':
      return null
    case 'needs-kind':
    case 'needs-passphrase':
      return travellingForms(letter.oneForm ?? 'both', letter)
    case 'sealed-message':
      return travellingForms(route.forms === 'both' ? (letter.oneForm ?? 'both') : route.forms, letter)
  }
}

/** A phone's PDF holds pages and pictures; any other file can only travel in the page. */
export function travellingForms(
  forms: 'html' | 'pdf' | 'both',
  { attachments }: { readonly attachments: readonly { readonly contentType: string }[] },
): 'html' | 'pdf' | 'both' {
  return forms === 'pdf' && attachments.some((file) => !isPrintable(file)) ? 'both' : forms
}
