import { Radio } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { RiskRow } from '../../../shared/contract/index.ts'

type Level = NonNullable<RiskRow['likelihood']>
const levels = ['low', 'medium', 'high'] as const satisfies readonly Level[]

type Props = {
  readonly label: string
  readonly value: Level | null
  readonly onChange: (level: Level) => void
}

/** Low, medium or high; nothing as long as it wasn't judged. */
export function LevelChoice({ label, value, onChange }: Props) {
  const { t } = useTranslation()
  return (
    <Radio.Group
      className="choice"
      label={label}
      value={value}
      onChange={(level) => {
        onChange(level)
      }}
    >
      <div className="choice-options">
        {levels.map((level) => (
          <Radio key={level} value={level} label={t(`evidence.levels.${level}`)} />
        ))}
      </div>
    </Radio.Group>
  )
}
