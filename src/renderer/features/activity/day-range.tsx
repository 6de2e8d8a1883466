import { TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'

/** Days as `YYYY-MM-DD` in the time zone of this computer, both included; empty for no limit. */
export type Days = { readonly from: string; readonly to: string }

/** From the start of the first day to the end of the last, as instants. */
export function instantsOf({ from, to }: Days): { from?: string; to?: string } {
  return {
    ...(from !== '' && { from: new Date(`${from}T00:00:00`).toISOString() }),
    ...(to !== '' && { to: new Date(`${to}T23:59:59.999`).toISOString() }),
  }
}

type Props = { readonly days: Days; readonly onChange: (change: Partial<Days>) => void }

/** The two fields of a period. */
export function DayRange({ days, onChange }: Props) {
  const { t } = useTranslation()
  return (
    <>
      <TextInput
        type="date"
        label={t('activity.from')}
        value={days.from}
        onChange={(event) => {
          onChange({ from: event.currentTarget.value })
        }}
      />
      <TextInput
        type="date"
        label={t('activity.to')}
        value={days.to}
        onChange={(event) => {
          onChange({ to: event.currentTarget.value })
        }}
      />
    </>
  )
}
