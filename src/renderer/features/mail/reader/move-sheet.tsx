import { Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { MessageView } from '../../../../shared/contract/index.ts'
import { closeSheet } from '../../../app/sheets.ts'
import { Sheet } from '../../../ui/sheet.tsx'
import { inOrder, pathOf, useMailboxes } from '../boxes.ts'
import { useMessageActions } from '../use-message-actions.ts'

/** The other mailboxes of the message's account; choosing one moves it there. */
export function MoveSheet({ view }: { readonly view: MessageView }) {
  const { t } = useTranslation()
  const { move } = useMessageActions()
  const mailboxes = useMailboxes()
  const accountId = mailboxes.find(({ id }) => id === view.mailboxId)?.accountId
  const own = inOrder(mailboxes.filter((mailbox) => mailbox.accountId === accountId))
  const targets = own.filter(({ id, role }) => id !== view.mailboxId && role !== 'sent')
  return (
    <Sheet title={t('mail.reader.moveTitle')} size={440} hasField>
      <Select
        label={t('mail.reader.moveField')}
        placeholder={t('mail.reader.moveSearch')}
        nothingFoundMessage={t('mail.reader.moveNone')}
        searchable
        selectFirstOptionOnChange
        maxDropdownHeight={280}
        data-autofocus
        data={targets.map((mailbox) => ({ value: String(mailbox.id), label: pathOf(mailbox, own) }))}
        onChange={(chosen) => {
          const target = targets.find(({ id }) => String(id) === chosen)
          if (target === undefined) return
          closeSheet()
          move(view.id, target)
        }}
      />
    </Sheet>
  )
}
