import { Button, Checkbox, Radio } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ContactKind } from '../../../shared/contract/index.ts'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { say } from '../../app/lines.ts'
import { closeSheet } from '../../app/sheets.ts'
import { FailureNote } from '../../ui/failure-note.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import './address-book.css'

const kinds: readonly ContactKind[] = ['patient', 'colleague', 'other']

/** Says that the file leaves the store's protection before it is made. */
export function ExportPeopleSheet() {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const [format, setFormat] = useState('vcard')
  const [chosen, setChosen] = useState<string[]>([...kinds])
  const save = useMutation(
    queries.addressBook.export.mutationOptions({
      onSuccess: ({ saved, people }) => {
        if (!saved) return
        closeSheet()
        say(t('addressBook.exportSheet.saved', { count: people }))
      },
    }),
  )
  return (
    <Sheet
      title={t('addressBook.exportSheet.title')}
      foot={
        <>
          <span className="sheet-foot-space" />
          <Button variant="default" onClick={closeSheet}>
            {t('common.cancel')}
          </Button>
          <Button
            loading={save.isPending}
            disabled={chosen.length === 0}
            onClick={() => {
              save.mutate({
                format: format === 'csv' ? 'csv' : 'vcard',
                kinds: kinds.filter((kind) => chosen.includes(kind)),
              })
            }}
          >
            {t('addressBook.exportSheet.save')}
          </Button>
        </>
      }
    >
      <p className="book-warning">
        {t('common.leaves')} {t('addressBook.exportSheet.text')}
      </p>
      <Checkbox.Group
        className="choice"
        label={t('addressBook.exportSheet.who')}
        value={chosen}
        onChange={setChosen}
      >
        <div className="choice-options">
          {kinds.map((kind) => (
            <Checkbox key={kind} value={kind} label={t(`patients.kinds.${kind}`)} />
          ))}
        </div>
      </Checkbox.Group>
      <Radio.Group
        className="choice"
        label={t('addressBook.exportSheet.format')}
        value={format}
        onChange={setFormat}
      >
        <div className="choice-options">
          <Radio value="vcard" label={t('addressBook.exportSheet.vcard')} />
          <Radio value="csv" label={t('addressBook.exportSheet.csv')} />
        </div>
      </Radio.Group>
      {save.isError && <FailureNote failure={failureOf(save.error)} />}
    </Sheet>
  )
}
