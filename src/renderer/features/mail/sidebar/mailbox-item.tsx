import {
  IconArchive,
  IconFileText,
  IconFolder,
  IconInbox,
  IconMoodSad,
  IconSend,
  IconTrash,
  type Icon,
} from '@tabler/icons-react'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Mailbox, MailboxRole } from '../../../../shared/contract/index.ts'
import { go, type Box } from '../../../app/places.ts'
import { MailboxMenu } from './mailbox-menu.tsx'
import { NavItem } from './nav-item.tsx'

const icons: Readonly<Record<MailboxRole, Icon>> = {
  inbox: IconInbox,
  drafts: IconFileText,
  sent: IconSend,
  archive: IconArchive,
  junk: IconMoodSad,
  trash: IconTrash,
  other: IconFolder,
}

/** Deeper ones are set in no further: the sidebar is narrow. */
const deepestStep = 3

type Props = {
  readonly mailbox: Mailbox
  readonly box: Box
  readonly isCurrent: boolean
  /** In how many others it lies. */
  readonly depth: number
}

/** A mailbox in the sidebar, with its menu behind the dots, the right button, and the menu key. */
export function MailboxItem({ mailbox, box, isCurrent, depth }: Props) {
  const { t } = useTranslation()
  const id = useId()
  const [isOpen, setOpen] = useState(false)
  const { role, name, unread } = mailbox
  const label = role === 'other' ? name : t(`mail.sidebar.${role}`)
  return (
    <div
      id={id}
      className="nav-row"
      data-depth={Math.min(depth, deepestStep)}
      data-open={isOpen ? true : undefined}
      onContextMenu={(event) => {
        event.preventDefault()
        setOpen(true)
      }}
    >
      <NavItem
        icon={icons[role]}
        label={label}
        count={role === 'inbox' || role === 'other' ? unread : 0}
        countText={t('mail.sidebar.unread', { count: unread })}
        isCurrent={isCurrent}
        onClick={() => {
          go.toBox(box)
        }}
      />
      <MailboxMenu mailbox={mailbox} label={label} describedBy={id} isOpen={isOpen} onOpen={setOpen} />
    </div>
  )
}
