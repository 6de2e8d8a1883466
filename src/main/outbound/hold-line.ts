import type { Review } from '../../shared/contract/index.ts'

/** The one line of the hold: "Sealed for Maria · health information". */
export function holdLine({ recipients, scan }: Pick<Review, 'recipients' | 'scan'>): string {
  const sealed = recipients.filter(({ route }) => route.kind === 'sealed-message').map(firstName)
  const encrypted = recipients
    .filter(({ route }) => route.kind === 'openpgp' || route.kind === 'smime')
    .map(firstName)
  const parts = [
    ...(sealed.length > 0 ? [`Sealed for ${list(sealed)}`] : []),
    ...(encrypted.length > 0 ? [`Encrypted to ${list(encrypted)}`] : []),
    ...(scan.decision === 'phi' ? ['health information'] : []),
    ...unchecked(scan),
  ]
  return parts.join(' · ')
}

/** What couldn't be scanned is never taken for clean: it counts as health information. */
function unchecked({ decision, notScanned }: Review['scan']): string[] {
  const parts = [...new Set(notScanned.map(({ part }) => part))]
  const count = parts.filter((part) => part.startsWith('attachment:')).length
  const told = [
    ...(count < parts.length ? ['text'] : []),
    ...(count === 0 ? [] : [count === 1 ? '1 file' : `${String(count)} files`]),
  ]
  if (told.length === 0) return []
  const words = `${told.join(' and ')} not checked`
  return [decision === 'phi' ? words : `${words}, so taken as health information`]
}

/** Titles stay with the name: "Dr. Lee", not "Dr.". */
function firstName({ contact, address }: Review['recipients'][number]): string {
  if (contact === null) {
    return address
  }
  const words = contact.name.trim().split(/\s+/)
  const hasTitle = /^(dr|mr|mrs|ms|mx|prof|rev)\.?$/i.test(words[0] ?? '')
  return hasTitle ? contact.name : (words[0] ?? address)
}

function list(names: readonly string[]): string {
  return names.length <= 2
    ? names.join(' and ')
    : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`
}
