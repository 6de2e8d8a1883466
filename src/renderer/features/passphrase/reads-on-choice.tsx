import { Radio } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { PassphraseOrigin, ReadsMailOn } from '../../../shared/contract/index.ts'

type Props = {
  readonly origin: PassphraseOrigin
  readonly value: ReadsMailOn
  readonly onChange: (value: ReadsMailOn) => void
}

const notes = {
  generated: {
    phone: 'passphrase.readsPhone',
    computer: 'passphrase.readsComputer',
    unsure: 'passphrase.readsUnsure',
  },
  typed: {
    phone: 'passphrase.own.readsPhone',
    computer: 'passphrase.readsComputer',
    unsure: 'passphrase.readsComputer',
  },
} as const

/** Where the person reads decides which of the two sealed forms goes. */
export function ReadsOnChoice({ origin, value, onChange }: Props) {
  const { t } = useTranslation()
  return (
    <Radio.Group
      className="choice"
      label={t('passphrase.readsOn')}
      value={value}
      onChange={(next) => {
        onChange(next)
      }}
    >
      <div className="choice-options">
        <Radio value="phone" label={t('passphrase.phone')} />
        <Radio value="computer" label={t('passphrase.computer')} />
        <Radio value="unsure" label={t('passphrase.unsure')} />
      </div>
      <p className={origin === 'typed' && value === 'phone' ? 'choice-note choice-attention' : 'choice-note'}>
        {t(notes[origin][value])}
      </p>
    </Radio.Group>
  )
}
