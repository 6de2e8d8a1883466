import { useState } from 'react'
import type { BackupVersion } from '../../../../shared/contract/index.ts'
import { FindBackup } from './find-backup.tsx'
import { RestoreVersion } from './restore-version.tsx'

/** From a folder with a backup: the folder and the kit, then which version and a passphrase. */
export function FromBackup({ onBack }: { readonly onBack: () => void }) {
  const [versions, setVersions] = useState<readonly BackupVersion[] | null>(null)
  if (versions === null) return <FindBackup onBack={onBack} onFound={setVersions} />
  return (
    <RestoreVersion
      versions={versions}
      onBack={() => {
        setVersions(null)
      }}
    />
  )
}
