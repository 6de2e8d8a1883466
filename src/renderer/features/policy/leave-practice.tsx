import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { say } from '../../app/lines.ts'
import { FailureNote } from '../../ui/failure-note.tsx'
import { SecretInput } from '../../ui/secret-input.tsx'

/** The way out of a practice: its owner's vault is lost, the person goes elsewhere, or signed one by mistake. */
export function LeavePractice() {
  const { t } = useTranslation()
  const [isAsking, setIsAsking] = useState(false)
  return (
    <section className="settings-subform settings-gap" aria-labelledby="policy-leave">
      <div>
        <h3 id="policy-leave" className="section-title">
          {t('settings.policy.leave.title')}
        </h3>
        <p className="detail">{t('settings.policy.leave.text')}</p>
      </div>
      {isAsking ? (
        <LeaveForm
          onStay={() => {
            setIsAsking(false)
          }}
        />
      ) : (
        <Button
          variant="default"
          onClick={() => {
            setIsAsking(true)
          }}
        >
          {t('settings.policy.leave.begin')}
        </Button>
      )}
    </section>
  )
}

function LeaveForm({ onStay }: { readonly onStay: () => void }) {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const cache = useQueryClient()
  const [passphrase, setPassphrase] = useState('')
  const leave = useMutation(
    queries.policy.leave.mutationOptions({
      gcTime: 0,
      onSuccess: async () => {
        say(t('settings.policy.leave.done'))
        await cache.invalidateQueries({ queryKey: queries.key() })
      },
    }),
  )
  return (
    <form
      className="settings-subform"
      onSubmit={(event) => {
        event.preventDefault()
        leave.mutate({ passphrase })
      }}
    >
      <SecretInput
        label={t('settings.passphrase.current')}
        value={passphrase}
        autoFocus
        onChange={(event) => {
          setPassphrase(event.currentTarget.value)
        }}
      />
      {leave.isError && <FailureNote failure={failureOf(leave.error)} />}
      <div className="settings-actions">
        <Button variant="default" onClick={onStay}>
          {t('settings.policy.leave.stay')}
        </Button>
        <Button type="submit" disabled={passphrase === ''} loading={leave.isPending}>
          {t('settings.policy.leave.now')}
        </Button>
      </div>
    </form>
  )
}
