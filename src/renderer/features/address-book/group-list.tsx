import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { openSheet } from '../../app/sheets.ts'
import { joinNames, shortName } from '../../i18n/names.ts'
import { Empty } from '../../ui/empty.tsx'
import { FailureNote } from '../../ui/failure-note.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'

/** The groups, each with who is in it; `query` is part of a name. */
export function GroupList({ query }: { readonly query: string }) {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const groups = useQuery(queries.addressBook.groups.queryOptions())
  if (groups.isPending) return <SkeletonRows count={3} />
  if (groups.isError) return <FailureNote failure={failureOf(groups.error)} />
  const add = () => {
    openSheet({ kind: 'group', group: null })
  }
  if (groups.data.length === 0) {
    return (
      <Empty text={t('addressBook.emptyGroups')} hint={t('addressBook.emptyGroupsHint')}>
        <Button onClick={add}>{t('addressBook.newGroup')}</Button>
      </Empty>
    )
  }
  const fitting = groups.data.filter(({ name }) => name.toLowerCase().includes(query.toLowerCase()))
  if (fitting.length === 0) return <Empty text={t('patients.noMatch')} />
  return (
    <ul className="group-list" aria-label={t('addressBook.groups')}>
      {fitting.map((group) => (
        <li key={group.id}>
          <button
            type="button"
            className="group-row"
            onClick={() => {
              openSheet({ kind: 'group', group })
            }}
          >
            <span className="row-who">{group.name}</span>
            <span className="row-snippet">
              {t('addressBook.members', { count: group.members.length })}
              {group.members.length > 0 && `: ${joinNames(group.members.map(({ name }) => shortName(name)))}`}
            </span>
          </button>
        </li>
      ))}
    </ul>
  )
}
