import type { Attachment } from '../../../../shared/contract/index.ts'
import type { en } from '../../../i18n/en/index.ts'

export type FileKind = keyof (typeof en)['reader']['kinds']

const endings: Readonly<Record<Exclude<FileKind, 'program' | 'other'>, string>> = {
  image: 'png jpg jpeg gif webp bmp heic heif tif tiff svg',
  pdf: 'pdf',
  text: 'txt md log json xml rtf',
  table: 'csv tsv',
  document: 'doc docx odt pages',
  spreadsheet: 'xls xlsx ods numbers',
  slides: 'ppt pptx odp key',
  archive: 'zip 7z rar gz tar tgz bz2 xz',
  mail: 'eml msg mbox',
  calendar: 'ics',
  contact: 'vcf',
  sound: 'mp3 m4a wav ogg aac flac amr',
  film: 'mp4 mov avi mkv webm m4v',
  key: 'asc pgp gpg cer crt p7b p7c sealed',
  policy: 'sealpost-policy',
  page: 'html htm xhtml mht mhtml',
}

const kindOfEnding = new Map(
  Object.entries(endings).flatMap(([kind, list]) =>
    list.split(' ').map((ending): [string, FileKind] => [ending, kind as FileKind]),
  ),
)

/** What a file is, by its ending: a sender's claim of a type decides nothing elsewhere either. */
export function fileKind({ fileName, isDangerous, preview, card }: Attachment): FileKind {
  if (isDangerous) return 'program'
  if (card?.kind === 'event') return 'calendar'
  if (card?.kind === 'person') return 'contact'
  if (card?.kind === 'message' || preview === 'message') return 'mail'
  const ending = /\.([a-z0-9-]+)$/i.exec(fileName)?.[1]?.toLowerCase() ?? ''
  return kindOfEnding.get(ending) ?? preview ?? 'other'
}
