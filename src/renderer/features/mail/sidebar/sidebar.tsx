import { Button } from '@mantine/core'
import {
  IconActivity,
  IconKey,
  IconLifebuoy,
  IconNotebook,
  IconPencilPlus,
  IconSettings,
  IconUsers,
} from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { AppState } from '../../../../shared/contract/index.ts'
import { useEngine } from '../../../app/engine.ts'
import { useLock } from '../../../app/lock.ts'
import { go, where } from '../../../app/places.ts'
import { openSheet } from '../../../app/sheets.ts'
import { useStore } from '../../../app/store.ts'
import { useReview } from '../../activity/use-review.ts'
import { useOpenTaskCount } from '../../evidence/use-overview.ts'
import { useNewMessage } from '../../composer/use-new-message.ts'
import { CertificateWarning } from './certificate-warning.tsx'
import { ConnectionFoot } from './connection-foot.tsx'
import { MailboxItems } from './mailbox-items.tsx'
import { NavItem } from './nav-item.tsx'
import './sidebar.css'

export function Sidebar({ state }: { readonly state: AppState }) {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const { place } = useStore(where)
  const newMessage = useNewMessage()
  const lock = useLock()
  const contacts = useQuery(queries.contacts.list.queryOptions({ input: {} })).data ?? []
  const toLookAt = useReview()?.alerts.length ?? 0
  const openTasks = useOpenTaskCount()
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
          count={toLookAt}
          countText={t('activity.review.toLookAt', { count: toLookAt })}
          isCurrent={['activity', 'logs', 'binder'].includes(place.screen)}
          onClick={go.toActivity}
        />
        <NavItem
          icon={IconNotebook}
          label={t('mail.sidebar.evidence')}
          count={openTasks}
          countText={t('evidence.tasks.open', { count: openTasks })}
          isCurrent={place.screen === 'evidence'}
          onClick={() => {
            go.toEvidence()
          }}
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
