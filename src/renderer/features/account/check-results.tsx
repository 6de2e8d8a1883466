import { IconCheck } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import type { checkOutcomeSchema } from '../../../shared/contract/index.ts'
import { FailureNote } from '../../ui/failure-note.tsx'
import './account.css'

type Outcome = z.infer<typeof checkOutcomeSchema>

function failureIn(outcome: Extract<Outcome, { ok: false }>) {
  const { code, detail } = outcome.error
  return detail === undefined ? { code } : { code, detail }
}

function ResultRow({ name, outcome }: { readonly name: string; readonly outcome: Outcome }) {
  const { t } = useTranslation()
  return (
    <div>
      <p className="check-name">{name}</p>
      {outcome.ok ? (
        <p className="check-ok">
          <IconCheck size={18} stroke={2} aria-hidden />
          {t('account.checkOk')}
        </p>
      ) : (
        <FailureNote failure={failureIn(outcome)} tone="stop" />
      )}
    </div>
  )
}

/** How each of the two servers answered; a refusal has no way around. */
export function CheckResults({
  result,
}: {
  readonly result: { readonly imap: Outcome; readonly smtp: Outcome }
}) {
  const { t } = useTranslation()
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    list.current?.scrollIntoView({ block: 'nearest' })
  }, [result])
  return (
    <div ref={list} className="check-results" role="status">
      <ResultRow name={t('account.imap')} outcome={result.imap} />
      <ResultRow name={t('account.smtp')} outcome={result.smtp} />
    </div>
  )
}
