import { Button, Progress } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { MailImport } from '../../../shared/contract/index.ts'
import { importProgress } from '../../app/carry-progress.ts'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { say } from '../../app/lines.ts'
import { useStore } from '../../app/store.ts'
import { FailureNote } from '../../ui/failure-note.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { ImportCard } from './import-card.tsx'

/** Brings mail from files, and lists what was brought: each import can go on, or be removed as a whole. */
export function ImportMail() {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const cache = useQueryClient()
  const imports = useQuery(queries.carry.imports.queryOptions())
  const askAnew = () => cache.invalidateQueries({ queryKey: queries.carry.imports.key() })
  const ended = (brought: MailImport | null) => {
    if (brought?.state === 'complete') say(t('settings.importMail.done', { name: brought.name }))
  }
  const onMutate = () => {
    importProgress.set(null)
  }
  const bring = useMutation(
    queries.carry.importMail.mutationOptions({ onMutate, onSuccess: ended, onSettled: askAnew }),
  )
  const resume = useMutation(
    queries.carry.resumeImport.mutationOptions({ onMutate, onSuccess: ended, onSettled: askAnew }),
  )
  const remove = useMutation(
    queries.carry.removeImport.mutationOptions({
      onSuccess: () => {
        say(t('settings.importMail.removed'))
      },
      onSettled: askAnew,
    }),
  )
  const running = imports.data?.find(({ state }) => state === 'running')
  const isBusy = bring.isPending || resume.isPending || remove.isPending || running !== undefined
  const failed = bring.error ?? resume.error ?? remove.error
  return (
    <section className="settings-subform" aria-labelledby="bring-mail">
      <div>
        <h3 id="bring-mail" className="section-title">
          {t('settings.importMail.title')}
        </h3>
        <p className="detail">{t('settings.importMail.about')}</p>
      </div>
      <div className="settings-actions">
        {(['folder', 'file'] as const).map((from) => (
          <Button
            key={from}
            variant="default"
            disabled={isBusy}
            onClick={() => {
              bring.mutate({ from })
            }}
          >
            {t(`settings.importMail.${from}`)}
          </Button>
        ))}
      </div>
      {failed !== null && <FailureNote failure={failureOf(failed)} tone="stop" />}
      {(running !== undefined || resume.isPending) && <Importing name={running?.name ?? null} />}
      {imports.isError && (
        <FailureNote failure={failureOf(imports.error)} retry={() => void imports.refetch()} />
      )}
      {imports.isPending && <SkeletonRows count={1} />}
      {imports.data?.length === 0 && <p className="detail">{t('settings.importMail.none')}</p>}
      {imports.data
        ?.filter((one) => one !== running)
        .map((one) => (
          <ImportCard
            key={one.id}
            brought={one}
            isBusy={isBusy}
            isRemoving={remove.isPending}
            onResume={() => {
              resume.mutate({ id: one.id })
            }}
            onRemove={() => {
              remove.mutate({ id: one.id })
            }}
          />
        ))}
    </section>
  )
}

function Importing({ name }: { readonly name: string | null }) {
  const { t } = useTranslation()
  const { client } = useEngine()
  const progress = useStore(importProgress)
  const title =
    name === null ? t('settings.importMail.workingAny') : t('settings.importMail.working', { name })
  const { doneBytes, totalBytes, messages } = progress ?? { doneBytes: 0, totalBytes: 0, messages: 0 }
  return (
    <section className="settings-item-card" aria-label={title}>
      <h4 className="section-title">{title}</h4>
      <Progress aria-label={title} value={totalBytes === 0 ? 0 : (100 * doneBytes) / totalBytes} size="sm" />
      <p className="detail" role="status">
        {progress === null
          ? t('settings.importMail.looking')
          : t('settings.importMail.progress', { count: messages })}
      </p>
      <Button variant="default" onClick={() => void client.carry.cancelImport().catch(() => undefined)}>
        {t('settings.importMail.stop')}
      </Button>
    </section>
  )
}
