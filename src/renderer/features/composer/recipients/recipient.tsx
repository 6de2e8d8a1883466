import { ActionIcon } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { MailAddress, RecipientProtection, RecipientWarning } from '../../../../shared/contract/index.ts'
import { RouteLine } from './route-line.tsx'
import { WarningLines } from './warning-lines.tsx'

type Props = {
  readonly person: MailAddress
  /** Undefined while the engine looks it up. */
  readonly protection: RecipientProtection | undefined
  readonly warnings: readonly RecipientWarning[]
  readonly onReplace: (address: string) => void
  readonly onRemove: () => void
}

/** A patient may ask for plain paper: whether she agreed to mail stands beside her name, and asks nothing. */
function AgreementNote({ protection: { contact } }: { readonly protection: RecipientProtection }) {
  const { t } = useTranslation()
  return contact?.kind === 'patient' && contact.agreedToEmailOn === null ? (
    <span className="recipient-note">{t('composer.notAgreed')}</span>
  ) : null
}

/** A name, and under it how the message reaches it. */
export function Recipient({ person, protection, warnings, onReplace, onRemove }: Props) {
  const { t } = useTranslation()
  const name = protection?.contact?.name ?? (person.name === '' ? person.address : person.name)
  return (
    <div className="recipient">
      <span className="recipient-chip" title={person.address}>
        <span className="recipient-name">{name}</span>
        <ActionIcon size={24} aria-label={t('composer.remove', { name })} onClick={onRemove}>
          <IconX size={14} stroke={2} aria-hidden />
        </ActionIcon>
      </span>
      <div className="recipient-route" role="status">
        {protection === undefined ? (
          <span>{t('composer.route.checking')}</span>
        ) : protection.route.kind === 'needs-kind' ? null : (
          <RouteLine protection={protection} />
        )}
        <WarningLines warnings={warnings} onReplace={onReplace} />
      </div>
      {protection !== undefined && <AgreementNote protection={protection} />}
    </div>
  )
}
