import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { ReadLog } from '../../../shared/contract/index.ts'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { say } from '../../app/lines.ts'
import { go } from '../../app/places.ts'
import { formatDate } from '../../i18n/format.ts'
import { Removal } from './removal.tsx'
import { unprovenFrom } from './verdict.tsx'

/** What there is to know of a log before its records are read: who signed it, what is missing, which exports it is of. */
export function LogFacts({ log }: { readonly log: ReadLog }) {
  const { t } = useTranslation()
  const { verdict, signer, owner, gaps, withheld } = log
  const from = unprovenFrom(verdict)
  return (
    <section className="log-facts" aria-label={t('logs.exportsTitle')}>
      {from !== null && (
        <p className="chain-broken">
          {from > 1 ? t('logs.brokenFrom', { seq: from }) : t('logs.brokenWhole')}
        </p>
      )}
      {gaps.map((gap) => (
        <p key={gap.from} className="review-due">
          {t('logs.gap', { ...gap, count: gap.to - gap.from + 1 })}
        </p>
      ))}
      {withheld > 0 && <p className="detail">{t('logs.withheld', { count: withheld })}</p>}
      <p>
        {owner !== null && `${t('logs.owner', { name: owner })}. `}
        {signer === null ? (
          t('logs.unsigned')
        ) : (
          <>
            {t('logs.signed', { key: '' })}
            <span className="log-key">{signer}</span>
          </>
        )}
      </p>
      {signer !== null && <p className="detail">{t('logs.compare')}</p>}
      <Exports log={log} />
      <LogRemoval log={log} />
    </section>
  )
}

function Exports({ log }: { readonly log: ReadLog }) {
  const { t } = useTranslation()
  return (
    <ul className="log-exports">
      {log.exports.map(({ createdAt, addedAt, firstSeq, lastSeq, headHash }) => (
        <li key={`${headHash} ${firstSeq} ${addedAt}`} className="detail">
          {t(lastSeq < firstSeq ? 'logs.exportLineEmpty' : 'logs.exportLine', {
            first: firstSeq,
            last: lastSeq,
            made: createdAt === null ? t('logs.madeUnknown') : formatDate(createdAt),
            added: formatDate(addedAt),
          })}
        </li>
      ))}
    </ul>
  )
}

function LogRemoval({ log: { id, title } }: { readonly log: ReadLog }) {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const cache = useQueryClient()
  const remove = useMutation(
    queries.logs.remove.mutationOptions({
      onSuccess: () => {
        say(t('logs.remove.done', { title }))
        go.toLogs()
        void cache.invalidateQueries({ queryKey: queries.logs.list.key() })
      },
    }),
  )
  return (
    <Removal
      sure={t('logs.remove.sure')}
      now={t('logs.remove.now')}
      isPending={remove.isPending}
      failure={remove.isError ? failureOf(remove.error) : null}
      onRemove={() => {
        remove.mutate({ id })
      }}
    />
  )
}
