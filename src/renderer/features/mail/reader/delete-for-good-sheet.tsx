import { useTranslation } from 'react-i18next'
import type { MessageView } from '../../../../shared/contract/index.ts'
import { useMailboxes } from '../boxes.ts'
import { RemovalSheet } from '../mailboxes/removal-sheet.tsx'
import { useMessageActions } from '../use-message-actions.ts'

/** Says what it means before a message goes: nothing brings it back. */
export function DeleteForGoodSheet({ view }: { readonly view: MessageView }) {
  const { t } = useTranslation()
  const { deleteForGood } = useMessageActions()
  const isLocal = useMailboxes().find(({ id }) => id === view.mailboxId)?.isLocal === true
  return (
    <RemovalSheet
      title={t('reader.deleteForGood.title')}
      confirm={t('mailboxes.confirmForGood')}
      done={t('mail.done.deletedForGood')}
      remove={() => deleteForGood(view.id)}
    >
      {t(isLocal ? 'reader.deleteForGood.aboutHere' : 'reader.deleteForGood.about', {
        subject: view.subject === '' ? t('mail.list.noSubject') : view.subject,
      })}
    </RemovalSheet>
  )
}
