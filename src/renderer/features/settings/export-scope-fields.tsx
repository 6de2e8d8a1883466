import { Radio, Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ExportScope } from '../../../shared/contract/index.ts'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { FailureNote } from '../../ui/failure-note.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'

const kinds = ['mailboxes', 'patient', 'search'] as const satisfies readonly ExportScope['kind'][]
const all = 'all'

type Props = {
  /** Null while something is left to be chosen. */
  readonly onChange: (scope: ExportScope | null) => void
}

/** What is taken along: mailboxes, the mail of a patient, or what a search finds. */
export function ExportScopeFields({ onChange }: Props) {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const [kind, setKind] = useState<ExportScope['kind']>('mailboxes')
  const [chosen, setChosen] = useState(all)
  const [patient, setPatient] = useState<string | null>(null)
  const [query, setQuery] = useState('')
  const mailboxes = useQuery(queries.mail.mailboxes.queryOptions())
  const contacts = useQuery(queries.contacts.list.queryOptions({ input: {} }))
  const known = mailboxes.data
  const people = contacts.data

  useEffect(() => {
    const ids = known?.map(({ id }) => id).filter((id) => chosen === all || String(id) === chosen) ?? []
    const contact = people?.find(({ id }) => String(id) === patient)
    const words = query.trim()
    const scopes: Record<ExportScope['kind'], ExportScope | null> = {
      mailboxes: ids.length === 0 ? null : { kind: 'mailboxes', mailboxIds: ids },
      patient: contact === undefined ? null : { kind: 'patient', contactId: contact.id },
      search: words === '' ? null : { kind: 'search', query: words },
    }
    onChange(scopes[kind])
  }, [kind, chosen, patient, query, known, people, onChange])

  const failed = kind === 'patient' ? contacts : mailboxes
  return (
    <>
      <Radio.Group
        className="choice"
        label={t('settings.exportMail.what')}
        value={kind}
        onChange={(value) => {
          setKind(value)
        }}
      >
        <div className="choice-options export-mail-forms">
          {kinds.map((one) => (
            <Radio key={one} value={one} label={t(`settings.exportMail.scopes.${one}`)} />
          ))}
        </div>
      </Radio.Group>
      {kind !== 'search' && failed.isError && (
        <FailureNote failure={failureOf(failed.error)} retry={() => void failed.refetch()} />
      )}
      {kind !== 'search' && failed.isPending && <SkeletonRows count={1} />}
      {kind === 'mailboxes' && (
        <Select
          className="export-mail-which"
          label={t('settings.exportMail.which')}
          allowDeselect={false}
          value={chosen}
          data={[
            { value: all, label: t('settings.exportMail.all') },
            ...(known ?? []).map(({ id, path, total, isLocal }) => ({
              value: String(id),
              label: `${isLocal ? t('settings.exportMail.local', { path }) : path} (${String(total)})`,
            })),
          ]}
          onChange={(value) => {
            setChosen(value ?? all)
          }}
        />
      )}
      {kind === 'patient' && (
        <Select
          className="export-mail-which"
          label={t('settings.exportMail.patient')}
          searchable
          value={patient}
          data={(people ?? []).map(({ id, name }) => ({ value: String(id), label: name }))}
          onChange={setPatient}
        />
      )}
      {kind === 'search' && (
        <TextInput
          className="export-mail-which"
          label={t('settings.exportMail.search')}
          description={t('settings.exportMail.searchHint')}
          maxLength={500}
          value={query}
          onChange={(event) => {
            setQuery(event.currentTarget.value)
          }}
        />
      )}
    </>
  )
}
