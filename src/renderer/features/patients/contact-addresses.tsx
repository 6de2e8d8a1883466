import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Contact, RecipientProtection } from '../../../shared/contract/index.ts'
import { useEngine } from '../../app/engine.ts'
import { RouteLine } from '../composer/recipients/route-line.tsx'

type Props = { readonly protection: RecipientProtection }

/** How a message reaches the address; what is missing is put right by the buttons of the sections above. */
function Reached({ protection }: Props) {
  const { t } = useTranslation()
  const { route } = protection
  switch (route.kind) {
    case 'openpgp':
    case 'smime':
      return <RouteLine protection={protection} />
    case 'sealed-message':
      return route.isTold ? <RouteLine protection={protection} /> : t('patients.notToldRow')
    case 'needs-passphrase':
      return t('patients.noPassphrase')
    case 'needs-kind':
    case 'blocked':
      return t('patients.noKey')
  }
}

/** The addresses of a person, each with how a message reaches it as things stand. */
export function ContactAddresses({ contact }: { readonly contact: Contact }) {
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
                <Reached protection={protection} />
              </span>
            )}
          </li>
        )
      })}
    </ul>
  )
}
