import { useTranslation } from 'react-i18next'
import type { AppState } from '../../../shared/contract/index.ts'
import { go, type SettingsSection } from '../../app/places.ts'
import { AboutSection } from './about-section.tsx'
import { AccountSection } from './account-section.tsx'
import { BackupSection } from './backup/backup-section.tsx'
import { LogSection } from './log/log-section.tsx'
import { CarrySection } from './carry-section.tsx'
import { BehaviourSection } from './behaviour-section.tsx'
import { OpenPgpSection } from './openpgp-section.tsx'
import { OutsideSection } from './outside-section.tsx'
import { PassphraseSection } from './passphrase-section.tsx'
import { PracticeSection } from './practice-section.tsx'
import { PolicySection } from '../policy/policy-section.tsx'
import { SecuritySection } from '../security/security-section.tsx'
import { SmimeSection } from './smime-section.tsx'
import { SpellingSection } from './spelling-section.tsx'
import { ScannerSection } from './scanner-section.tsx'
import './settings.css'

const sections: readonly SettingsSection[] = [
  'practice',
  'policy',
  'outside',
  'account',
  'carry',
  'backup',
  'log',
  'openpgp',
  'smime',
  'scanner',
  'spelling',
  'passphrase',
  'security',
  'behaviour',
  'about',
]

/** Where there is no mail, the rest is about mail. */
const auditorsSections: readonly SettingsSection[] = [
  'passphrase',
  'security',
  'policy',
  'log',
  'backup',
  'behaviour',
  'about',
]

type Props = { readonly section: SettingsSection; readonly state: AppState }

function Section({ section, state }: Props) {
  switch (section) {
    case 'practice':
      return <PracticeSection />
    case 'policy':
      return <PolicySection />
    case 'outside':
      return <OutsideSection />
    case 'account':
      return <AccountSection />
    case 'carry':
      return <CarrySection />
    case 'backup':
      return <BackupSection />
    case 'log':
      return <LogSection state={state} />
    case 'openpgp':
      return <OpenPgpSection />
    case 'smime':
      return <SmimeSection />
    case 'scanner':
      return <ScannerSection />
    case 'spelling':
      return <SpellingSection />
    case 'passphrase':
      return <PassphraseSection state={state} />
    case 'security':
      return <SecuritySection state={state} />
    case 'behaviour':
      return <BehaviourSection />
    case 'about':
      return <AboutSection state={state} />
  }
}

export function Settings({ section: wanted, state }: Props) {
  const { t } = useTranslation()
  const offered = state.vaultKind === 'mail' ? sections : auditorsSections
  const section = offered.includes(wanted) ? wanted : 'passphrase'
  return (
    <div className="settings">
      <nav className="pane settings-nav" aria-labelledby="settings-title">
        <h1 id="settings-title" className="title settings-title">
          {t('settings.title')}
        </h1>
        {offered.map((name) => (
          <button
            key={name}
            type="button"
            className="nav-item settings-item"
            aria-current={name === section ? 'page' : undefined}
            onClick={() => {
              go.toSettings(name)
            }}
          >
            <span className="settings-item-label">{t(`settings.sections.${name}`)}</span>
          </button>
        ))}
      </nav>
      <section className="pane pane-scroll settings-content" aria-labelledby="settings-section">
        <h2 id="settings-section" className="title">
          {t(`settings.sections.${section}`)}
        </h2>
        <Section section={section} state={state} />
      </section>
    </div>
  )
}
