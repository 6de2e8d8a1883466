import { useTranslation } from 'react-i18next'
import type { ImportPreview } from '../../../shared/contract/index.ts'
import { joinNames } from '../../i18n/names.ts'

type Props = { readonly preview: ImportPreview }

/** The file in one line: how many are new, changed, there already, or can't be read. */
export function ImportCounts({ preview: { fileName, counts } }: Props) {
  const { t } = useTranslation()
  const parts = (['new', 'changed', 'same', 'unreadable'] as const)
    .filter((state) => state === 'new' || counts[state] > 0)
    .map((state) => t(`addressBook.importSheet.${state}`, { count: counts[state] }))
  return (
    <div>
      <p className="import-file">{fileName}</p>
      <p role="status">{parts.join(' · ')}</p>
      {counts.certificates > 0 && (
        <p className="detail">{t('addressBook.importSheet.certificates', { count: counts.certificates })}</p>
      )}
    </div>
  )
}

/** Who would be added, and what of known people would change. */
export function ImportPeople({ preview: { people, counts } }: Props) {
  const { t } = useTranslation()
  const changesOf = (fields: readonly string[]) =>
    joinNames(
      fields.map((field) => t(`addressBook.changedFields.${field as 'addresses'}`, { defaultValue: field })),
    )
  if (people.length === 0) return <p className="detail">{t('addressBook.importSheet.nobodyNew')}</p>
  return (
    <section aria-labelledby="import-people">
      <h3 id="import-people" className="section-title">
        {t('addressBook.importSheet.people')}
      </h3>
      <ul className="import-rows">
        {people.map((person) => (
          <li key={person.line} className="import-row">
            <span className="import-name">
              {person.name}
              <span className="detail">{person.address}</span>
            </span>
            <span className="detail">
              {person.state === 'new'
                ? t('addressBook.importSheet.isNew')
                : t('addressBook.importSheet.alsoKnown', { fields: changesOf(person.fields) })}
            </span>
          </li>
        ))}
      </ul>
      {people.length < counts.new + counts.changed && (
        <p className="detail">{t('addressBook.importSheet.shownFirst', { count: people.length })}</p>
      )}
    </section>
  )
}

/** The entries that can't be taken, each with its line and the reason. */
export function ImportProblems({ preview: { problems, counts } }: Props) {
  const { t } = useTranslation()
  if (problems.length === 0) return null
  return (
    <section aria-labelledby="import-problems">
      <h3 id="import-problems" className="section-title">
        {t('addressBook.importSheet.problems')}
      </h3>
      <ul className="import-rows">
        {problems.map((problem, index) => (
          <li key={index} className="import-row">
            <span className="import-name">
              {t(`addressBook.reasons.${problem.problem}`)}
              <span className="detail">{problem.value}</span>
            </span>
            <span className="detail">{t('addressBook.importSheet.line', { line: problem.line })}</span>
          </li>
        ))}
      </ul>
      {problems.length < counts.unreadable && (
        <p className="detail">{t('addressBook.importSheet.shownFirst', { count: problems.length })}</p>
      )}
    </section>
  )
}
