export type FileType =
  'empty' | 'text' | 'html' | 'docx' | 'message' | 'pdf' | 'zip' | 'image' | 'audio-or-video' | 'unknown'

const TEXT_EXTENSIONS = /\.(?:txt|text|csv|tsv|md|log|json|xml|ics|vcf|yml|yaml|ini|eml)$/i
const HTML_EXTENSIONS = /\.(?:html?|xhtml)$/i
const IMAGE_EXTENSIONS = /\.(?:jpe?g|png|gif|bmp|tiff?|heic|heif|webp|svg|ico|dcm)$/i
const MEDIA_EXTENSIONS = /\.(?:mp3|m4a|wav|ogg|flac|aac|mp4|mov|avi|mkv|webm|wmv|amr)$/i

function startsWith(bytes: Uint8Array, signature: readonly number[], at = 0): boolean {
  return signature.every((byte, i) => bytes[at + i] === byte)
}

function ascii(text: string): number[] {
  return [...text].map((character) => character.charCodeAt(0))
}

function isImage(bytes: Uint8Array): boolean {
  return (
    startsWith(bytes, [0xff, 0xd8, 0xff]) ||
    startsWith(bytes, [0x89, ...ascii('PNG')]) ||
    startsWith(bytes, ascii('GIF8')) ||
    startsWith(bytes, ascii('II*')) ||
    startsWith(bytes, ascii('MM\0*')) ||
    startsWith(bytes, ascii('WEBP'), 8) ||
    startsWith(bytes, ascii('ftyphei'), 4) ||
    startsWith(bytes, ascii('DICM'), 128)
  )
}

function isMedia(bytes: Uint8Array): boolean {
  return (
    startsWith(bytes, ascii('ftyp'), 4) ||
    startsWith(bytes, ascii('ID3')) ||
    startsWith(bytes, ascii('OggS')) ||
    startsWith(bytes, ascii('WAVE'), 8) ||
    startsWith(bytes, [0x1a, 0x45, 0xdf, 0xa3])
  )
}

/** Whether bytes read as text: no NUL (unless UTF-16 with its mark), few control characters. */
function looksLikeText(bytes: Uint8Array): boolean {
  if (startsWith(bytes, [0xff, 0xfe]) || startsWith(bytes, [0xfe, 0xff])) return true
  const sample = Math.min(bytes.length, 8_192)
  let odd = 0
  for (let i = 0; i < sample; i++) {
    const byte = bytes[i] as number
    if (byte === 0) return false
    if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 12) odd++
  }
  return odd * 50 <= sample
}

/** Content decides before the name: a PDF called .txt is read as a PDF. */
export function fileTypeOf(bytes: Uint8Array, fileName: string, contentType: string): FileType {
  if (bytes.length === 0) return 'empty'
  if (startsWith(bytes, ascii('%PDF-'))) return 'pdf'
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04]) || startsWith(bytes, [0x50, 0x4b, 0x05, 0x06])) {
    return /\.docx$/i.test(fileName) || contentType.includes('wordprocessingml') ? 'docx' : 'zip'
  }
  if (isImage(bytes)) return 'image'
  if (isMedia(bytes)) return 'audio-or-video'
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 256)).trimStart().toLowerCase()
  if (looksLikeText(bytes)) {
    if (
      HTML_EXTENSIONS.test(fileName) ||
      contentType.startsWith('text/html') ||
      head.startsWith('<!doctype html') ||
      head.startsWith('<html')
    )
      return 'html'
    if (head.startsWith('{\\rtf')) return 'unknown'
    if (/\.eml$/i.test(fileName) || contentType.startsWith('message/rfc822')) return 'message'
    if (!/\.(?:docx|xlsx|pptx|pdf|zip|doc|xls|ppt|rtf)$/i.test(fileName)) return 'text'
    return 'unknown'
  }
  if (TEXT_EXTENSIONS.test(fileName)) return 'unknown'
  if (IMAGE_EXTENSIONS.test(fileName) || contentType.startsWith('image/')) return 'image'
  if (MEDIA_EXTENSIONS.test(fileName) || /^(?:audio|video)\//.test(contentType)) return 'audio-or-video'
  return 'unknown'
}
