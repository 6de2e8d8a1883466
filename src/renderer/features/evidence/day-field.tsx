import { TextInput } from '@mantine/core'
import { dayOrNull } from './days.ts'

type Props = {
  readonly label: string
  readonly description?: string
  readonly value: string | null
  readonly error?: string | undefined
  readonly onChange: (day: string | null) => void
}

/** A day that may be left open. */
export function DayField({ label, description, value, error, onChange }: Props) {
  return (
    <TextInput
      type="date"
      className="evidence-day"
      label={label}
      description={description}
      value={value ?? ''}
      error={error}
      onChange={(event) => {
        onChange(dayOrNull(event.currentTarget.value))
      }}
    />
  )
}
