import { framePolicies } from '../../src/main/engine/pages/frame-policies.ts'
import { decodeText } from '../../src/main/mime/charset.ts'
import { sanitizeHtml } from '../../src/main/mime/index.ts'
import type { EncodedVector } from '../data/html/charsets.ts'
import type { Exposed } from './html-window.ts'

/** As the reader's frame has it. */
export const shownSandbox = 'allow-same-origin'
/** Everything but the page that holds all frames, which one vector would take from the others. */
export const stageSandbox =
  'allow-same-origin allow-scripts allow-forms allow-popups allow-popups-to-escape-sandbox allow-modals allow-downloads allow-pointer-lock'

const html = { 'content-type': 'text/html; charset=utf-8' }
const policy = framePolicies('http://localhost').document
const metaPolicy = /<meta http-equiv="Content-Security-Policy"[^>]*>/

/** The vector as it came, its references made its own. */
export function asReceived(vector: string, index: number): Exposed {
  return {
    headers: html,
    bytes: Buffer.from(vector.replaceAll('leak.test', `v${String(index)}.leak.test`)),
  }
}

/** Bytes as they came, under the charset that came with them. */
export function asEncoded({ bytes, charset }: EncodedVector): Exposed {
  const contentType = charset === null ? 'text/html' : `text/html; charset=${charset}`
  return { headers: { 'content-type': contentType }, bytes: Buffer.from(bytes, 'latin1') }
}

/** The document as the sanitizer alone leaves it: no policy. */
export function asSanitized(vector: string | EncodedVector): Exposed {
  return { headers: html, bytes: Buffer.from(documentOf(vector).replace(metaPolicy, '')) }
}

/** The document as the engine serves it, but for the host. */
export function asShown(vector: string | EncodedVector): Exposed {
  return { headers: { ...html, 'content-security-policy': policy }, bytes: Buffer.from(documentOf(vector)) }
}

function documentOf(vector: string | EncodedVector): string {
  const text =
    typeof vector === 'string' ? vector : decodeText(Buffer.from(vector.bytes, 'latin1'), vector.charset)
  const mail = sanitizeHtml(text, { scheme: 'light', inlineImage: () => null, remoteImages: 'blocked' })
  if (!mail.ok) throw new Error(mail.error.code)
  return mail.value.html
}
