import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { MailAddress } from '../../../../shared/contract/index.ts'
import { useEngine } from '../../../app/engine.ts'
import { looksLikeAddress } from './parse-recipients.ts'

/** People who fit what is typed now. A whole address means itself: nothing is suggested for it. */
export function useSuggestions(text: string, people: readonly MailAddress[]): MailAddress[] {
  const { queries } = useEngine()
  const [query] = useDebouncedValue(text.trim(), 80)
  const contacts = useQuery(
    queries.contacts.list.queryOptions({
      input: { query },
      enabled: query !== '',
      placeholderData: keepPreviousData,
    }),
  )
  const typed = text.trim().toLowerCase()
  if (typed === '' || looksLikeAddress(typed)) return []
  const taken = new Set(people.map((person) => person.address.toLowerCase()))
  return (
    (contacts.data ?? [])
      .flatMap((contact) => contact.addresses.map((address) => ({ name: contact.name, address })))
      // The answer may belong to earlier letters: nobody who doesn't fit the present ones is ever offered.
      .filter((person) => `${person.name} ${person.address}`.toLowerCase().includes(typed))
      .filter((person) => !taken.has(person.address.toLowerCase()))
      .slice(0, 6)
  )
}
