import { Button, Switch } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { BackupState } from '../../../../shared/contract/index.ts'
import { useEngine } from '../../../app/engine.ts'
import { failureOf } from '../../../app/failure.ts'
import { say } from '../../../app/lines.ts'
import { FailureNote } from '../../../ui/failure-note.tsx'
import { AskRemove } from '../ask-remove.tsx'

/** Which folder backups go to. */
export function BackupPlace({ state }: { readonly state: BackupState }) {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const cache = useQueryClient()
  const onSettled = () => cache.invalidateQueries({ queryKey: queries.backup.key() })
  const choose = useMutation(queries.backup.choosePlace.mutationOptions({ onSettled }))
  const giveUp = useMutation(
    queries.backup.giveUpPlace.mutationOptions({
      onSuccess: () => {
        say(t('settings.backup.givenUp'))
      },
      onSettled,
    }),
  )
  const sayHolder = useMutation(
    queries.backup.sayHolder.mutationOptions({
      onSettled: () =>
        Promise.all([onSettled(), cache.invalidateQueries({ queryKey: queries.evidence.key() })]),
    }),
  )
  const failed = choose.error ?? giveUp.error ?? sayHolder.error
  return (
    <section className="settings-subform" aria-labelledby="backup-where">
      <div>
        <h3 id="backup-where" className="section-title">
          {t('settings.backup.where')}
        </h3>
        {state.place !== null && <p>{t('settings.backup.place', { place: state.place })}</p>}
        <p className="detail">{t('settings.backup.placeHint')}</p>
      </div>
      {state.place !== null && (
        <Switch
          label={t('settings.backup.isOurs')}
          description={t('settings.backup.isOursText')}
          checked={state.isOurs}
          onChange={(event) => {
            sayHolder.mutate({ isOurs: event.currentTarget.checked })
          }}
        />
      )}
      <div className="settings-actions">
        <Button
          variant={state.place === null ? 'filled' : 'default'}
          loading={choose.isPending}
          disabled={state.running !== null}
          onClick={() => {
            choose.mutate(undefined)
          }}
        >
          {state.place === null ? t('settings.backup.choose') : t('settings.backup.chooseOther')}
        </Button>
        {state.place !== null && (
          <AskRemove
            label={t('settings.backup.giveUp')}
            words={{
              remove: t('settings.backup.giveUp'),
              text: t('settings.backup.giveUpText'),
              now: t('settings.backup.giveUpNow'),
              keep: t('settings.backup.keep'),
            }}
            isRemoving={giveUp.isPending}
            onRemove={() => {
              giveUp.mutate(undefined)
            }}
          />
        )}
      </div>
      {failed !== null && <FailureNote failure={failureOf(failed)} />}
    </section>
  )
}
