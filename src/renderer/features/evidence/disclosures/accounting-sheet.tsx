import { Button, Radio } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ContactId } from '../../../../shared/ids.ts'
import { sixYearsBefore } from '../../../../shared/six-years.ts'
import { useEngine } from '../../../app/engine.ts'
import { failureOf } from '../../../app/failure.ts'
import { say } from '../../../app/lines.ts'
import { closeSheet, openEvidenceSheet } from '../../../app/sheets.ts'
import { FailureNote } from '../../../ui/failure-note.tsx'
import { Sheet } from '../../../ui/sheet.tsx'
import { DayField } from '../day-field.tsx'
import { today } from '../days.ts'
import { faultOfPeriod } from './accounting-period.ts'

const formats = ['pdf', 'csv'] as const

/** For which days an accounting is made, and as what; then it leaves. */
export function AccountingSheet({ contactId }: { readonly contactId: ContactId }) {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const contact = useQuery(queries.contacts.get.queryOptions({ input: { id: contactId } }))
  const [from, setFrom] = useState<string | null>(() => sixYearsBefore(today()))
  const [to, setTo] = useState<string | null>(today)
  const [format, setFormat] = useState<(typeof formats)[number]>('pdf')
  const save = useMutation(
    queries.disclosures.saveAccounting.mutationOptions({
      onSuccess: ({ saved, count }) => {
        if (!saved) return
        closeSheet()
        say(t('evidence.disclosures.accounting.saved', { count }))
      },
    }),
  )
  const fault = faultOfPeriod(from, to)
  return (
    <Sheet
      title={t('evidence.disclosures.accounting.title', { name: contact.data?.name ?? '' })}
      foot={
        <>
          <span className="sheet-foot-space" />
          <Button
            variant="default"
            onClick={() => {
              openEvidenceSheet({ kind: 'disclosures', contactId })
            }}
          >
            {t('common.back')}
          </Button>
          <Button
            loading={save.isPending}
            disabled={fault !== null}
            onClick={() => {
              if (from !== null && to !== null) save.mutate({ contactId, format, from, to })
            }}
          >
            {t('evidence.disclosures.accounting.save')}
          </Button>
        </>
      }
    >
      <div className="evidence-form">
        <p>{t('evidence.disclosures.accounting.about')}</p>
        <div>
          <div className="evidence-pair">
            <DayField label={t('evidence.disclosures.accounting.from')} value={from} onChange={setFrom} />
            <DayField label={t('evidence.disclosures.accounting.to')} value={to} onChange={setTo} />
          </div>
          <p className="detail" role="status">
            {fault === null
              ? t('evidence.disclosures.accounting.period')
              : t(`evidence.disclosures.accounting.${fault}`)}
          </p>
        </div>
        <Radio.Group
          className="choice"
          label={t('evidence.disclosures.accounting.format')}
          value={format}
          onChange={(chosen) => {
            setFormat(chosen === 'csv' ? 'csv' : 'pdf')
          }}
        >
          <div className="evidence-options">
            {formats.map((one) => (
              <Radio key={one} value={one} label={t(`evidence.disclosures.accounting.formats.${one}`)} />
            ))}
          </div>
        </Radio.Group>
        <p className="evidence-warning">
          {t('common.leaves')} {t('evidence.disclosures.accounting.keepCopy')}
        </p>
        {save.isError && <FailureNote failure={failureOf(save.error)} />}
      </div>
    </Sheet>
  )
}
