import { ActionIcon, SegmentedControl, TextInput, Tooltip } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconSearch, IconUserPlus } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ContactKind } from '../../../shared/contract/index.ts'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { openSheet } from '../../app/sheets.ts'
import { FailureNote } from '../../ui/failure-note.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { ContactDetail } from './contact-detail.tsx'
import { ContactList } from './contact-list.tsx'
import './patients.css'

const kinds: readonly ContactKind[] = ['patient', 'colleague', 'other']

function PeoplePane() {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const [kind, setKind] = useState<ContactKind>('patient')
  const [query, setQuery] = useState('')
  const [settled] = useDebouncedValue(query.trim(), 150)
  const contacts = useQuery(
    queries.contacts.list.queryOptions({
      input: settled === '' ? { kind } : { kind, query: settled },
      placeholderData: keepPreviousData,
    }),
  )
  return (
    <section className="pane pane-list" aria-labelledby="people-title">
      <header className="list-head">
        <div className="people-top">
          <h1 id="people-title" className="title">
            {t('patients.title')}
          </h1>
          <Tooltip label={t('patients.addPerson')}>
            <ActionIcon
              aria-label={t('patients.addPerson')}
              onClick={() => {
                openSheet({ kind: 'contact', contactId: null })
              }}
            >
              <IconUserPlus size={18} stroke={1.75} aria-hidden />
            </ActionIcon>
          </Tooltip>
        </div>
        <TextInput
          type="search"
          className="search-field"
          aria-label={t('patients.search')}
          placeholder={t('patients.search')}
          value={query}
          leftSection={<IconSearch size={16} stroke={1.75} aria-hidden />}
          onChange={(event) => {
            setQuery(event.currentTarget.value)
          }}
        />
        <SegmentedControl
          fullWidth
          aria-label={t('patients.people')}
          value={kind}
          data={kinds.map((value) => ({ value, label: t(`patients.kinds.${value}`) }))}
          onChange={(value) => {
            setKind(value)
          }}
        />
      </header>
      {contacts.isPending && <SkeletonRows count={5} />}
      {contacts.isError && <FailureNote failure={failureOf(contacts.error)} />}
      {contacts.data && <ContactList contacts={contacts.data} kind={kind} isSearch={settled !== ''} />}
    </section>
  )
}

/** People: what is agreed with them, and who hasn't been told yet. */
export function Patients() {
  return (
    <div className="panes">
      <PeoplePane />
      <ContactDetail />
    </div>
  )
}
