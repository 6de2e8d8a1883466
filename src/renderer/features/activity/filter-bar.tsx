import { Button, Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { ContactId } from '../../../shared/ids.ts'
import { useEngine } from '../../app/engine.ts'
import { DayRange } from './day-range.tsx'
import { eventGroups } from './event-groups.ts'
import { noFilters, type Filters } from './filters.ts'

type Props = { readonly filters: Filters; readonly onChange: (filters: Filters) => void }

export function FilterBar({ filters, onChange }: Props) {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const contacts = useQuery(queries.contacts.list.queryOptions({ input: {} })).data ?? []
  const change = (next: Partial<Filters>) => {
    onChange({ ...filters, ...next })
  }
  const hasFilter = JSON.stringify(filters) !== JSON.stringify(noFilters)
  return (
    <div className="filter-bar" role="search" aria-label={t('activity.filters')}>
      <Select
        label={t('activity.kind')}
        placeholder={t('activity.allKinds')}
        clearable
        value={filters.group}
        data={eventGroups.map((group) => ({ value: group, label: t(`activity.groups.${group}`) }))}
        onChange={(group) => {
          change({ group: group })
        }}
      />
      <Select
        label={t('activity.person')}
        placeholder={t('activity.anyone')}
        clearable
        searchable
        value={filters.contactId === null ? null : String(filters.contactId)}
        data={contacts.map((contact) => ({ value: String(contact.id), label: contact.name }))}
        onChange={(id) => {
          change({ contactId: id === null ? null : (Number(id) as ContactId) })
        }}
      />
      <DayRange days={filters} onChange={change} />
      {hasFilter && (
        <Button
          variant="subtle"
          color="gray"
          onClick={() => {
            onChange(noFilters)
          }}
        >
          {t('activity.clear')}
        </Button>
      )}
    </div>
  )
}
