import { limits } from '../limits.ts'

/**
 * Whether parts of a picture may let the ground shine through (PNG, GIF, WebP), as those of logos do. Told from its
 * header alone; never decoded.
 * @param uri `data:image/…;base64,…`
 */
export function mayBeTransparent(uri: string): boolean {
  const comma = uri.indexOf(',') + 1
  const head = Buffer.from(uri.slice(comma, comma + limits.pictureHeadBase64Chars), 'base64')
  const text = head.toString('latin1')
  if (text.startsWith('\x89PNG')) {
    // Grey or colour with alpha (PNG 11.2.1), or transparent entries before the first pixel.
    const dataStart = text.indexOf('IDAT')
    return (
      head[25] === 4 ||
      head[25] === 6 ||
      text.slice(0, dataStart < 0 ? undefined : dataStart).includes('tRNS')
    )
  }
  if (text.startsWith('GIF8')) {
    const control = text.indexOf('\x21\xf9\x04')
    return control >= 0 && ((head[control + 3] ?? 0) & 1) === 1
  }
  if (!text.startsWith('RIFF')) return false
  const chunk = text.slice(12, 16)
  return (
    (chunk === 'VP8X' && ((head[20] ?? 0) & 0x10) !== 0) ||
    (chunk === 'VP8L' && ((head[24] ?? 0) & 0x10) !== 0)
  )
}
