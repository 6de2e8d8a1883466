import { useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DraftContent, RecipientProtection, RecipientWarning } from '../../../shared/contract/index.ts'
import { FromField } from './from-field.tsx'
import { RecipientField } from './recipients/recipient-field.tsx'
import type { SpellMemory } from './spelling/spell-memory.ts'
import { SubjectField } from './spelling/subject-field.tsx'
import type { From } from './use-from.ts'

type Props = {
  readonly from: From
  readonly content: DraftContent
  readonly update: (change: Partial<DraftContent>) => void
  readonly protections: ReadonlyMap<string, RecipientProtection>
  readonly warnings: readonly RecipientWarning[]
  readonly onReplace: (address: string, by: string) => void
  /** Null: spelling isn't checked. */
  readonly spelling: SpellMemory | null
  readonly shouldFocus: boolean
}

/** To, and on request Cc and Bcc; the subject, which travels inside the seal. */
export function HeaderFields(props: Props) {
  const { from, content, update, protections, warnings, onReplace, spelling, shouldFocus } = props
  const { t } = useTranslation()
  const [wantsCopies, setWantsCopies] = useState(false)
  const hasCopies = wantsCopies || content.cc.length > 0 || content.bcc.length > 0
  const to = useRef<HTMLInputElement>(null)
  const subjectId = useId()
  useEffect(() => {
    if (shouldFocus) to.current?.focus()
  }, [shouldFocus])
  return (
    <div className="composer-fields">
      <FromField from={from} />
      <RecipientField
        label={t('composer.to')}
        people={content.to}
        protections={protections}
        warnings={warnings}
        onReplace={onReplace}
        inputRef={to}
        onChange={(people) => {
          update({ to: people })
        }}
      >
        {!hasCopies && (
          <button
            type="button"
            className="word-button copies-button"
            onClick={() => {
              setWantsCopies(true)
            }}
          >
            {t('composer.addCopies')}
          </button>
        )}
      </RecipientField>
      {hasCopies && (
        <>
          <RecipientField
            label={t('composer.cc')}
            people={content.cc}
            protections={protections}
            warnings={warnings}
            onReplace={onReplace}
            onChange={(people) => {
              update({ cc: people })
            }}
          />
          <RecipientField
            label={t('composer.bcc')}
            people={content.bcc}
            protections={protections}
            warnings={warnings}
            onReplace={onReplace}
            onChange={(people) => {
              update({ bcc: people })
            }}
          />
        </>
      )}
      {content.separateCopies === true && (
        <p className="separate-copies" role="status">
          {t('composer.separate.text')}{' '}
          <button
            type="button"
            className="word-button"
            onClick={() => {
              update({ separateCopies: false })
            }}
          >
            {t('composer.separate.together')}
          </button>
        </p>
      )}
      <div className="recipients">
        <label className="field-label" htmlFor={subjectId}>
          {t('composer.subject')}
        </label>
        <SubjectField
          id={subjectId}
          noteId={`${subjectId}-note`}
          value={content.subject}
          memory={spelling}
          onChange={(subject) => {
            update({ subject })
          }}
        />
        <span id={`${subjectId}-note`} className="detail subject-note">
          {t('composer.subjectNote')}
        </span>
      </div>
    </div>
  )
}
