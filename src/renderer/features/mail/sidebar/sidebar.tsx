import { Button } from '@mantine/core'
import {
  IconActivity,
  IconArchive,
  IconFileText,
  IconFolder,
  IconHourglassHigh,
  IconInbox,
  IconKey,
  IconLifebuoy,
  IconMoodSad,
  IconPencilPlus,
  IconSend,
  IconSettings,
  IconTrash,
  IconUsers,
  type Icon,
} from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { AppState, Mailbox, MailboxRole } from '../../../../shared/contract/index.ts'
import { useEngine } from '../../../app/engine.ts'
import { useLock } from '../../../app/lock.ts'
import { go, where, type Box } from '../../../app/places.ts'
import { openSheet } from '../../../app/sheets.ts'
import { useStore } from '../../../app/store.ts'
import { useDrafts } from '../../composer/use-drafts.ts'
import { useNewMessage } from '../../composer/use-new-message.ts'
import { isSettled } from '../../outbox/outbox-state.ts'
import { inOrder, mailboxOf, useMailboxes } from '../boxes.ts'
import { CertificateWarning } from './certificate-warning.tsx'
import { ConnectionFoot } from './connection-foot.tsx'
import { NavItem } from './nav-item.tsx'
import './sidebar.css'

const icons: Readonly<Record<MailboxRole, Icon>> = {
  inbox: IconInbox,
  drafts: IconFileText,
  sent: IconSend,
  archive: IconArchive,
  junk: IconMoodSad,
  trash: IconTrash,
  other: IconFolder,
}

function boxOf(mailbox: Mailbox): Box {
  if (!mailbox.isLocal && (mailbox.role === 'inbox' || mailbox.role === 'sent')) return { kind: mailbox.role }
  return { kind: 'mailbox', id: mailbox.id }
}

function MailboxItems() {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const { place, box } = useStore(where)
  const mailboxes = useMailboxes()
  const drafts = useDrafts().data ?? []
  const outbox = useQuery(queries.outbox.list.queryOptions()).data ?? []
  const waiting = outbox.filter((item) => !isSettled(item))
  const isMail = place.screen === 'mail'
  const current = isMail ? mailboxOf(box, mailboxes) : undefined
  const [inbox, ...others] = inOrder(mailboxes.filter(({ isLocal }) => !isLocal))
  const local = inOrder(mailboxes.filter(({ isLocal }) => isLocal))

  const item = (mailbox: Mailbox) => (
    <NavItem
      key={mailbox.id}
      icon={icons[mailbox.role]}
      label={mailbox.role === 'other' ? mailbox.name : t(`mail.sidebar.${mailbox.role}`)}
      count={mailbox.role === 'inbox' || mailbox.role === 'other' ? mailbox.unread : 0}
      countText={t('mail.sidebar.unread', { count: mailbox.unread })}
      isCurrent={current?.id === mailbox.id}
      onClick={() => {
        go.toBox(boxOf(mailbox))
      }}
    />
  )
  return (
    <>
      {inbox && item(inbox)}
      <NavItem
        icon={IconFileText}
        label={t('mail.sidebar.drafts')}
        count={drafts.length}
        isCurrent={isMail && box.kind === 'drafts'}
        onClick={() => {
          go.toBox({ kind: 'drafts' })
        }}
      />
      {(waiting.length > 0 || (isMail && box.kind === 'outbox')) && (
        <NavItem
          icon={IconHourglassHigh}
          label={t('mail.sidebar.outbox')}
          count={waiting.length}
          countText={t('mail.sidebar.waiting', { count: waiting.length })}
          needsAttention={waiting.some((entry) => entry.state === 'refused' || entry.state === 'unknown')}
          isCurrent={isMail && box.kind === 'outbox'}
          onClick={() => {
            go.toBox({ kind: 'outbox' })
          }}
        />
      )}
      {others.map(item)}
      {local.length > 0 && (
        <>
          <h2 className="sidebar-heading">{t('mail.sidebar.local')}</h2>
          {local.map(item)}
        </>
      )}
    </>
  )
}

export function Sidebar({ state }: { readonly state: AppState }) {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const { place } = useStore(where)
  const newMessage = useNewMessage()
  const lock = useLock()
  const contacts = useQuery(queries.contacts.list.queryOptions({ input: {} })).data ?? []
  const notTold = contacts.filter(
    (contact) => contact.passphrase !== null && contact.passphrase.told === null,
  )
  return (
    <nav className="sidebar" aria-label={t('mail.sidebar.label')}>
      <Button
        className="sidebar-new"
        leftSection={<IconPencilPlus size={18} stroke={1.75} aria-hidden />}
        onClick={() => {
          newMessage({})
        }}
      >
        <span className="nav-label">{t('mail.sidebar.newMessage')}</span>
      </Button>
      <div className="sidebar-items">
        <MailboxItems />
        <hr className="sidebar-rule" />
        <NavItem
          icon={IconUsers}
          label={t('mail.sidebar.patients')}
          count={notTold.length}
          countText={t('mail.sidebar.notTold', { count: notTold.length })}
          isCurrent={place.screen === 'patients'}
          onClick={() => {
            go.toPatients()
          }}
        />
        <NavItem
          icon={IconActivity}
          label={t('mail.sidebar.activity')}
          isCurrent={place.screen === 'activity'}
          onClick={go.toActivity}
        />
      </div>
      <div className="sidebar-foot">
        {!state.setup.hasRecoveryKit && (
          <NavItem
            icon={IconLifebuoy}
            label={t('mail.sidebar.kitMissing')}
            needsAttention
            onClick={() => {
              openSheet({ kind: 'recovery-kit', isForSending: false })
            }}
          />
        )}
        <CertificateWarning />
        <NavItem
          icon={IconSettings}
          label={t('mail.sidebar.settings')}
          isCurrent={place.screen === 'settings'}
          onClick={() => {
            go.toSettings()
          }}
        />
        <NavItem icon={IconKey} label={t('mail.sidebar.lock')} onClick={lock} />
        <ConnectionFoot />
      </div>
    </nav>
  )
}
