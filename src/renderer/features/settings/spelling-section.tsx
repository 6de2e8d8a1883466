import { Button, Radio } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Settings } from '../../../shared/contract/index.ts'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { say, sayFailure } from '../../app/lines.ts'
import { FailureNote } from '../../ui/failure-note.tsx'
import { useSettings } from './use-settings.ts'

const choices: readonly Settings['spelling'][] = ['en', 'es', 'en-es', 'off']

/** In which languages spelling is checked, and the words that were added. */
export function SpellingSection() {
  const { t } = useTranslation()
  const { settings, save } = useSettings()
  if (settings === undefined) return null
  return (
    <div className="settings-form">
      <Radio.Group
        className="choice settings-choice"
        label={t('spelling.languages')}
        description={t('spelling.languagesText')}
        value={settings.spelling}
        onChange={(spelling) => {
          save({ spelling })
        }}
      >
        <div className="choice-options">
          {choices.map((choice) => (
            <Radio key={choice} value={choice} label={t(`spelling.choices.${choice}`)} />
          ))}
        </div>
      </Radio.Group>
      <LearnedWords />
    </div>
  )
}

function LearnedWords() {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const cache = useQueryClient()
  const list = useQuery(queries.spelling.learned.queryOptions({ gcTime: 0 }))
  const unlearn = useMutation(
    queries.spelling.unlearn.mutationOptions({
      onSettled: () => cache.invalidateQueries({ queryKey: queries.spelling.learned.key() }),
      onError: (error) => sayFailure(failureOf(error)),
    }),
  )
  const forget = (word: string) => {
    unlearn.mutate(
      { word },
      {
        onSuccess: () => {
          say(t('spelling.forgotten', { word }))
        },
      },
    )
  }
  if (list.isError) return <FailureNote failure={failureOf(list.error)} />
  if (list.data === undefined) return null
  return (
    <section className="settings-subform settings-gap" aria-labelledby="learned-words">
      <div>
        <h3 id="learned-words" className="section-title">
          {t('spelling.words')}
        </h3>
        <p className="detail">{t('spelling.wordsText')}</p>
      </div>
      {list.data.length === 0 ? (
        <p>{t('spelling.none')}</p>
      ) : (
        <ul aria-labelledby="learned-words">
          {list.data.map((word) => (
            <li key={word} className="never-row">
              <span className="never-value">{word}</span>
              <Button
                variant="default"
                size="xs"
                aria-label={t('spelling.removeOf', { word })}
                onClick={() => {
                  forget(word)
                }}
              >
                {t('spelling.remove')}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
