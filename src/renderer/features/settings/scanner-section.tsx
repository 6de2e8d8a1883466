import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { NeverFlagged } from '../../../shared/contract/index.ts'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { say, sayFailure } from '../../app/lines.ts'
import { FailureNote } from '../../ui/failure-note.tsx'
import { RecognizerSwitches } from './recognizer-switches.tsx'

/** What "Never flag this" was said of, and the way back. */
export function ScannerSection() {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const cache = useQueryClient()
  const list = useQuery(queries.practice.neverFlagged.queryOptions({ gcTime: 0 }))
  const again = useMutation(
    queries.practice.flagAgain.mutationOptions({
      onSettled: () => cache.invalidateQueries({ queryKey: queries.practice.neverFlagged.key() }),
      onError: (error) => sayFailure(failureOf(error)),
    }),
  )
  const flagAgain = ({ id, value }: NeverFlagged) => {
    again.mutate(
      { id },
      {
        onSuccess: () => {
          say(t('settings.scanner.flagged', { value }))
        },
      },
    )
  }
  if (list.isError) return <FailureNote failure={failureOf(list.error)} />
  if (list.data === undefined) return null
  return (
    <div className="settings-form">
      <div>
        <h3 id="never-flagged" className="section-title">
          {t('settings.scanner.never')}
        </h3>
        <p className="detail">{t('settings.scanner.neverText')}</p>
      </div>
      {list.data.length === 0 ? (
        <p>{t('settings.scanner.none')}</p>
      ) : (
        <ul aria-labelledby="never-flagged">
          {list.data.map((entry) => (
            <li key={entry.id} className="never-row">
              <span className="never-value">
                {entry.value}
                <span className="detail"> {t(`review.categories.${entry.category}`)}</span>
              </span>
              <Button
                variant="default"
                size="xs"
                aria-label={t('settings.scanner.againOf', { value: entry.value })}
                onClick={() => {
                  flagAgain(entry)
                }}
              >
                {t('settings.scanner.again')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <RecognizerSwitches />
    </div>
  )
}
