import { Button } from '@mantine/core'
import { skipToken, useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Contact } from '../../../shared/contract/index.ts'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { where } from '../../app/places.ts'
import { openEvidenceSheet, openSheet } from '../../app/sheets.ts'
import { useStore } from '../../app/store.ts'
import { formatDate } from '../../i18n/format.ts'
import { shortName } from '../../i18n/names.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { Empty } from '../../ui/empty.tsx'
import { FailureNote } from '../../ui/failure-note.tsx'
import { useNewMessage } from '../composer/use-new-message.ts'
import { ArchiveButton } from './archive-button.tsx'
import { ContactAddresses } from './contact-addresses.tsx'
import { ContactKeys } from './contact-keys.tsx'
import { ContactPassphrase } from './contact-passphrase.tsx'

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className="fact">
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Facts({ contact }: { readonly contact: Contact }) {
  const { t } = useTranslation()
  const list = (values: readonly string[]) =>
    values.length === 0 ? (
      <span className="fact-none">{t('patients.detail.nothing')}</span>
    ) : (
      values.join(', ')
    )
  const one = (value: string | null) => list(value === null ? [] : [value])
  return (
    <dl className="facts">
      <Fact label={t('patients.detail.addresses')}>
        <ContactAddresses contact={contact} />
      </Fact>
      <Fact label={t('patients.detail.phones')}>{list(contact.phones)}</Fact>
      {contact.kind === 'patient' && (
        <>
          <Fact label={t('patients.detail.nicknames')}>{list(contact.nicknames)}</Fact>
          <Fact label={t('patients.detail.birthDate')}>
            {one(contact.birthDate === null ? null : formatDate(`${contact.birthDate}T12:00:00`))}
          </Fact>
          <Fact label={t('patients.detail.recordNumber')}>{one(contact.recordNumber)}</Fact>
        </>
      )}
      <Fact label={t('patients.detail.agreedToEmailOn')}>
        {contact.agreedToEmailOn === null ? (
          <span className="fact-none">{t('patients.detail.notAgreed')}</span>
        ) : (
          formatDate(`${contact.agreedToEmailOn}T12:00:00`)
        )}
      </Fact>
      <Fact label={t('patients.detail.readsMailOn')}>{t(`passphrase.${contact.readsMailOn}`)}</Fact>
    </dl>
  )
}

function Disclosures({ contact }: { readonly contact: Contact }) {
  const { t } = useTranslation()
  return (
    <section className="contact-section" aria-labelledby="contact-disclosures">
      <h3 id="contact-disclosures" className="section-title">
        {t('patients.detail.disclosures')}
      </h3>
      <p className="detail">{t('patients.detail.disclosuresAbout', { name: shortName(contact.name) })}</p>
      <Button
        variant="default"
        className="contact-accounting"
        onClick={() => {
          openEvidenceSheet({ kind: 'disclosures', contactId: contact.id })
        }}
      >
        {t('patients.detail.accounting')}
      </Button>
    </section>
  )
}

function Detail({ contact }: { readonly contact: Contact }) {
  const { t } = useTranslation()
  const newMessage = useNewMessage()
  const [address = ''] = contact.addresses
  return (
    <div className="pane-scroll contact-detail">
      <header className="contact-head">
        <Avatar name={contact.name} />
        <div className="contact-name">
          <h2 className="title">{contact.name}</h2>
          <p className="detail">
            {t(`patients.kind.${contact.kind}`)}
            {contact.isArchived && `, ${t('patients.detail.isArchived')}`}
          </p>
        </div>
      </header>
      <div className="contact-actions">
        {!contact.isArchived && (
          <Button
            onClick={() => {
              newMessage({ to: [{ name: contact.name, address }] })
            }}
          >
            {t('patients.detail.write', { name: shortName(contact.name) })}
          </Button>
        )}
        <Button
          variant="default"
          onClick={() => {
            openSheet({ kind: 'contact', contactId: contact.id })
          }}
        >
          {t('patients.detail.edit')}
        </Button>
        <ArchiveButton contact={contact} />
        <Button
          variant="default"
          onClick={() => {
            openSheet({ kind: 'remove-contact', contactId: contact.id })
          }}
        >
          {t('patients.detail.remove')}
        </Button>
      </div>
      <section className="contact-section" aria-labelledby="contact-passphrase">
        <h3 id="contact-passphrase" className="section-title">
          {t('patients.detail.passphrase')}
        </h3>
        <ContactPassphrase contact={contact} />
      </section>
      <section className="contact-section" aria-labelledby="contact-keys">
        <h3 id="contact-keys" className="section-title">
          {t('patients.detail.keys')}
        </h3>
        <ContactKeys contact={contact} />
      </section>
      {contact.kind === 'patient' && <Disclosures contact={contact} />}
      <section className="contact-section" aria-labelledby="contact-facts">
        <h3 id="contact-facts" className="section-title">
          {t('patients.detail.details')}
        </h3>
        <Facts contact={contact} />
      </section>
    </div>
  )
}

export function ContactDetail() {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const { contactId } = useStore(where)
  const contact = useQuery(
    queries.contacts.get.queryOptions({
      input: contactId === null ? skipToken : { id: contactId },
      // Each look at a person is recorded: it isn't answered from here.
      gcTime: 0,
    }),
  )
  return (
    <section className="pane" aria-label={t('patients.detail.details')}>
      {contactId === null && <Empty text={t('patients.none')} />}
      {contactId !== null && contact.isError && (
        <div className="reader-failure">
          <FailureNote failure={failureOf(contact.error)} />
        </div>
      )}
      {contactId !== null && contact.data && <Detail key={contactId} contact={contact.data} />}
    </section>
  )
}
