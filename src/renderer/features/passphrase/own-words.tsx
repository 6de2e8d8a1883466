import { TextInput } from '@mantine/core'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { Contact } from '../../../shared/contract/index.ts'
import { owner, shortName } from '../../i18n/names.ts'
import { FailureNote } from '../../ui/failure-note.tsx'
import { StrengthMeter } from './strength-meter.tsx'
import type { OwnWords } from './use-own-words.ts'

type Props = { readonly contact: Contact; readonly words: OwnWords; readonly formId: string }

/** Words of the practice's own, in sight: they are to be told. What they open, and whether they will do. */
export function OwnWordsForm({ contact, words, formId }: Props) {
  const { t } = useTranslation()
  const meterId = useId()
  const { typed, type, strength, failure, agree } = words
  const problem = strength?.problem ?? null
  return (
    <form
      id={formId}
      className="own-words"
      onSubmit={(event) => {
        event.preventDefault()
        agree()
      }}
    >
      <TextInput
        label={t('passphrase.own.field', { owner: owner(contact.name) })}
        value={typed}
        maxLength={128}
        autoFocus
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        aria-describedby={meterId}
        classNames={{ input: 'own-words-field' }}
        onChange={(event) => {
          type(event.currentTarget.value)
        }}
      />
      <div id={meterId}>
        <StrengthMeter
          strength={strength}
          hint={t('passphrase.own.hint', { name: shortName(contact.name) })}
          problem={
            problem === null
              ? undefined
              : t(`passphrase.own.problems.${problem}`, { owner: owner(contact.name) })
          }
        />
      </div>
      <p className="choice-note">{t('passphrase.own.note')}</p>
      {contact.readsMailOn === 'phone' && (
        <p className="choice-note choice-attention">
          {t('passphrase.own.phone', { name: shortName(contact.name) })}
        </p>
      )}
      {failure !== null && <FailureNote failure={failure} />}
    </form>
  )
}
