import { useQuery } from '@tanstack/react-query'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { formatMoment } from '../../i18n/format.ts'
import { FailureNote } from '../../ui/failure-note.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { formatCalendarDay } from './days.ts'
import { versionsOf, type Change, type Field } from './version-changes.ts'

const isDay = /^\d{4}-\d{2}-\d{2}$/
/** Longer texts are in the record itself. */
const longestShown = 60
/** Fields whose values are codes: that they were changed is all that is said of them. */
const codes: ReadonlySet<Field> = new Set<Field>(['service', 'wasSecured', 'conclusion', 'topics', 'basis'])

/** The value in a few words, or null where it has none. */
function shortValue(value: unknown, t: TFunction): string | null {
  if (value === null || value === '') return t('evidence.versions.nothing')
  if (typeof value === 'number') return String(value)
  if (typeof value !== 'string' || value.length > longestShown) return null
  return isDay.test(value) ? formatCalendarDay(value) : value
}

function changeWords({ field, before, after }: Change, t: TFunction): string {
  const name = t(`evidence.fields.${field}`)
  const [old, now] = codes.has(field) ? [null, null] : [shortValue(before, t), shortValue(after, t)]
  if (old === null || now === null) return t('evidence.versions.changed', { field: name })
  return t('evidence.versions.changedFrom', { field: name, before: old, after: now })
}

/** Every version of a record: when it was written, and what it changed. */
export function VersionsSheet({ record, name }: { readonly record: number; readonly name: string }) {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const history = useQuery(queries.evidence.history.queryOptions({ input: { record } }))
  return (
    <Sheet title={t('evidence.versions.title', { name })}>
      {history.isError && (
        <FailureNote failure={failureOf(history.error)} retry={() => void history.refetch()} />
      )}
      {history.isPending && <SkeletonRows count={4} />}
      {history.data !== undefined && (
        <div tabIndex={0} role="region" aria-label={t('evidence.versions.title', { name })}>
          <ol className="versions">
            {versionsOf(history.data).map(({ version, at, changes }) => (
              <li key={version} className="version">
                <p className="version-head">
                  <span className="section-title">{t('evidence.versions.version', { version })}</span>
                  <time className="detail" dateTime={at}>
                    {formatMoment(at)}
                  </time>
                </p>
                {changes === null && <p className="detail">{t('evidence.versions.first')}</p>}
                {changes?.length === 0 && <p className="detail">{t('evidence.versions.same')}</p>}
                {changes?.map((change) => (
                  <p key={change.field}>{changeWords(change, t)}</p>
                ))}
              </li>
            ))}
          </ol>
        </div>
      )}
      <p className="detail">{t('evidence.versions.kept')}</p>
    </Sheet>
  )
}
