import { Button, Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { DayRange } from './day-range.tsx'
import { eventGroups } from './event-groups.ts'
import { noFilters, type Filters } from './filters.ts'

export type Person = { readonly value: string; readonly label: string }

type Props = {
  readonly filters: Filters
  /** Nobody: it can't be asked whom something concerned. */
  readonly people: readonly Person[]
  readonly onChange: (filters: Filters) => void
}

export function FilterBar({ filters, people, onChange }: Props) {
  const { t } = useTranslation()
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
      {people.length > 0 && (
        <Select
          label={t('activity.person')}
          placeholder={t('activity.anyone')}
          clearable
          searchable
          value={filters.person}
          data={[...people]}
          onChange={(person) => {
            change({ person })
          }}
        />
      )}
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
