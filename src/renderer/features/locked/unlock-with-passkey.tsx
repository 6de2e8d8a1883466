import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { PasskeyAsk } from '../../../shared/contract/index.ts'
import { ok } from '../../../shared/result.ts'
import { useEngine } from '../../app/engine.ts'
import { provePasskey } from '../../app/passkey.ts'
import { FailureNote } from '../../ui/failure-note.tsx'
import { useUnlock } from './use-unlock.ts'

/** For a while after the passphrase, this computer's own passkey is enough. */
export function UnlockWithPasskey({ passkeys }: { readonly passkeys: readonly PasskeyAsk[] }) {
  const { t } = useTranslation()
  const { client, queries, holdSecret } = useEngine()
  const cache = useQueryClient()
  const unlock = useUnlock(async (_given: null, signal) => {
    const proof = await provePasskey(holdSecret, passkeys, signal)
    if (!proof.ok) return proof
    const { id, output } = proof.value
    await client.vault.unlockWithPasskey({ id, output })
    return ok(null)
  })
  return (
    <form
      className="locked-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (unlock.isBusy) return
        // After the last try, or the twelve hours, the passphrase is asked for again.
        unlock.run(null, {
          onError: () => void cache.invalidateQueries({ queryKey: queries.app.state.key() }),
        })
      }}
    >
      <p className="detail locked-alone" role="status">
        {t(unlock.isBusy ? 'firstRun.locked.passkeyWaits' : 'firstRun.locked.alone')}
      </p>
      {unlock.failure !== null && <FailureNote failure={unlock.failure} />}
      <Button type="submit" fullWidth autoFocus loading={unlock.isBusy}>
        {t('firstRun.locked.unlockWithPasskey')}
      </Button>
    </form>
  )
}
