import { degrees, EncryptedPDFError, PDFDocument, PDFName, type PDFImage } from '@cantoo/pdf-lib'
import { fail, ok, type Result } from '../../../../shared/result.ts'
import type { SealedAttachment } from '../format/content.ts'
import { imageSize, jpegRotation } from './image-header.ts'

const maxPages = 200
/** A small file can announce a picture that takes gigabytes. */
const maxPixels = 40_000_000
const margin = 16

export type Refusal = 'type' | 'damaged' | 'encrypted' | 'too-large'

/**
 * Appends an attachment as pages: PNG and JPEG one page each, a PDF page for page.
 *
 * @returns `seal/attachment-not-printable` (detail `name`, `reason`) for anything else
 */
export async function appendAttachment(
  document: PDFDocument,
  attachment: SealedAttachment,
  page: { readonly width: number; readonly height: number },
): Promise<Result<true>> {
  const { bytes, name } = attachment
  const refusal = (await appendByContent(document, bytes, page)) ?? null
  return refusal === null ? ok(true) : fail('seal/attachment-not-printable', { name, reason: refusal })
}

/** By what the bytes are, not by what the name says. */
async function appendByContent(
  document: PDFDocument,
  bytes: Uint8Array,
  page: { readonly width: number; readonly height: number },
): Promise<Refusal | null> {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 1024))
  if (head.includes('%PDF-')) return appendPdf(document, bytes)
  const size = imageSize(bytes)
  if (size === null) return 'type'
  if (size.width * size.height > maxPixels) return 'too-large'
  try {
    const image = size.kind === 'png' ? await document.embedPng(bytes) : await document.embedJpg(bytes)
    addImagePage(document, image, page, size.kind === 'jpeg' ? jpegRotation(bytes) : 0)
    return null
  } catch {
    return 'damaged'
  }
}

/** As large as the page allows, never larger than one point a pixel; turned as the camera says. */
function addImagePage(
  document: PDFDocument,
  image: PDFImage,
  { width, height }: { readonly width: number; readonly height: number },
  rotation: 0 | 90 | 180 | 270,
): void {
  const turned = rotation === 90 || rotation === 270
  const [shownWidth, shownHeight] = turned ? [image.height, image.width] : [image.width, image.height]
  const scale = Math.min((width - 2 * margin) / shownWidth, (height - 2 * margin) / shownHeight, 1)
  const size = { width: image.width * scale, height: image.height * scale }
  const box = { width: shownWidth * scale, height: shownHeight * scale }
  const left = (width - box.width) / 2
  const bottom = (height - box.height) / 2
  // Clockwise turns about the image's lower left corner, moved back into the box.
  const corner = {
    0: { x: left, y: bottom },
    90: { x: left, y: bottom + box.height },
    180: { x: left + box.width, y: bottom + box.height },
    270: { x: left + box.width, y: bottom },
  }[rotation]
  document.addPage([width, height]).drawImage(image, { ...corner, ...size, rotate: degrees(-rotation) })
}

async function appendPdf(document: PDFDocument, bytes: Uint8Array): Promise<Refusal | null> {
  try {
    const source = await PDFDocument.load(bytes, { updateMetadata: false })
    if (source.getPageCount() > maxPages) return 'too-large'
    // What was filled in becomes part of the page, so that fields can go.
    if (source.catalog.has(PDFName.of('AcroForm'))) source.getForm().flatten()
    for (const page of await document.copyPages(source, source.getPageIndices())) {
      for (const key of ['Annots', 'AA', 'Metadata', 'PieceInfo']) page.node.delete(PDFName.of(key))
      document.addPage(page)
    }
    return null
  } catch (error) {
    return error instanceof EncryptedPDFError ? 'encrypted' : 'damaged'
  }
}
