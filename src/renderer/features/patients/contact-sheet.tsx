import { skipToken, useQuery } from '@tanstack/react-query'
import type { ContactId } from '../../../shared/ids.ts'
import { useEngine } from '../../app/engine.ts'
import { ContactForm } from './contact-form.tsx'

/** Adds a person (`contactId` null) or edits one. */
export function ContactSheet({ contactId }: { readonly contactId: ContactId | null }) {
  const { queries } = useEngine()
  const contact = useQuery(
    queries.contacts.get.queryOptions({ input: contactId === null ? skipToken : { id: contactId } }),
  )
  if (contactId === null) return <ContactForm contact={null} />
  return contact.data === undefined ? null : <ContactForm contact={contact.data} />
}
