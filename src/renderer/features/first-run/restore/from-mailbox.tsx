import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { RecoveryFound } from '../../../../shared/contract/index.ts'
import { useEngine } from '../../../app/engine.ts'
import { FindRecovery } from './find-recovery.tsx'
import { OpenRecovery } from './open-recovery.tsx'

/** From the recovery data at the mail host: sign in there, then the kit. */
export function FromMailbox({ onBack }: { readonly onBack: () => void }) {
  const { queries } = useEngine()
  const forget = useMutation(queries.recovery.forget.mutationOptions())
  const [found, setFound] = useState<RecoveryFound | null>(null)
  if (found === null)
    return (
      <FindRecovery
        onBack={() => {
          forget.mutate()
          onBack()
        }}
        onFound={setFound}
      />
    )
  return (
    <OpenRecovery
      found={found}
      onBack={() => {
        forget.mutate()
        setFound(null)
      }}
    />
  )
}
