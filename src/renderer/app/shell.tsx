import { useQuery } from '@tanstack/react-query'
import type { AppState } from '../../shared/contract/index.ts'
import { Activity } from '../features/activity/activity.tsx'
import { Evidence } from '../features/evidence/evidence.tsx'
import { AuditorSidebar } from '../features/logs/auditor-sidebar.tsx'
import { BinderView } from '../features/logs/binders/binder-view.tsx'
import { Logs } from '../features/logs/logs.tsx'
import { MailScreen } from '../features/mail/mail-screen.tsx'
import { Sidebar } from '../features/mail/sidebar/sidebar.tsx'
import { HeldLines, Lines } from '../features/outbox/lines.tsx'
import { Patients } from '../features/patients/patients.tsx'
import { Settings } from '../features/settings/settings.tsx'
import { Boundary } from './boundary.tsx'
import { useEngine } from './engine.ts'
import { useKeyboard } from './keys/use-keyboard.ts'
import { Palette } from './palette.tsx'
import { where } from './places.ts'
import { SheetHost } from './sheet-host.tsx'
import { useStore } from './store.ts'
import { useAuditorCommands, useWindowCommands } from './window-commands.ts'
import './shell.css'

function Screen({ state }: { readonly state: AppState }) {
  const { place } = useStore(where)
  switch (place.screen) {
    case 'mail':
      return <MailScreen />
    case 'patients':
      return <Patients />
    case 'activity':
      return <Activity />
    case 'logs':
      return <Logs log={place.log} />
    case 'binder':
      return <BinderView key={place.binder} id={place.binder} />
    case 'evidence':
      return <Evidence view={place.view} />
    case 'settings':
      return <Settings section={place.section} state={state} />
  }
}

/** Of an auditor: where a practice would have its mail, logs of others. */
function AuditorScreen({ state }: { readonly state: AppState }) {
  const { place } = useStore(where)
  switch (place.screen) {
    case 'activity':
      return <Activity />
    case 'settings':
      return <Settings section={place.section} state={state} />
    case 'binder':
      return <BinderView key={place.binder} id={place.binder} />
    default:
      return <Logs log={place.screen === 'logs' ? place.log : null} />
  }
}

function useKeys(): void {
  const { queries } = useEngine()
  const settings = useQuery(queries.app.settings.queryOptions())
  useKeyboard(settings.data?.singleLetterKeys ?? true)
}

/** The unlocked window: sidebar, screen, lines at the foot, sheets over it. */
export function Shell({ state }: { readonly state: AppState }) {
  return state.vaultKind === 'mail' ? <MailShell state={state} /> : <AuditorShell state={state} />
}

function MailShell({ state }: { readonly state: AppState }) {
  useKeys()
  useWindowCommands()
  return (
    <div className="shell">
      <Sidebar state={state} />
      <Boundary>
        <Screen state={state} />
      </Boundary>
      <Lines>
        <HeldLines />
      </Lines>
      <SheetHost />
      <Palette />
    </div>
  )
}

function AuditorShell({ state }: { readonly state: AppState }) {
  useKeys()
  useAuditorCommands()
  return (
    <div className="shell">
      <AuditorSidebar state={state} />
      <Boundary>
        <AuditorScreen state={state} />
      </Boundary>
      <Lines />
      <SheetHost />
      <Palette />
    </div>
  )
}
