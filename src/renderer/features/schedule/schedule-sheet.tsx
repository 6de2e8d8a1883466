import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { closeSheet } from '../../app/sheets.ts'
import { formatAhead } from '../../i18n/format.ts'
import { Sheet } from '../../ui/sheet.tsx'
import { fieldsOf, momentOf, schedulePresets } from './times.ts'
import './schedule.css'

type Props = {
  /** The time it has now; null where it has none yet. */
  readonly current: string | null
  readonly onChoose: (leavesAt: string) => void
}

/** When a message is to leave: by preset, or day and hour. */
export function ScheduleSheet({ current, onChoose }: Props) {
  const { t } = useTranslation()
  const [now] = useState(() => new Date())
  const presets = schedulePresets(now)
  const [fields, setFields] = useState(() =>
    fieldsOf(current === null ? (presets[0]?.at ?? now) : new Date(current)),
  )
  const moment = momentOf(fields.date, fields.time)
  const isAhead = moment !== null && moment > now
  return (
    <Sheet
      title={t('schedule.title')}
      size={480}
      hasField
      foot={
        <>
          <span className="detail" role="status">
            {isAhead
              ? t('schedule.leaves', { time: formatAhead(moment.toISOString(), now) })
              : t('schedule.ahead')}
          </span>
          <span className="sheet-foot-space" />
          <Button variant="default" onClick={closeSheet}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" form="schedule-form" disabled={!isAhead}>
            {t(current === null ? 'schedule.submit' : 'schedule.change')}
          </Button>
        </>
      }
    >
      <form
        id="schedule-form"
        className="schedule-form"
        onSubmit={(event) => {
          event.preventDefault()
          if (isAhead) onChoose(moment.toISOString())
        }}
      >
        <div className="schedule-presets" role="group" aria-label={t('schedule.presets')}>
          {presets.map(({ id, at }, index) => (
            <Button
              key={id}
              variant="default"
              data-autofocus={index === 0 || undefined}
              aria-pressed={moment?.getTime() === at.getTime()}
              onClick={() => {
                setFields(fieldsOf(at))
              }}
            >
              {t(`schedule.${id}`)}
            </Button>
          ))}
        </div>
        <div className="schedule-fields">
          <TextInput
            type="date"
            label={t('schedule.date')}
            min={fieldsOf(now).date}
            value={fields.date}
            onChange={(event) => {
              setFields({ ...fields, date: event.currentTarget.value })
            }}
          />
          <TextInput
            type="time"
            label={t('schedule.time')}
            value={fields.time}
            onChange={(event) => {
              setFields({ ...fields, time: event.currentTarget.value })
            }}
          />
        </div>
        <p className="detail">{t('schedule.note')}</p>
      </form>
    </Sheet>
  )
}
