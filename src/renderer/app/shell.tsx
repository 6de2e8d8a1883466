import { useQuery } from '@tanstack/react-query'
import type { AppState } from '../../shared/contract/index.ts'
import { Activity } from '../features/activity/activity.tsx'
import { Evidence } from '../features/evidence/evidence.tsx'
import { MailScreen } from '../features/mail/mail-screen.tsx'
import { Sidebar } from '../features/mail/sidebar/sidebar.tsx'
import { Lines } from '../features/outbox/lines.tsx'
import { Patients } from '../features/patients/patients.tsx'
import { Settings } from '../features/settings/settings.tsx'
import { Boundary } from './boundary.tsx'
import { useEngine } from './engine.ts'
import { useKeyboard } from './keys/use-keyboard.ts'
import { Palette } from './palette.tsx'
import { where } from './places.ts'
import { SheetHost } from './sheet-host.tsx'
import { useStore } from './store.ts'
import { useWindowCommands } from './window-commands.ts'
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
    case 'evidence':
      return <Evidence view={place.view} />
    case 'settings':
      return <Settings section={place.section} state={state} />
  }
}

/** The unlocked window: sidebar, screen, lines at the foot, sheets over it. */
export function Shell({ state }: { readonly state: AppState }) {
  const { queries } = useEngine()
  const settings = useQuery(queries.app.settings.queryOptions())
  useKeyboard(settings.data?.singleLetterKeys ?? true)
  useWindowCommands()
  return (
    <div className="shell">
      <Sidebar state={state} />
      <Boundary>
        <Screen state={state} />
      </Boundary>
      <Lines />
      <SheetHost />
      <Palette />
    </div>
  )
}
