import { ActionIcon, SegmentedControl, TextInput, Tooltip } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconSearch, IconUserPlus } from '@tabler/icons-react'
import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ContactKind } from '../../../shared/contract/index.ts'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { openSheet } from '../../app/sheets.ts'
import { FailureNote } from '../../ui/failure-note.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { GroupList } from '../address-book/group-list.tsx'
import { PeopleMenu } from '../address-book/people-menu.tsx'
import { ContactDetail } from './contact-detail.tsx'
import { ContactList } from './contact-list.tsx'
import './patients.css'

const views = ['patient', 'colleague', 'other', 'groups'] as const

type View = ContactKind | 'groups'

function PeoplePane() {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const [view, setView] = useState<View>('patient')
  const [isArchived, setIsArchived] = useState(false)
  const [query, setQuery] = useState('')
  const [settled] = useDebouncedValue(query.trim(), 150)
  const contacts = useQuery(
    queries.contacts.list.queryOptions({
      input:
        view === 'groups'
          ? skipToken
          : { kind: view, isArchived, ...(settled === '' ? {} : { query: settled }) },
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
          <div className="people-tools">
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
            <PeopleMenu
              isArchived={isArchived}
              onArchived={(next) => {
                setIsArchived(next)
                if (view === 'groups') setView('patient')
              }}
            />
          </div>
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
          className="people-kinds"
          value={view}
          data={views.map((value) => ({
            value,
            label: value === 'groups' ? t('addressBook.groups') : t(`patients.kinds.${value}`),
          }))}
          onChange={setView}
        />
      </header>
      {isArchived && view !== 'groups' && (
        <p className="list-note">
          {t('addressBook.archived')}{' '}
          <button
            type="button"
            className="word-button"
            onClick={() => {
              setIsArchived(false)
            }}
          >
            {t('addressBook.backToList')}
          </button>
        </p>
      )}
      {view === 'groups' ? (
        <GroupList query={settled} />
      ) : (
        <>
          {contacts.isPending && <SkeletonRows count={5} />}
          {contacts.isError && <FailureNote failure={failureOf(contacts.error)} />}
          {contacts.data && (
            <ContactList
              contacts={contacts.data}
              kind={view}
              isArchived={isArchived}
              isSearch={settled !== ''}
            />
          )}
        </>
      )}
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
