import { Button, Radio } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { say } from '../../app/lines.ts'
import { closeSheet } from '../../app/sheets.ts'
import { FailureNote } from '../../ui/failure-note.tsx'
import { Sheet } from '../../ui/sheet.tsx'

/** Codes unless names are chosen: the choice is recorded and stated in the file. */
export function ExportSheet() {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const [people, setPeople] = useState('codes')
  const [format, setFormat] = useState('jsonl')
  const save = useMutation(
    queries.audit.export.mutationOptions({
      onSuccess: ({ saved, count, headHash }) => {
        if (!saved) return
        closeSheet()
        say(t('activity.exportSheet.saved', { count, hash: headHash.slice(0, 12) }))
      },
    }),
  )
  return (
    <Sheet
      title={t('activity.exportSheet.title')}
      foot={
        <>
          <span className="sheet-foot-space" />
          <Button variant="default" onClick={closeSheet}>
            {t('common.cancel')}
          </Button>
          <Button
            loading={save.isPending}
            onClick={() => {
              save.mutate({ format: format === 'csv' ? 'csv' : 'jsonl', withNames: people === 'names' })
            }}
          >
            {t('activity.exportSheet.save')}
          </Button>
        </>
      }
    >
      <p className="detail">{t('activity.exportSheet.text')}</p>
      <Radio.Group
        className="choice"
        label={t('activity.exportSheet.people')}
        value={people}
        onChange={setPeople}
      >
        <div className="export-options">
          <Radio
            value="codes"
            label={t('activity.exportSheet.codes')}
            description={t('activity.exportSheet.codesText')}
          />
          <Radio
            value="names"
            label={t('activity.exportSheet.names')}
            description={t('activity.exportSheet.namesText')}
          />
        </div>
      </Radio.Group>
      <Radio.Group
        className="choice"
        label={t('activity.exportSheet.format')}
        value={format}
        onChange={setFormat}
      >
        <div className="choice-options">
          <Radio value="jsonl" label={t('activity.exportSheet.jsonl')} />
          <Radio value="csv" label={t('activity.exportSheet.csv')} />
        </div>
      </Radio.Group>
      {save.isError && <FailureNote failure={failureOf(save.error)} />}
    </Sheet>
  )
}
