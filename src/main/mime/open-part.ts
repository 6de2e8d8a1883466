import { fieldsNamed, fieldText } from './header-fields.ts'
import { limits } from './limits.ts'
import { parseParameterised } from './parameters.ts'
import {
  type ContentType,
  type Disposition,
  isNestedMessageType,
  type MessagePart,
  type PartDefect,
  type TransferEncoding,
} from './tree.ts'

/**
 * A part while it is being scanned. `header`: its fields are read; `message`: its body is a nested message;
 * `body`: everything else; `closed`: its close delimiter was met, what follows is an epilogue.
 */
export type OpenPart = {
  readonly path: string
  start: number
  readonly defaultType: string
  end: number
  bodyStart: number
  state: 'header' | 'body' | 'message' | 'closed'
  /** One character for each byte. */
  boundary: string | null
  fields: { name: string; key: string; start: number; valueStart: number; end: number }[]
  contentType: ContentType
  disposition: Disposition
  transferEncoding: TransferEncoding
  contentId: string | null
  children: OpenPart[]
  defects: Set<PartDefect>
}

const noParams: ReadonlyMap<string, string> = new Map()

export function openPart(path: string, start: number, defaultType: string): OpenPart {
  return {
    path,
    start,
    defaultType,
    end: start,
    bodyStart: start,
    state: 'header',
    boundary: null,
    fields: [],
    contentType: { mediaType: defaultType, params: noParams },
    disposition: { kind: null, params: noParams },
    transferEncoding: 'identity',
    contentId: null,
    children: [],
    defects: new Set(),
  }
}

/** Reads what the header says about the body and decides how the body is scanned. */
export function finishHeader(part: OpenPart, raw: Buffer, bodyStart: number): void {
  part.bodyStart = bodyStart
  flagControlBytes(part, raw.toString('latin1', part.start, bodyStart))
  part.contentType = readContentType(part, raw)
  part.disposition = readDisposition(part, raw)
  part.transferEncoding = readTransferEncoding(part, raw)
  part.contentId = readContentId(part, raw)
  const { mediaType } = part.contentType
  const isEncoded = part.transferEncoding !== 'identity'
  part.state = 'body'
  if (mediaType.startsWith('multipart/')) {
    if (isEncoded) part.defects.add('multipart-encoded')
    part.boundary = readBoundary(part)
  } else if (isNestedMessageType(mediaType)) {
    // RFC 2046 5.2.1 allows no encoding here. An encoded one has no raw ranges: it stays a file.
    if (isEncoded) part.defects.add('nested-message-encoded')
    else part.state = 'message'
  }
}

/** The scanned part and its children as immutable data. */
export function closePart(part: OpenPart): MessagePart {
  return {
    path: part.path,
    start: part.start,
    end: part.end,
    bodyStart: part.bodyStart,
    fields: part.fields,
    contentType: part.contentType,
    disposition: part.disposition,
    transferEncoding: part.transferEncoding,
    contentId: part.contentId,
    children: part.children.map(closePart),
    defects: [...part.defects],
  }
}

function flagControlBytes(part: OpenPart, header: string): void {
  if (header.includes('\0')) part.defects.add('header-nul')
  if (/\r(?!\n)/.test(header)) part.defects.add('header-bare-cr')
}

function readContentType(part: OpenPart, raw: Buffer): ContentType {
  const found = fieldsNamed(part, 'content-type')
  const field = found[0]
  if (field === undefined) return part.contentType
  if (found.length > 1) part.defects.add('duplicate-content-type')
  const { value, params, duplicates } = parseParameterised(fieldText(raw, field))
  if (duplicates.some((name) => name === 'boundary' || name === 'charset'))
    part.defects.add('duplicate-parameter')
  if (/^[!#$%&'*+.^_`{|}~\w-]+\/[!#$%&'*+.^_`{|}~\w-]+$/.test(value)) return { mediaType: value, params }
  part.defects.add('bad-content-type')
  return { mediaType: 'text/plain', params }
}

function readDisposition(part: OpenPart, raw: Buffer): Disposition {
  const found = fieldsNamed(part, 'content-disposition')
  const field = found[0]
  if (field === undefined) return part.disposition
  if (found.length > 1) part.defects.add('duplicate-disposition')
  const { value, params } = parseParameterised(fieldText(raw, field))
  return { kind: value === 'inline' ? 'inline' : 'attachment', params }
}

function readTransferEncoding(part: OpenPart, raw: Buffer): TransferEncoding {
  const found = fieldsNamed(part, 'content-transfer-encoding')
  const field = found[0]
  if (field === undefined) return 'identity'
  if (found.length > 1) part.defects.add('duplicate-transfer-encoding')
  const { value } = parseParameterised(fieldText(raw, field))
  if (value === 'base64' || value === 'quoted-printable') return value
  if (value === '7bit' || value === '8bit' || value === 'binary' || value === '') return 'identity'
  part.defects.add('unknown-transfer-encoding')
  return 'unknown'
}

function readContentId(part: OpenPart, raw: Buffer): string | null {
  const field = fieldsNamed(part, 'content-id')[0]
  if (field === undefined) return null
  const value = fieldText(raw, field).replace(/^<|>$/g, '').trim()
  return value === '' ? null : value
}

function readBoundary(part: OpenPart): string | null {
  const text = (part.contentType.params.get('boundary') ?? '').trimEnd()
  const boundary = Buffer.from(text, 'utf8').toString('latin1')
  if (boundary.length > 0 && boundary.length <= limits.maxBoundaryLength) return boundary
  part.defects.add('multipart-without-boundary')
  return null
}
