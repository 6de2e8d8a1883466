import type { Attachment } from '../../../shared/contract/index.ts'

const extensions: ReadonlyMap<string, NonNullable<Attachment['preview']>> = new Map([
  ...['png', 'jpg', 'jpeg', 'gif', 'webp', 'bmp'].map((ending) => [ending, 'image'] as const),
  ['pdf', 'pdf'],
  ['eml', 'message'],
  ...['txt', 'text', 'csv', 'tsv', 'md', 'log', 'json', 'xml', 'ics', 'vcf', 'asc'].map(
    (ending) => [ending, 'text'] as const,
  ),
])

const types: ReadonlyMap<string, NonNullable<Attachment['preview']>> = new Map([
  ...['png', 'jpeg', 'gif', 'webp', 'bmp'].map((kind) => [`image/${kind}`, 'image'] as const),
  ['application/pdf', 'pdf'],
  ['message/rfc822', 'message'],
  ['message/global', 'message'],
  ['text/plain', 'text'],
  ['text/csv', 'text'],
])

/**
 * What a file could be looked at as, by what its sender calls it; the bytes are checked when it is. The ending decides
 * before the claimed type, since it decides elsewhere too.
 */
export function previewKindOf(fileName: string, contentType: string): Attachment['preview'] {
  const ending = /\.([a-z0-9]{1,5})$/i.exec(fileName)?.[1]?.toLowerCase()
  return (ending === undefined ? types.get(contentType.toLowerCase()) : extensions.get(ending)) ?? null
}
