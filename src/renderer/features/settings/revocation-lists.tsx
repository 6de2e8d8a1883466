import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { RevocationListState } from '../../../shared/contract/index.ts'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { say } from '../../app/lines.ts'
import { formatDate } from '../../i18n/format.ts'
import { FailureNote } from '../../ui/failure-note.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { AskRemove } from './ask-remove.tsx'
import { ChooseFile } from './choose-file.tsx'

/** Lists of certificates that issuers took back, by import alone, each with how fresh it is. */
export function RevocationLists() {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const cache = useQueryClient()
  const lists = useQuery(queries.practice.revocationLists.queryOptions())
  const judgeAnew = (line: string) => {
    say(line)
    return cache.invalidateQueries({ queryKey: queries.key() })
  }
  const add = useMutation(
    queries.practice.importRevocationList.mutationOptions({
      onSuccess: () => judgeAnew(t('settings.revocations.imported')),
    }),
  )
  const remove = useMutation(
    queries.practice.removeRevocationList.mutationOptions({
      onSuccess: () => judgeAnew(t('settings.revocations.removed')),
    }),
  )
  const failed = add.error ?? remove.error
  return (
    <section className="settings-subform settings-gap" aria-labelledby="revocation-lists">
      <div>
        <h3 id="revocation-lists" className="section-title">
          {t('settings.revocations.title')}
        </h3>
        <p className="detail">{t('settings.revocations.text')}</p>
      </div>
      {lists.isError && <FailureNote failure={failureOf(lists.error)} retry={() => void lists.refetch()} />}
      {lists.isPending && <SkeletonRows count={1} />}
      {lists.data?.length === 0 && <p className="detail">{t('settings.revocations.none')}</p>}
      {lists.data?.map((list) => (
        <section key={list.id} className="settings-item-card" aria-label={list.issuer}>
          <List list={list} />
          <AskRemove
            label={t('settings.revocations.removeOf', { issuer: list.issuer })}
            words={{
              remove: t('settings.revocations.remove'),
              text: t('settings.revocations.removeText'),
              now: t('settings.revocations.removeNow'),
              keep: t('settings.revocations.keep'),
            }}
            isRemoving={remove.isPending}
            onRemove={() => {
              remove.mutate({ id: list.id })
            }}
          />
        </section>
      ))}
      <ChooseFile
        label={t('settings.revocations.choose')}
        accept=".crl,.pem,.der"
        isReading={add.isPending}
        onFile={({ handle }) => {
          add.mutate({ file: handle })
        }}
      />
      {failed !== null && <FailureNote failure={failureOf(failed)} tone="stop" />}
    </section>
  )
}

function List({ list }: { readonly list: RevocationListState }) {
  const { t } = useTranslation()
  const { issuer, entries, issuedAt, nextAt, isStale } = list
  const counted = t('settings.revocations.count', { count: entries, date: formatDate(issuedAt) })
  const next =
    nextAt === null
      ? t('settings.revocations.noNext')
      : t('settings.revocations.fresh', { date: formatDate(nextAt) })
  return (
    <div>
      <h4 className="section-title">{issuer}</h4>
      <p className="detail">
        {counted} {!isStale && next}
      </p>
      {isStale && nextAt !== null && (
        <p className="settings-warning" role="status">
          {t('settings.revocations.stale', { date: formatDate(nextAt) })}
        </p>
      )}
    </div>
  )
}
