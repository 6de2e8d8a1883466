import { Radio } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ComparedWay } from '../../../shared/contract/index.ts'

type Props = { readonly way: ComparedWay | null; readonly onChange: (way: ComparedWay) => void }

const ways = ['in-person', 'by-phone'] as const satisfies readonly ComparedWay[]

/** Kept with the key: "compared" means little to whoever can't tell how. */
export function ComparedChoice({ way, onChange }: Props) {
  const { t } = useTranslation()
  return (
    <Radio.Group
      className="choice key-compared"
      label={t('patients.key.comparedHow')}
      value={way}
      onChange={(value) => {
        onChange(value)
      }}
    >
      <div className="choice-options key-compared-options">
        {ways.map((option) => (
          <Radio key={option} value={option} label={t(`patients.key.comparedWays.${option}`)} />
        ))}
      </div>
    </Radio.Group>
  )
}
