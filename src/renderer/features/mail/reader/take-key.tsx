import { Button } from '@mantine/core'
import { IconKey } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { MessageView } from '../../../../shared/contract/index.ts'
import { openSheet, type GivenCertificate } from '../../../app/sheets.ts'
import { owner } from '../../../i18n/names.ts'

/** A name and a key that come with mail whose sender is doubtful are added by hand, or not at all. */
export function mayAddSender({ contact, from, authenticity, protection }: MessageView): boolean {
  return (
    contact === null &&
    from.length === 1 &&
    authenticity.verdict !== 'suspicious' &&
    protection.kind !== 'own-copy'
  )
}

type Props = { readonly view: MessageView; readonly given: GivenCertificate }

/** Opens the certificate that came with a message: for its sender, or for the person that its sender becomes. */
export function TakeKey({ view, given }: Props) {
  const { t } = useTranslation()
  const { contact } = view
  const [sender] = view.from
  const isNew = mayAddSender(view)
  if (sender === undefined || (contact === null && !isNew)) return null
  return (
    <Button
      variant="default"
      size="xs"
      leftSection={<IconKey size={16} stroke={1.75} aria-hidden />}
      onClick={() => {
        openSheet(
          contact === null
            ? { kind: 'add-sender', sender, given }
            : { kind: 'add-key', contactId: contact.id, given },
        )
      }}
    >
      {contact === null
        ? t('mail.reader.addSender')
        : t('mail.reader.addKey', { owner: owner(contact.name) })}
    </Button>
  )
}

/** The certificate behind a good signature, where nobody has decided on it. */
export function OfferedKey({ view }: { readonly view: MessageView }) {
  const { t } = useTranslation()
  const fingerprint = view.offeredCertificate
  if (fingerprint == null || (view.contact === null && !mayAddSender(view))) return null
  return (
    <div className="offered-key">
      <p className="detail">{t('mail.reader.keyCame')}</p>
      <TakeKey view={view} given={{ seen: fingerprint }} />
    </div>
  )
}
