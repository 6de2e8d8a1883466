import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Contact } from '../../../shared/contract/index.ts'
import { useEngine } from '../../app/engine.ts'
import { RouteLine } from '../composer/recipients/route-line.tsx'

/** The addresses of a person, each with how a message reaches it as things stand. */
export function ContactAddresses({ contact }: { readonly contact: Contact }) {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const protections = useQuery(
    queries.contacts.protection.queryOptions({ input: { addresses: contact.addresses } }),
  ).data
  return (
    <ul className="contact-addresses">
      {contact.addresses.map((address, index) => {
        const protection = protections?.[index]
        return (
          <li key={address}>
            {address}
            {protection !== undefined && (
              <span className="detail">
                {protection.route.kind === 'needs-passphrase' ? (
                  t('patients.noPassphrase')
                ) : (
                  <RouteLine protection={protection} givenName={contact.name} />
                )}
              </span>
            )}
          </li>
        )
      })}
    </ul>
  )
}
