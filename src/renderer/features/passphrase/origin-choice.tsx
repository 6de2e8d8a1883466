import { Radio } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { PassphraseOrigin } from '../../../shared/contract/index.ts'

type Props = { readonly value: PassphraseOrigin; readonly onChange: (value: PassphraseOrigin) => void }

/** Who thinks of the words: those that the program draws open both forms. */
export function OriginChoice({ value, onChange }: Props) {
  const { t } = useTranslation()
  return (
    <Radio.Group className="choice" label={t('passphrase.origin.label')} value={value} onChange={onChange}>
      <div className="choice-options">
        <Radio value="generated" label={t('passphrase.origin.generated')} />
        <Radio value="typed" label={t('passphrase.origin.typed')} />
      </div>
    </Radio.Group>
  )
}
