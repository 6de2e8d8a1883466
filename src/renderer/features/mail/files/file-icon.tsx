import {
  IconAlertTriangle,
  IconCalendar,
  IconFile,
  IconFileCertificate,
  IconFileTypePdf,
  IconFileText,
  IconFileZip,
  IconKey,
  IconMail,
  IconMovie,
  IconPhoto,
  IconPresentation,
  IconTable,
  IconUser,
  IconVolume,
  IconWorld,
  type Icon,
} from '@tabler/icons-react'
import { createElement } from 'react'
import type { FileKind } from './file-kind.ts'

const icons: Readonly<Record<FileKind, Icon>> = {
  image: IconPhoto,
  pdf: IconFileTypePdf,
  text: IconFileText,
  table: IconTable,
  document: IconFileText,
  spreadsheet: IconTable,
  slides: IconPresentation,
  archive: IconFileZip,
  mail: IconMail,
  calendar: IconCalendar,
  contact: IconUser,
  sound: IconVolume,
  film: IconMovie,
  key: IconKey,
  policy: IconFileCertificate,
  page: IconWorld,
  program: IconAlertTriangle,
  other: IconFile,
}

/** The sign of a kind of file; its word stands beside it. */
export function FileIcon({ kind }: { readonly kind: FileKind }) {
  return createElement(icons[kind], { size: 22, stroke: 1.5 })
}
