import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { MailAddress } from '../../../../shared/contract/index.ts'
import { useTranslation } from 'react-i18next'
import { useEngine } from '../../../app/engine.ts'
import { looksLikeAddress } from './parse-recipients.ts'

/** Who is offered: one person, or the people of a group. */
export type Suggestion = {
  readonly key: string
  readonly name: string
  readonly detail: string
  readonly people: readonly MailAddress[]
}

/** Groups and people who fit what is typed now. A whole address means itself: nothing is suggested for it. */
export function useSuggestions(text: string, people: readonly MailAddress[]): Suggestion[] {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const [query] = useDebouncedValue(text.trim(), 80)
  const contacts = useQuery(
    queries.contacts.list.queryOptions({
      input: { query },
      enabled: query !== '',
      placeholderData: keepPreviousData,
    }),
  )
  const groups = useQuery(queries.addressBook.groups.queryOptions({ enabled: query !== '' }))
  const typed = text.trim().toLowerCase()
  if (typed === '' || looksLikeAddress(typed)) return []
  const taken = new Set(people.map((person) => person.address.toLowerCase()))
  const fittingGroups = (groups.data ?? [])
    .filter(({ name, members }) => name.toLowerCase().includes(typed) && members.length > 0)
    .map(({ id, name, members }) => ({
      key: `group ${String(id)}`,
      name,
      detail: t('addressBook.members', { count: members.length }),
      people: members.map((member) => ({ name: member.name, address: member.address })),
    }))
  const fittingPeople = (contacts.data ?? [])
    .flatMap((contact) => contact.addresses.map((address) => ({ name: contact.name, address })))
    // The answer may belong to earlier letters: nobody who doesn't fit the present ones is ever offered.
    .filter((person) => `${person.name} ${person.address}`.toLowerCase().includes(typed))
    .filter((person) => !taken.has(person.address.toLowerCase()))
    .map((person) => ({ key: person.address, name: person.name, detail: person.address, people: [person] }))
  return [...fittingGroups.slice(0, 3), ...fittingPeople].slice(0, 6)
}
