import { CollectorSettings } from './collector-settings.tsx'

/** Where the activity log goes besides this computer, so that nobody at it can change what was written. */
export function LogSection() {
  return (
    <div className="settings-form">
      <CollectorSettings />
    </div>
  )
}
