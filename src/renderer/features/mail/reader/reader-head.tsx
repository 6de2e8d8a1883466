import { useTranslation } from 'react-i18next'
import type { MailAddress, MailboxRole, MessageView } from '../../../../shared/contract/index.ts'
import { formatMoment } from '../../../i18n/format.ts'
import { joinNames } from '../../../i18n/names.ts'
import { Avatar } from '../../../ui/avatar.tsx'
import { ReaderTools } from './reader-tools.tsx'

function namesOf(people: readonly MailAddress[]): string {
  return joinNames(people.map((person) => (person.name === '' ? person.address : person.name)))
}

type Props = { readonly view: MessageView; readonly role: MailboxRole }

/** Subject, people and time. An address always stands beside the name that a sender chose for itself. */
export function ReaderHead({ view, role }: Props) {
  const { t } = useTranslation()
  const [from] = view.from
  const name = view.contact?.name ?? (from?.name === '' ? from.address : (from?.name ?? ''))
  const address = from?.address ?? ''
  return (
    <header className="reader-head">
      <div className="reader-top">
        <h2 className="title reader-subject">
          {view.subject === '' ? t('mail.list.noSubject') : view.subject}
        </h2>
        <ReaderTools view={view} role={role} />
      </div>
      <div className="reader-people">
        <Avatar name={name} />
        <div className="reader-names">
          <p className="reader-from">
            <span className="reader-name">{name}</span>
            {name !== address && <span className="reader-address">{address}</span>}
          </p>
          <p className="detail">
            {t('mail.reader.to', { people: namesOf(view.to) })}
            {view.cc.length > 0 && `, ${t('mail.reader.cc', { people: namesOf(view.cc) })}`}
          </p>
        </div>
        <time className="detail reader-date" dateTime={view.date}>
          {formatMoment(view.date)}
        </time>
      </div>
    </header>
  )
}
