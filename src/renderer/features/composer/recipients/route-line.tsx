import { useTranslation } from 'react-i18next'
import type { RecipientProtection } from '../../../../shared/contract/index.ts'
import { openSheet } from '../../../app/sheets.ts'
import { owner, shortName } from '../../../i18n/names.ts'
import { usePassphrase } from '../../passphrase/use-passphrase.ts'
import { SmimeBlocked, SmimeRoute } from './smime-route.tsx'
import { WhoIsThis } from './who-is-this.tsx'

type Props = { readonly protection: RecipientProtection }

/** How a message to this person is protected, in one sentence; and what is missing, as something to press. */
export function RouteLine({ protection }: Props) {
  const { t } = useTranslation()
  const passphrase = usePassphrase()
  const { address, contact, route } = protection
  const name = contact?.name ?? address
  const short = shortName(name)
  switch (route.kind) {
    case 'openpgp':
      return <span>{t('composer.route.openpgp', { owner: owner(name) })}</span>
    case 'smime':
      return <SmimeRoute route={route} owner={owner(name)} />
    case 'sealed-message':
      if (route.isTold) return <span>{t('composer.route.sealed', { owner: owner(name) })}</span>
      return (
        <span>
          {t('composer.route.notTold', { name: short })}{' '}
          {contact && (
            <button
              type="button"
              className="word-button"
              onClick={() => {
                passphrase.show(contact.id)
              }}
            >
              {t('composer.route.tell', { name: short })}
            </button>
          )}
        </span>
      )
    case 'needs-passphrase':
      return contact === null ? null : (
        <button
          type="button"
          className="word-button"
          onClick={() => {
            passphrase.make(contact.id)
          }}
        >
          {t('composer.route.choose', { name: short })}
        </button>
      )
    case 'needs-kind':
      return <WhoIsThis address={address} />
    case 'blocked':
      if (route.code.startsWith('smime/'))
        return <SmimeBlocked code={route.code} contactId={contact?.id ?? null} />
      return (
        <span className="route-blocked">
          {contact === null
            ? t('composer.route.blockedOther', { address })
            : t('composer.route.blocked', { address })}
          {contact !== null && (
            <span className="route-ways">
              <button
                type="button"
                className="word-button"
                onClick={() => {
                  passphrase.make(contact.id)
                }}
              >
                {t('composer.route.agree')}
              </button>
              <button
                type="button"
                className="word-button"
                onClick={() => {
                  openSheet({ kind: 'add-key', contactId: contact.id })
                }}
              >
                {t('composer.route.addKey')}
              </button>
            </span>
          )}
        </span>
      )
  }
}
