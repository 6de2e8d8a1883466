import { fail, ok, type Result } from '../../../shared/result.ts'
import type { Scheme } from '../../mime/index.ts'
import { previewLimits } from './limits.ts'
import { pictureOf } from './picture.ts'
import { previewKindOf } from './preview-kind.ts'
import { pdfPage, picturePage } from './preview-page.ts'
import { textPage } from './text-page.ts'

/** A file as a document for a frame of its own: `pages` has the script that draws them, `document` none. */
export interface PreviewDocument {
  readonly kind: 'pages' | 'document'
  readonly html: string
  readonly isCut: boolean
}

/**
 * A file of a message as the window may look into it. Its name says what it should be, its bytes whether it is: what
 * comes as a picture and isn't one is no picture.
 * Errors: `file/no-preview` { name }, `file/preview-too-large` { name }.
 */
export function previewFile(
  file: { readonly name: string; readonly contentType: string; readonly bytes: Uint8Array },
  scheme: Scheme,
): Result<PreviewDocument> {
  const { name, bytes } = file
  const kind = previewKindOf(name, file.contentType)
  if (kind === 'text') {
    return looksBinary(bytes)
      ? fail('file/no-preview', { name })
      : ok({ kind: 'document', ...textPage(bytes, name, scheme) })
  }
  if (bytes.length > previewLimits.maxBytes) {
    return fail('file/preview-too-large', { name })
  }
  if (kind === 'pdf' && isPdf(bytes)) {
    return ok({ kind: 'pages', html: pdfPage(bytes, scheme), isCut: false })
  }
  const picture = kind === 'image' ? pictureOf(bytes) : null
  if (picture === null) {
    return fail('file/no-preview', { name })
  }
  if (picture.width * picture.height > previewLimits.maxPixels) {
    return fail('file/preview-too-large', { name })
  }
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')
  const html = picturePage(`data:${picture.mediaType};base64,${data}`, name, scheme)
  return ok({ kind: 'document', html, isCut: false })
}

/** ISO 32000-2 annex I: readers look for the mark in the first kilobyte. */
function isPdf(bytes: Uint8Array): boolean {
  return new TextDecoder('latin1').decode(bytes.subarray(0, 1024)).includes('%PDF-')
}

/** A text holds no zero bytes, except in UTF-16, which begins with its mark. */
function looksBinary(bytes: Uint8Array): boolean {
  const hasMark = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
  return !hasMark && bytes.subarray(0, 4096).includes(0)
}
