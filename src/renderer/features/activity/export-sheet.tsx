import { Button, Radio, Select } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ContactId } from '../../../shared/ids.ts'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { say } from '../../app/lines.ts'
import { closeSheet } from '../../app/sheets.ts'
import { useVaultKind } from '../../app/vault-kind.ts'
import { FailureNote } from '../../ui/failure-note.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { ForbiddenNote, isAllowed } from '../policy/forbidden-note.tsx'
import { useLimits } from '../policy/use-limits.ts'
import { DayRange, instantsOf, type Days } from './day-range.tsx'
import { SaveVerifier } from './save-verifier.tsx'

const formats = ['jsonl', 'csv', 'pdf'] as const

type Props = { readonly days: Days; readonly contactId: ContactId | null }

/**
 * Codes unless names are chosen: the choice is recorded and stated in the file. A period is a piece of the chain, which
 * can be verified by itself.
 */
export function ExportSheet({ days: given, contactId }: Props) {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const limits = useLimits()
  const [days, setDays] = useState(given)
  const contacts =
    useQuery(queries.contacts.list.queryOptions({ input: {}, enabled: useVaultKind() === 'mail' })).data ?? []
  const [about, setAbout] = useState(contactId)
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
              save.mutate({
                format: formats.find((one) => one === format) ?? 'jsonl',
                ...(about !== null && { contactId: about }),
                withNames: people === 'names',
                ...instantsOf(days),
              })
            }}
          >
            {t('activity.exportSheet.save')}
          </Button>
        </>
      }
    >
      <p className="detail">
        {t('activity.exportSheet.text')} {t('common.leaves')}
      </p>
      <div className="export-days">
        <DayRange
          days={days}
          onChange={(change) => {
            setDays({ ...days, ...change })
          }}
        />
      </div>
      <Select
        className="export-about"
        label={t('activity.exportSheet.about')}
        description={about === null ? null : t('activity.exportSheet.aboutText')}
        placeholder={t('activity.exportSheet.everybody')}
        clearable
        searchable
        value={about === null ? null : String(about)}
        data={contacts.map(({ id, name }) => ({ value: String(id), label: name }))}
        onChange={(id) => {
          setAbout(id === null ? null : (Number(id) as ContactId))
        }}
      />
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
            disabled={!isAllowed(limits, 'mayExportNames')}
            description={t('activity.exportSheet.namesText')}
          />
          <ForbiddenNote what="mayExportNames" />
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
          <Radio value="pdf" label={t('activity.exportSheet.pdf')} />
        </div>
      </Radio.Group>
      <SaveVerifier />
      {save.isError && <FailureNote failure={failureOf(save.error)} />}
    </Sheet>
  )
}
