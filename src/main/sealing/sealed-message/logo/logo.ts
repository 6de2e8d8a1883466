import { fail, ok, type Result } from '../../../../shared/result.ts'
import { cleanJpeg, isJpeg } from './jpeg.ts'
import { logoLimits } from './limits.ts'
import { cleanPng, isPng } from './png.ts'

/**
 * A practice's logo as it goes on the locked page: a data: URI of a PNG or JPEG that was written anew, without
 * anything that isn't the picture.
 *
 * @param file bytes of the file that a person chose
 * Errors: `logo/not-a-picture` (anything but PNG and JPEG; an SVG is a document that can ask and tell),
 * `logo/too-large`, `logo/too-many-pixels`, `logo/damaged`, `logo/more-than-a-picture`.
 */
export function readLogo(file: Uint8Array): Result<string> {
  if (file.length > logoLimits.fileBytes) {
    return fail('logo/too-large', { sizeBytes: file.length, limitBytes: logoLimits.fileBytes })
  }
  const cleaned = isPng(file) ? cleanPng(file) : isJpeg(file) ? cleanJpeg(file) : fail('logo/not-a-picture')
  if (!cleaned.ok) {
    return cleaned
  }
  const { type, bytes } = cleaned.value
  if (bytes.length > logoLimits.sizeBytes) {
    return fail('logo/too-large', { sizeBytes: bytes.length, limitBytes: logoLimits.sizeBytes })
  }
  return ok(`data:${type};base64,${Buffer.from(bytes).toString('base64')}`)
}

/** The same of one that is a data: URI already: what the window hands back is read like a file, never believed. */
export function rereadLogo(uri: string): Result<string> {
  const [, base64] = /^data:image\/(?:png|jpeg);base64,([A-Za-z0-9+/]+={0,2})$/.exec(uri) ?? []
  return base64 === undefined ? fail('logo/not-a-picture') : readLogo(Buffer.from(base64, 'base64'))
}
