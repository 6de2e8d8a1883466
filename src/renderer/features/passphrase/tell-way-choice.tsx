import { Radio } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import type { Contact, tellWaySchema } from '../../../shared/contract/index.ts'
import { owner, shortName } from '../../i18n/names.ts'

export type TellWay = z.infer<typeof tellWaySchema>

type Props = {
  readonly contact: Contact
  readonly way: TellWay
  readonly onChange: (way: TellWay) => void
}

/** How the words reach the person: never in the mail that they open. */
export function TellWayChoice({ contact, way, onChange }: Props) {
  const { t } = useTranslation()
  const name = shortName(contact.name)
  const texts = {
    'in-person': t('passphrase.inPerson'),
    'by-phone': t('passphrase.byPhone'),
    'printed-card': t('passphrase.printedCard'),
    later: t('passphrase.later', { name }),
  } as const satisfies Record<TellWay, string>
  const ways = Object.keys(texts) as TellWay[]
  return (
    <Radio.Group
      className="choice"
      label={t('passphrase.way', { name })}
      value={way}
      onChange={(value) => {
        onChange(value)
      }}
    >
      <div className="choice-options">
        {ways.map((option) => (
          <Radio key={option} value={option} label={texts[option]} />
        ))}
      </div>
      {way === 'by-phone' && (
        <p className="choice-note">
          {t('passphrase.callNote')}{' '}
          {contact.phones.length > 0
            ? t('passphrase.phones', { phones: contact.phones.join(', ') })
            : t('passphrase.noPhones', { owner: owner(contact.name) })}
        </p>
      )}
      {way === 'later' && <p className="choice-note">{t('passphrase.laterNote', { name })}</p>}
    </Radio.Group>
  )
}
