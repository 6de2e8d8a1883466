import type { MailAddress } from '../../../../shared/contract/index.ts'

/** Has one @ with something on both sides, and a host with a dot; the engine decides finally (RFC 5321). */
export function looksLikeAddress(text: string): boolean {
  return /^[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;.]+$/.test(text)
}

export type ParsedRecipients = {
  readonly people: readonly MailAddress[]
  /** What can't be an address, as it was typed. */
  readonly rest: string
}

/** Reads what was typed or pasted: `a@x.org`, `Maria <a@x.org>`, several with commas, semicolons or line ends. */
export function parseRecipients(text: string): ParsedRecipients {
  const people: MailAddress[] = []
  const rest: string[] = []
  for (const part of text.split(/[,;\n]+/).map((piece) => piece.trim())) {
    if (part === '') continue
    const named = /^"?([^"<]*?)"?\s*<([^<>]+)>$/.exec(part)
    const address = (named?.[2] ?? part).trim()
    if (looksLikeAddress(address)) people.push({ name: named?.[1]?.trim() ?? '', address })
    else rest.push(part)
  }
  return { people, rest: rest.join(', ') }
}

/** Adds people who aren't there yet; an address counts once, whatever its capitals. */
export function addPeople(present: readonly MailAddress[], added: readonly MailAddress[]): MailAddress[] {
  const all = [...present]
  for (const person of added) {
    const isThere = all.some((other) => other.address.toLowerCase() === person.address.toLowerCase())
    if (!isThere) all.push(person)
  }
  return all
}

/** A first guess at a name for an address nobody has met: `Jordan Park` for jordan.park@x.org. */
export function nameFromAddress(address: string): string {
  const local = address.split('@')[0] ?? ''
  return local
    .split(/[._-]+/)
    .filter((part) => /^\p{L}{2,}$/u.test(part))
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join(' ')
}
