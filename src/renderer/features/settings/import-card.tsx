import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { MailImport } from '../../../shared/contract/index.ts'
import { formatDate } from '../../i18n/format.ts'
import { AskRemove } from './ask-remove.tsx'

interface Props {
  readonly brought: MailImport
  /** Another import is under way, or a removal. */
  readonly isBusy: boolean
  readonly isRemoving: boolean
  readonly onResume: () => void
  readonly onRemove: () => void
}

/** One import that has ended: what came of it, what didn't come and why. */
export function ImportCard({ brought, isBusy, isRemoving, onResume, onRemove }: Props) {
  const { t } = useTranslation()
  const { name, state, startedAt, messages, counts } = brought
  const goesOn = state === 'complete' ? 'again' : 'resume'
  const told = (['known', 'deleted', 'tooComplex'] as const).filter((what) => counts[what] > 0)
  return (
    <section className="settings-item-card" aria-label={name}>
      <div>
        <h4 className="section-title">{name}</h4>
        <p className={state === 'complete' ? 'detail' : 'settings-warning'}>
          {t(`settings.importMail.states.${state}`)} · {formatDate(startedAt)} ·{' '}
          {t('settings.importMail.messages', { count: messages })}
        </p>
        {told.length > 0 && (
          <p className="detail">
            {told.map((what) => t(`settings.importMail.${what}`, { count: counts[what] })).join(' ')}
          </p>
        )}
      </div>
      {brought.problemCount > 0 && <Problems brought={brought} />}
      <div className="settings-actions">
        <Button
          variant="default"
          disabled={isBusy}
          aria-label={t(`settings.importMail.${goesOn}Of`, { name })}
          onClick={onResume}
        >
          {t(`settings.importMail.${goesOn}`)}
        </Button>
        <AskRemove
          label={t('settings.importMail.removeOf', { name })}
          words={{
            remove: t('settings.importMail.remove'),
            text: t('settings.importMail.removeText'),
            now: t('settings.importMail.removeNow'),
            keep: t('settings.importMail.keep'),
          }}
          isRemoving={isRemoving}
          onRemove={onRemove}
        />
      </div>
    </section>
  )
}

function Problems({ brought: { problems, problemCount } }: { readonly brought: MailImport }) {
  const { t } = useTranslation()
  return (
    <details className="import-problems">
      <summary>{t('settings.importMail.problems', { count: problemCount })}</summary>
      <ul className="detail">
        {problems.map(({ path, reason }) => (
          <li key={`${path} ${reason}`}>
            <bdi>{path}</bdi>: {t(`settings.importMail.reasons.${reason}`)}
          </li>
        ))}
        {problemCount > problems.length && (
          <li>{t('settings.importMail.moreProblems', { count: problemCount - problems.length })}</li>
        )}
      </ul>
    </details>
  )
}
