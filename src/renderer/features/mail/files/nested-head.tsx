import { useTranslation } from 'react-i18next'
import type { MailAddress, NestedMessage } from '../../../../shared/contract/index.ts'
import { formatMoment } from '../../../i18n/format.ts'

/** So many are named; the rest is counted, since a head may name thousands. */
const mostNamed = 12

/** Names with their addresses, as they stand in the file: a contact's name would say that it is theirs. */
function People({ people }: { readonly people: readonly MailAddress[] }) {
  const { t } = useTranslation()
  const left = people.length - mostNamed
  const named = people
    .slice(0, mostNamed)
    .map(({ name, address }) => (name === '' ? address : `${name} <${address}>`))
    .join(', ')
  return <dd>{left > 0 ? `${named} ${t('reader.nested.others', { count: left })}` : named}</dd>
}

/** What an attached message says of itself. */
export function NestedHead({ message }: { readonly message: NestedMessage }) {
  const { t } = useTranslation()
  const { subject, from, to, cc, date } = message
  return (
    <header className="nested-head">
      <h3 className="section-title">{subject === '' ? t('mail.list.noSubject') : subject}</h3>
      <dl>
        <dt>{t('reader.nested.from')}</dt>
        {from.length === 0 ? <dd>{t('reader.nested.noSender')}</dd> : <People people={from} />}
        {to.length > 0 && <dt>{t('reader.nested.to')}</dt>}
        {to.length > 0 && <People people={to} />}
        {cc.length > 0 && <dt>{t('reader.nested.copyTo')}</dt>}
        {cc.length > 0 && <People people={cc} />}
        <dt>{t('reader.nested.date')}</dt>
        <dd>{date === null ? t('reader.nested.noDate') : formatMoment(date)}</dd>
      </dl>
    </header>
  )
}
