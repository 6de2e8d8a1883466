import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Contact } from '../../../shared/contract/index.ts'
import { formatDate } from '../../i18n/format.ts'
import { owner, shortName } from '../../i18n/names.ts'
import { usePassphrase } from '../passphrase/use-passphrase.ts'

/** What is agreed with this person, and how and when it was told. */
export function ContactPassphrase({ contact }: { readonly contact: Contact }) {
  const { t } = useTranslation()
  const passphrase = usePassphrase()
  const name = shortName(contact.name)
  if (contact.passphrase === null) {
    return (
      <div className="contact-line">
        <p className="contact-text">{t('patients.detail.passphraseNone')}</p>
        <Button
          variant="default"
          onClick={() => {
            passphrase.make(contact.id)
          }}
        >
          {t('patients.detail.choose', { name })}
        </Button>
      </div>
    )
  }
  const { told, createdAt, origin, problem } = contact.passphrase
  const isUnreadable = contact.readsMailOn === 'phone'
  return (
    <div className="contact-line">
      <p className="contact-text">
        <span className={told === null ? 'contact-attention' : undefined}>
          {told === null
            ? t('patients.detail.notTold')
            : t('patients.detail.toldBy', {
                way: t(`patients.detail.ways.${told.way}`),
                date: formatDate(told.at),
              })}
        </span>
        <span className="detail">{t('patients.detail.made', { date: formatDate(createdAt) })}</span>
        {problem !== null && (
          <span className="detail contact-attention">
            {t('patients.detail.guessable', {
              what: t(`patients.detail.known.${problem}`, { owner: owner(contact.name) }),
            })}
          </span>
        )}
        {origin === 'typed' && (
          <span className={isUnreadable ? 'detail contact-attention' : 'detail'}>
            {t(isUnreadable ? 'patients.detail.ownWordsPhone' : 'patients.detail.ownWords', { name })}
          </span>
        )}
      </p>
      <div className="contact-buttons">
        <Button
          variant="default"
          onClick={() => {
            passphrase.show(contact.id)
          }}
        >
          {told === null ? t('patients.detail.tell', { name }) : t('patients.detail.showAndTell')}
        </Button>
        <Button
          variant="default"
          title={t('patients.detail.makeNewNote')}
          onClick={() => {
            passphrase.make(contact.id)
          }}
        >
          {t('patients.detail.makeNew')}
        </Button>
      </div>
    </div>
  )
}
