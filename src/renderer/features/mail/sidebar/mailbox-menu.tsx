import { ActionIcon, Menu } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconDots } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Mailbox } from '../../../../shared/contract/index.ts'
import { openSheet } from '../../../app/sheets.ts'
import { useMailboxRemoval } from '../mailboxes/use-mailbox-changes.ts'

type Props = {
  readonly mailbox: Mailbox
  /** As the sidebar calls it. */
  readonly label: string
  /** Id of what says which mailbox it is. */
  readonly describedBy: string
  readonly isOpen: boolean
  readonly onOpen: (isOpen: boolean) => void
}

/** What can be done with a mailbox; those with a use of their own stay as the host has them. */
export function MailboxMenu({ mailbox, label, describedBy, isOpen, onOpen }: Props) {
  const { t } = useTranslation()
  const { remove } = useMailboxRemoval()
  const { accountId, role } = mailbox
  const isRail = useMediaQuery('(width < 1100px)', false, { getInitialValueInEffect: false })
  return (
    <Menu opened={isOpen} onChange={onOpen} position={isRail ? 'right-start' : 'bottom-start'} width={240}>
      <Menu.Target>
        {/* In the rail it can't be seen, and the menu key opens it from the mailbox itself. */}
        <ActionIcon
          className="nav-more"
          size={24}
          aria-label={t('mailboxes.actions')}
          aria-describedby={describedBy}
          tabIndex={isRail ? -1 : 0}
        >
          <IconDots size={16} stroke={1.75} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          onClick={() => {
            openSheet({ kind: 'new-mailbox', accountId, parent: null })
          }}
        >
          {t('mailboxes.new')}
        </Menu.Item>
        {(role === 'other' || role === 'archive') && (
          <Menu.Item
            onClick={() => {
              openSheet({ kind: 'new-mailbox', accountId, parent: mailbox })
            }}
          >
            {t('mailboxes.newInside', { name: label })}
          </Menu.Item>
        )}
        {(role === 'trash' || role === 'junk') && (
          <Menu.Item
            disabled={mailbox.total === 0}
            onClick={() => {
              const askedAt = new Date().toISOString()
              openSheet({ kind: 'empty-mailbox', mailbox: { ...mailbox, role, askedAt } })
            }}
          >
            {t('mailboxes.empty', { name: label })}
          </Menu.Item>
        )}
        {role === 'other' && (
          <>
            <Menu.Item
              onClick={() => {
                openSheet({ kind: 'rename-mailbox', mailbox })
              }}
            >
              {t('mailboxes.rename')}
            </Menu.Item>
            <Menu.Item
              onClick={() => {
                remove(mailbox)
              }}
            >
              {t('mailboxes.remove')}
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
