import type { MailSheet as Given } from '../../app/sheets.ts'
import { SearchHelpSheet } from './list/search-help-sheet.tsx'
import { EmptyMailboxSheet } from './mailboxes/empty-mailbox-sheet.tsx'
import { MailboxSheet } from './mailboxes/mailbox-sheet.tsx'
import { RemoveMailboxSheet } from './mailboxes/remove-mailbox-sheet.tsx'

/** A sheet of the list or of the mailboxes. */
export function MailSheet({ sheet }: { readonly sheet: Given }) {
  switch (sheet.kind) {
    case 'new-mailbox':
    case 'rename-mailbox':
      return <MailboxSheet given={sheet} />
    case 'remove-mailbox':
      return <RemoveMailboxSheet mailbox={sheet.mailbox} />
    case 'empty-mailbox':
      return <EmptyMailboxSheet mailbox={sheet.mailbox} />
    case 'search-help':
      return <SearchHelpSheet />
  }
}
