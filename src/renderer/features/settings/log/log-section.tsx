import type { AppState } from '../../../../shared/contract/index.ts'
import { CollectorSettings } from './collector-settings.tsx'
import { HeadLetter } from './head-letter.tsx'

/** Where the activity log goes besides this computer, so that nobody at it can change what was written. */
export function LogSection({ state }: { readonly state: AppState }) {
  return (
    <div className="settings-form">
      <CollectorSettings />
      {state.vaultKind === 'mail' && <HeadLetter />}
    </div>
  )
}
