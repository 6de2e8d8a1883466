import type { MessageSheet } from '../../../app/sheets.ts'
import { AttachedPolicySheet } from '../../policy/attached-policy-sheet.tsx'
import { FileLeavesSheet } from '../files/file-leaves-sheet.tsx'
import { NestedSheet } from '../files/nested-sheet.tsx'
import { PreviewSheet } from '../files/preview-sheet.tsx'
import { DeleteForGoodSheet } from './delete-for-good-sheet.tsx'
import { MoveSheet } from './move-sheet.tsx'
import { PrintSheet } from './print-sheet.tsx'
import { SourceSheet } from './source-sheet.tsx'

/** The sheets that an open message has. */
export function ReaderSheet({ sheet }: { readonly sheet: MessageSheet }) {
  switch (sheet.kind) {
    case 'preview':
      return <PreviewSheet key={sheet.partPath} partPath={sheet.partPath} around={sheet} />
    case 'nested':
      return <NestedSheet key={sheet.partPath} sheet={sheet} />
    case 'file-leaves':
      return <FileLeavesSheet messageId={sheet.messageId} file={sheet.file} way={sheet.way} />
    case 'move':
      return <MoveSheet key={sheet.view.id} view={sheet.view} />
    case 'delete-for-good':
      return <DeleteForGoodSheet key={sheet.view.id} view={sheet.view} />
    case 'policy':
      return (
        <AttachedPolicySheet key={sheet.partPath} messageId={sheet.messageId} partPath={sheet.partPath} />
      )
    case 'print':
      return <PrintSheet key={sheet.messageId} messageId={sheet.messageId} />
    case 'source':
      return <SourceSheet key={sheet.messageId} messageId={sheet.messageId} />
  }
}
