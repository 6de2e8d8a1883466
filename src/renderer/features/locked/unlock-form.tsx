import { Button } from '@mantine/core'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FactorProof, WaysIn } from '../../../shared/contract/index.ts'
import { ok, type Result } from '../../../shared/result.ts'
import { useEngine } from '../../app/engine.ts'
import { provePasskey } from '../../app/passkey.ts'
import { FailureNote } from '../../ui/failure-note.tsx'
import { SecretInput } from '../../ui/secret-input.tsx'
import { BesidePassphrase, type Beside } from './beside-passphrase.tsx'
import { useUnlock } from './use-unlock.ts'

/** What is asked for first; null: the passphrase alone opens. */
function firstBeside({ passkeys, hasKeyFile, keyFile }: WaysIn): Beside | null {
  if (passkeys.length > 0) return { kind: 'passkey' }
  return hasKeyFile ? { kind: 'key-file', chosen: keyFile } : null
}

/** The passphrase, and what the vault asks for beside it. */
export function UnlockForm({ waysIn }: { readonly waysIn: WaysIn | null }) {
  const { t } = useTranslation()
  const { client, holdSecret } = useEngine()
  const field = useRef<HTMLInputElement>(null)
  const [passphrase, setPassphrase] = useState('')
  // The ways in come a moment after the lock: the field must be there before.
  const [chosen, setChosen] = useState<Beside | null>(null)
  const beside = chosen ?? (waysIn === null ? null : firstBeside(waysIn))
  const isReady = beside?.kind !== 'key-file' || beside.chosen !== null

  const prove = async (signal: AbortSignal): Promise<Result<FactorProof | null>> => {
    if (beside === null) return ok(null)
    if (beside.kind === 'passkey') return provePasskey(holdSecret, waysIn?.passkeys ?? [], signal)
    return ok(beside.chosen === null ? null : { kind: 'key-file', file: beside.chosen.file })
  }
  const unlock = useUnlock(async (_given: null, signal) => {
    const factor = await prove(signal)
    if (!factor.ok) return factor
    await client.vault.unlock({ passphrase, ...(factor.value === null ? {} : { factor: factor.value }) })
    return ok(null)
  })
  return (
    <form
      className="locked-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (passphrase === '' || !isReady || unlock.isBusy) return
        unlock.run(null, { onError: () => field.current?.select() })
      }}
    >
      <SecretInput
        ref={field}
        label={t('firstRun.locked.field')}
        value={passphrase}
        autoFocus
        onChange={(event) => {
          setPassphrase(event.currentTarget.value)
        }}
      />
      {waysIn !== null && beside !== null && (
        <BesidePassphrase waysIn={waysIn} beside={beside} isWaiting={unlock.isBusy} onChange={setChosen} />
      )}
      {unlock.failure !== null && <FailureNote failure={unlock.failure} />}
      <Button type="submit" fullWidth loading={unlock.isBusy}>
        {t('firstRun.locked.unlock')}
      </Button>
    </form>
  )
}
