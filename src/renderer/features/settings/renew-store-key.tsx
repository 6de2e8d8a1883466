import { Button, Progress } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { StoreKeyState } from '../../../shared/contract/index.ts'
import type { Failure } from '../../../shared/result.ts'
import { renewalProgress } from '../../app/carry-progress.ts'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { say } from '../../app/lines.ts'
import { useStore } from '../../app/store.ts'
import { formatMoment, formatSize } from '../../i18n/format.ts'
import { FailureNote } from '../../ui/failure-note.tsx'
import { SecretInput } from '../../ui/secret-input.tsx'
import '../activity/activity.css'

/** How far it is, and the way to end it. */
function RenewalWork() {
  const { t } = useTranslation()
  const { client } = useEngine()
  const progress = useStore(renewalProgress)
  const percent = progress === null ? 0 : Math.floor((100 * progress.done) / Math.max(progress.total, 1))
  return (
    <section className="settings-item-card" aria-label={t('settings.storeKey.running')}>
      <h4 className="section-title">{t('settings.storeKey.running')}</h4>
      <Progress aria-label={t('settings.storeKey.running')} value={percent} size="sm" />
      <p className="detail" role="status">
        {progress === null
          ? t('settings.storeKey.preparing')
          : t('settings.storeKey.progress', {
              percent,
              done: formatSize(progress.done),
              total: formatSize(progress.total),
            })}
      </p>
      <Button variant="default" onClick={() => void client.vault.cancelRenewal().catch(() => undefined)}>
        {t('settings.storeKey.stop')}
      </Button>
    </section>
  )
}

type FormProps = {
  readonly storeBytes: number
  readonly failure: Failure | null
  readonly isBusy: boolean
  readonly onRenew: (passphrase: string) => void
  readonly onKeep: () => void
}

function RenewalForm({ storeBytes, failure, isBusy, onRenew, onKeep }: FormProps) {
  const { t } = useTranslation()
  const [passphrase, setPassphrase] = useState('')
  return (
    <form
      className="settings-subform"
      onSubmit={(event) => {
        event.preventDefault()
        onRenew(passphrase)
      }}
    >
      <ul className="erase-list">
        <li>{t('settings.storeKey.stays')}</li>
        <li>{t('settings.storeKey.room', { size: formatSize(storeBytes) })}</li>
        <li>{t('settings.storeKey.lock')}</li>
        <li>{t('settings.storeKey.backup')}</li>
        <li>{t('settings.storeKey.limit')}</li>
      </ul>
      <SecretInput
        label={t('settings.passphrase.current')}
        value={passphrase}
        autoFocus
        onChange={(event) => {
          setPassphrase(event.currentTarget.value)
        }}
      />
      {failure !== null && <FailureNote failure={failure} />}
      <div className="settings-actions">
        <Button variant="default" onClick={onKeep}>
          {t('settings.storeKey.keep')}
        </Button>
        <Button type="submit" disabled={passphrase === ''} loading={isBusy}>
          {t('settings.storeKey.now')}
        </Button>
      </div>
    </form>
  )
}

function useRenewal(onRenewed: () => void) {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const cache = useQueryClient()
  return useMutation(
    queries.vault.renewStoreKey.mutationOptions({
      gcTime: 0,
      onMutate: () => {
        renewalProgress.set(null)
      },
      onSuccess: () => {
        onRenewed()
        say(t('settings.storeKey.renewed'))
      },
      onSettled: () => cache.invalidateQueries({ queryKey: queries.vault.storeKey.key() }),
    }),
  )
}

/** What ended it, also where it ended while another screen was shown. */
function endOf(state: StoreKeyState, error: unknown): Failure | null {
  const failure = error === null ? state.failure : failureOf(error)
  if (failure === null || failure.code === 'vault/renewal-stopped') return null
  return failure.detail === undefined
    ? { code: failure.code }
    : { code: failure.code, detail: failure.detail }
}

function StoreKey({ state }: { readonly state: StoreKeyState }) {
  const { t } = useTranslation()
  const [isAsking, setIsAsking] = useState(false)
  const renew = useRenewal(() => {
    setIsAsking(false)
  })
  const failure = endOf(state, renew.error)
  if (state.isRunning) return <RenewalWork />
  if (isAsking) {
    return (
      <RenewalForm
        storeBytes={state.storeBytes}
        failure={failure}
        isBusy={renew.isPending}
        onRenew={(passphrase) => {
          renew.mutate({ passphrase })
        }}
        onKeep={() => {
          renew.reset()
          setIsAsking(false)
        }}
      />
    )
  }
  return (
    <>
      {state.renewedAt !== null && (
        <p>{t('settings.storeKey.renewedAt', { when: formatMoment(state.renewedAt) })}</p>
      )}
      {state.cutShortAt !== null && (
        <p className="review-due">
          {t('settings.storeKey.cutShort', { when: formatMoment(state.cutShortAt) })}
        </p>
      )}
      {failure !== null && <FailureNote failure={failure} />}
      <Button
        variant="default"
        onClick={() => {
          setIsAsking(true)
        }}
      >
        {t('settings.storeKey.begin')}
      </Button>
    </>
  )
}

/** Another key for all that is encrypted on this computer. */
export function RenewStoreKey() {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const { data, error, refetch } = useQuery(queries.vault.storeKey.queryOptions({ staleTime: 0 }))
  return (
    <>
      <div className="settings-gap">
        <h3 className="section-title">{t('settings.storeKey.title')}</h3>
        <p className="detail">{t('settings.storeKey.text')}</p>
      </div>
      {data !== undefined && <StoreKey state={data} />}
      {data === undefined && error === null && <p className="detail">{t('common.loading')}</p>}
      {data === undefined && error !== null && (
        <FailureNote failure={failureOf(error)} retry={() => void refetch()} />
      )}
    </>
  )
}
