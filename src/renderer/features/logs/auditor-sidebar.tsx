import { IconActivity, IconFiles, IconKey, IconLifebuoy, IconSettings } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { AppState } from '../../../shared/contract/index.ts'
import { useLock } from '../../app/lock.ts'
import { go, where } from '../../app/places.ts'
import { openSheet } from '../../app/sheets.ts'
import { useStore } from '../../app/store.ts'
import { NavItem } from '../mail/sidebar/nav-item.tsx'
import '../mail/sidebar/sidebar.css'

/** Where an auditor goes: the logs of others, the own one, settings. */
export function AuditorSidebar({ state }: { readonly state: AppState }) {
  const { t } = useTranslation()
  const { screen } = useStore(where).place
  const lock = useLock()
  return (
    <nav className="sidebar" aria-label={t('logs.label')}>
      <div className="sidebar-items">
        <NavItem
          icon={IconFiles}
          label={t('logs.title')}
          isCurrent={screen !== 'activity' && screen !== 'settings'}
          onClick={go.toLogs}
        />
        <NavItem
          icon={IconActivity}
          label={t('logs.own')}
          isCurrent={screen === 'activity'}
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
        <NavItem
          icon={IconSettings}
          label={t('mail.sidebar.settings')}
          isCurrent={screen === 'settings'}
          onClick={() => {
            go.toSettings()
          }}
        />
        <NavItem icon={IconKey} label={t('mail.sidebar.lock')} onClick={lock} />
      </div>
    </nav>
  )
}
