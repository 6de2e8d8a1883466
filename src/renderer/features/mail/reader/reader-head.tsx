import { useTranslation } from 'react-i18next'
import type { MailboxRole, MessageView } from '../../../../shared/contract/index.ts'
import { formatMoment } from '../../../i18n/format.ts'
import { Avatar } from '../../../ui/avatar.tsx'
import { AddressMenu } from './address-menu.tsx'
import { PeopleLine } from './people-line.tsx'
import { ReaderTools } from './reader-tools.tsx'

type Props = { readonly view: MessageView; readonly role: MailboxRole }

/** The subject, and what can be done with the message. */
export function ReaderHead({ view, role }: Props) {
  const { t } = useTranslation()
  return (
    <header className="reader-head">
      <h2 className="title reader-subject">
        {view.subject === '' ? t('mail.list.noSubject') : view.subject}
      </h2>
      <ReaderTools view={view} role={role} />
    </header>
  )
}

/** People and time. An address always stands beside the name that a sender chose for itself. */
export function ReaderPeople({ view }: { readonly view: MessageView }) {
  const [from] = view.from
  const name = view.contact?.name ?? (from?.name === '' ? from.address : (from?.name ?? ''))
  const address = from?.address ?? ''
  return (
    <div className="reader-people">
      <Avatar name={name} />
      <div className="reader-names">
        <p className="reader-from">
          <span className="reader-name">{name}</span>
          {name !== address && from !== undefined && (
            <AddressMenu person={from} className="reader-address">
              {address}
            </AddressMenu>
          )}
        </p>
        <PeopleLine view={view} />
      </div>
      <time className="detail reader-date" dateTime={view.date}>
        {formatMoment(view.date)}
      </time>
    </div>
  )
}
