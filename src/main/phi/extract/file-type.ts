import { isUtf16 } from './text.ts'

/** What there is a reader for. */
export type ReadableType =
  'text' | 'html' | 'calendar' | 'rtf' | 'message' | 'pdf' | 'zip' | 'image' | 'old-office' | 'dicom'

/** What is recognised and can't be read. */
export type UnreadableType = 'audio-or-video' | 'encrypted' | 'unknown'

export type FileType = {
  readonly type: 'empty' | ReadableType | UnreadableType
  /** The name promises this kind of content, or promises nothing. */
  readonly isAsNamed: boolean
}

const BINARY_DOCUMENT = /\.(?:docx|docm|xlsx|xlsm|pptx|pptm|odt|ods|odp|pdf|zip|doc|xls|ppt|msg|rtf)$/i
const IMAGE_EXTENSIONS = /\.(?:jpe?g|png|gif|bmp|tiff?|heic|heif|avif|webp|ico|psd|emf|wmf|jxl|jp2)$/i
const MEDIA_EXTENSIONS =
  /\.(?:mp3|m4a|m4b|wav|ogg|oga|opus|flac|aac|aiff?|caf|wma|mp4|m4v|mov|avi|mkv|webm|wmv|mpe?g|3gp|amr)$/i

function startsWith(bytes: Uint8Array, signature: readonly number[], at = 0): boolean {
  return signature.every((byte, i) => bytes[at + i] === byte)
}

function ascii(text: string): number[] {
  return [...text].map((character) => character.charCodeAt(0))
}

const startsWithAny = (bytes: Uint8Array, signatures: readonly (readonly [string, number?])[]): boolean =>
  signatures.some(([text, at]) => startsWith(bytes, ascii(text), at))

/** Brands of ISO media files (ISO/IEC 14496-12, `ftyp`) that are still pictures. */
const PICTURE_BRAND = /^(?:hei[cxsm]|hev[cx]|mif1|msf1|avi[fs]|jxl )$/

function brandOf(bytes: Uint8Array): string | undefined {
  return startsWith(bytes, ascii('ftyp'), 4) ? String.fromCharCode(...bytes.subarray(8, 12)) : undefined
}

function isImage(bytes: Uint8Array): boolean {
  const signatures = [['\x89PNG'], ['GIF8'], ['II*\0'], ['MM\0*'], ['WEBP', 8], ['8BPS\0\x01']] as const
  return (
    startsWith(bytes, [0xff, 0xd8, 0xff]) ||
    startsWithAny(bytes, signatures) ||
    (startsWith(bytes, ascii('BM')) && startsWith(bytes, [0, 0, 0, 0], 6)) ||
    PICTURE_BRAND.test(brandOf(bytes) ?? '')
  )
}

function isMedia(bytes: Uint8Array): boolean {
  const signatures = [
    ['ID3'],
    ['OggS'],
    ['WAVE', 8],
    ['AVI ', 8],
    ['fLaC'],
    ['#!AMR'],
    ['caff'],
    ['AIFF', 8],
  ] as const
  const isMpegAudio = bytes[0] === 0xff && ((bytes[1] ?? 0) & 0xe6) === 0xe2
  return (
    startsWithAny(bytes, signatures) ||
    brandOf(bytes) !== undefined ||
    isMpegAudio ||
    startsWith(bytes, [0x1a, 0x45, 0xdf, 0xa3]) ||
    startsWith(bytes, [0, 0, 1, 0xba]) ||
    startsWith(bytes, [0x30, 0x26, 0xb2, 0x75, 0x8e, 0x66, 0xcf, 0x11])
  )
}

/** Whether bytes read as text: no NUL (unless in UTF-16), few control characters. */
function looksLikeText(bytes: Uint8Array): boolean {
  if (isUtf16(bytes)) return true
  const sample = Math.min(bytes.length, 8_192)
  let odd = 0
  for (let i = 0; i < sample; i++) {
    const byte = bytes[i] as number
    if (byte === 0) return false
    if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 12) odd++
  }
  return odd * 50 <= sample
}

const OLE = [0xd0, 0xcf, 0x11, 0xe0]
/** 7-Zip, RAR, gzip, bzip2, xz: their content may be anything. */
const OTHER_ARCHIVE = [
  [0x37, 0x7a, 0xbc, 0xaf],
  ascii('Rar!'),
  [0x1f, 0x8b],
  ascii('BZh'),
  [0xfd, 0x37, 0x7a],
]

function typeOfText(head: string, fileName: string, contentType: string): ReadableType | 'encrypted' {
  if (head.startsWith('{\\rtf')) return 'rtf'
  if (/^begin:v(?:calendar|card)/.test(head)) return 'calendar'
  if (/^-----begin (?:pgp message|pkcs7)/.test(head)) return 'encrypted'
  const saysHtml = /\.(?:x?html?|mht)$/i.test(fileName) || contentType.startsWith('text/html')
  if (saysHtml || head.startsWith('<!doctype html') || head.startsWith('<html')) return 'html'
  return /\.eml$/i.test(fileName) || contentType.startsWith('message/rfc822') ? 'message' : 'text'
}

/** Content decides before the name: a PDF called .txt is read as a PDF. */
export function fileTypeOf(bytes: Uint8Array, fileName: string, contentType: string): FileType {
  const named = (type: FileType['type'], isAsNamed = true): FileType => ({ type, isAsNamed })
  if (bytes.length === 0) return named('empty')
  if (startsWith(bytes, ascii('%PDF-'))) return named('pdf')
  if (startsWithAny(bytes, [['PK\x03\x04'], ['PK\x05\x06']])) return named('zip')
  if (startsWith(bytes, OLE)) return named('old-office')
  if (startsWith(bytes, ascii('DICM'), 128)) return named('dicom')
  if (isImage(bytes)) return named('image')
  if (isMedia(bytes)) return named('audio-or-video')
  if (OTHER_ARCHIVE.some((signature) => startsWith(bytes, signature))) return named('unknown')
  if (/\.(?:pgp|gpg|p7m|age)$/i.test(fileName)) return named('encrypted')
  if (looksLikeText(bytes)) {
    const head = new TextDecoder('latin1').decode(bytes.subarray(0, 256)).replace(/^\u00ef\u00bb\u00bf/, '')
    const type = typeOfText(head.trimStart().toLowerCase(), fileName, contentType)
    return named(type, type === 'rtf' || !BINARY_DOCUMENT.test(fileName))
  }
  if (BINARY_DOCUMENT.test(fileName)) return named('unknown', false)
  if (IMAGE_EXTENSIONS.test(fileName) || contentType.startsWith('image/')) return named('image')
  if (MEDIA_EXTENSIONS.test(fileName) || /^(?:audio|video)\//.test(contentType))
    return named('audio-or-video')
  return named('unknown')
}
