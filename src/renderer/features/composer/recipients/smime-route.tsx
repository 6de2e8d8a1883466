import { Popover } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { RecipientProtection } from '../../../../shared/contract/index.ts'
import type { ErrorCode } from '../../../../shared/errors/index.ts'
import type { ContactId } from '../../../../shared/ids.ts'
import { go } from '../../../app/places.ts'
import { openSheet } from '../../../app/sheets.ts'
import { usePassphrase } from '../../passphrase/use-passphrase.ts'
import { errorText } from '../../../i18n/error-text.ts'
import { formatDate } from '../../../i18n/format.ts'

type Route = Extract<RecipientProtection['route'], { kind: 'smime' }>

/** "Encrypted to Dr. Lee's certificate", and behind "How?" the method, its reason and who vouches for it. */
export function SmimeRoute({ route, owner }: { readonly route: Route; readonly owner: string }) {
  const { t } = useTranslation()
  return (
    <span>
      {t('composer.route.smime', { owner })}{' '}
      <Popover position="bottom-start" width={360}>
        <Popover.Target>
          <button type="button" className="word-button">
            {t('composer.route.smimeHow')}
          </button>
        </Popover.Target>
        <Popover.Dropdown className="why-card">
          <p>
            {route.reason === null ? t('composer.route.smimeGcm') : t('composer.route.smimeCbc', { owner })}
          </p>
          <p>
            {t('composer.route.smimeIssuer', { issuer: route.issuer, date: formatDate(route.expiresAt) })}
            {route.isNewestOfSeveral && ` ${t('composer.route.smimeNewest')}`}
          </p>
        </Popover.Dropdown>
      </Popover>
    </span>
  )
}

/** What is put right in Settings; everything else is about the recipient's certificate. */
const ownCodes: readonly ErrorCode[] = [
  'smime/own-certificate-missing',
  'smime/account-certificate-missing',
  'smime/own-certificate-unusable',
]

type BlockedProps = { readonly code: ErrorCode; readonly contactId: ContactId | null }

/** What keeps S/MIME from going, and the place where it is put right. */
export function SmimeBlocked({ code, contactId }: BlockedProps) {
  const { t } = useTranslation()
  const passphrase = usePassphrase()
  const text = errorText({ code })
  const isOwn = ownCodes.includes(code)
  return (
    <span className="route-blocked">
      {text.happened} {text.next}
      <span className="route-ways">
        {isOwn ? (
          <button
            type="button"
            className="word-button"
            onClick={() => {
              go.toSettings('smime')
            }}
          >
            {t('composer.route.toSettings')}
          </button>
        ) : (
          contactId !== null && (
            <button
              type="button"
              className="word-button"
              onClick={() => {
                openSheet({ kind: 'add-key', contactId })
              }}
            >
              {t('composer.route.addKey')}
            </button>
          )
        )}
        {contactId !== null && (
          <button
            type="button"
            className="word-button"
            onClick={() => {
              passphrase.make(contactId)
            }}
          >
            {t('composer.route.agree')}
          </button>
        )}
      </span>
    </span>
  )
}
