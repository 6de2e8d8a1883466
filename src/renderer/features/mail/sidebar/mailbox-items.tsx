import { IconFileText, IconHourglassHigh, IconInbox } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Mailbox } from '../../../../shared/contract/index.ts'
import { toldAtFoot } from '../../../app/cache.ts'
import { useEngine } from '../../../app/engine.ts'
import { go, where, type Box } from '../../../app/places.ts'
import { useStore } from '../../../app/store.ts'
import { useDrafts } from '../../composer/use-drafts.ts'
import { isSettled } from '../../outbox/outbox-state.ts'
import { depthOf, inOrder, isUnified, mailboxOf, useMailboxes } from '../boxes.ts'
import { AccountGroup } from './account-group.tsx'
import { MailboxItem } from './mailbox-item.tsx'
import { NavItem } from './nav-item.tsx'

function boxOf(mailbox: Mailbox): Box {
  if (!mailbox.isLocal && (mailbox.role === 'inbox' || mailbox.role === 'sent')) return { kind: mailbox.role }
  return { kind: 'mailbox', id: mailbox.id }
}

/** What is written here: drafts, with what other programs left of theirs, and what waits to leave. */
function OwnItems() {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const { place, box } = useStore(where)
  const drafts = useDrafts().data ?? []
  const left = useQuery(queries.mail.leftDrafts.queryOptions({ meta: toldAtFoot })).data ?? []
  const outbox = useQuery(queries.outbox.list.queryOptions()).data ?? []
  const waiting = outbox.filter((item) => !isSettled(item))
  const isMail = place.screen === 'mail'
  return (
    <>
      <NavItem
        icon={IconFileText}
        label={t('mail.sidebar.drafts')}
        count={drafts.length + left.length}
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
    </>
  )
}

/** Mail that was brought here from files. */
function LocalItems() {
  const { t } = useTranslation()
  const { place, box } = useStore(where)
  const mailboxes = useMailboxes()
  const current = place.screen === 'mail' ? mailboxOf(box, mailboxes) : undefined
  const local = inOrder(mailboxes.filter(({ isLocal }) => isLocal))
  if (local.length === 0) return null
  return (
    <>
      <h2 className="sidebar-heading">{t('mail.sidebar.local')}</h2>
      {local.map((mailbox) => (
        <MailboxItem
          key={mailbox.id}
          mailbox={mailbox}
          box={boxOf(mailbox)}
          isCurrent={current?.id === mailbox.id}
          depth={depthOf(mailbox, mailboxes)}
        />
      ))}
    </>
  )
}

/** The mailboxes: of one account in a row, of several in groups, below what is of all of them. */
export function MailboxItems() {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const { place, box } = useStore(where)
  const mailboxes = useMailboxes()
  const accounts = useQuery(queries.accounts.list.queryOptions({ meta: toldAtFoot })).data ?? []
  const isMail = place.screen === 'mail'
  const current = isMail ? mailboxOf(box, mailboxes) : undefined
  if (accounts.length < 2) {
    const [inbox, ...others] = inOrder(mailboxes.filter(({ isLocal }) => !isLocal)).map((mailbox) => (
      <MailboxItem
        key={mailbox.id}
        mailbox={mailbox}
        box={boxOf(mailbox)}
        isCurrent={current?.id === mailbox.id}
        depth={depthOf(mailbox, mailboxes)}
      />
    ))
    return (
      <>
        {inbox}
        <OwnItems />
        {others}
        <LocalItems />
      </>
    )
  }
  const unread = mailboxes.reduce(
    (sum, { role, isLocal, unread: own }) => sum + (role === 'inbox' && !isLocal ? own : 0),
    0,
  )
  return (
    <>
      <NavItem
        icon={IconInbox}
        label={t('mail.sidebar.allInboxes')}
        count={unread}
        countText={t('mail.sidebar.unread', { count: unread })}
        isCurrent={isMail && isUnified(box, mailboxes)}
        onClick={() => {
          go.toBox({ kind: 'inbox' })
        }}
      />
      <OwnItems />
      {accounts.map((account) => (
        <AccountGroup key={account.id} account={account}>
          {inOrder(mailboxes.filter(({ accountId }) => accountId === account.id)).map((mailbox) => (
            <MailboxItem
              key={mailbox.id}
              mailbox={mailbox}
              box={{ kind: 'mailbox', id: mailbox.id }}
              isCurrent={current?.id === mailbox.id}
              depth={depthOf(mailbox, mailboxes)}
            />
          ))}
        </AccountGroup>
      ))}
      <LocalItems />
    </>
  )
}
