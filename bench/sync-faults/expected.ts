import type { ServerContents } from './server-state.ts'

/** Where a message must lie, and how marked, when nobody else touches it. */
export type Place = { path: string; isSeen: boolean; isFlagged: boolean }

/** What the account must hold in the end, by the SHA-256 of the messages. */
export type Expected = {
  readonly places: Map<string, Place>
  /** Another program has done something with these too: whoever was quicker wins, but none may be there twice. */
  readonly contested: Set<string>
  /** Letters that were sent, each of which must be filed once. */
  letters: number
}

export function expectedOf(server: ServerContents): Expected {
  const places = new Map<string, Place>()
  for (const [path, mails] of server) {
    for (const { sha256, flags } of mails) {
      const set = flags.split(' ')
      places.set(sha256, { path, isSeen: set.includes('\\seen'), isFlagged: set.includes('\\flagged') })
    }
  }
  return { places, contested: new Set(), letters: 0 }
}

/** What of all that was done isn't so on the server (`lost`), and what is there more than once (`doubled`). */
export function judge(
  { places, contested, letters }: Expected,
  server: ServerContents,
): { readonly lost: readonly string[]; readonly doubled: readonly string[] } {
  const lost: string[] = []
  const doubled: string[] = []
  const copies = new Map<string, Place[]>()
  for (const [path, mails] of server) {
    for (const { sha256, flags } of mails) {
      const set = flags.split(' ')
      const place = { path, isSeen: set.includes('\\seen'), isFlagged: set.includes('\\flagged') }
      copies.set(sha256, [...(copies.get(sha256) ?? []), place])
    }
  }
  for (const [sha256, place] of places) {
    const [copy, ...more] = copies.get(sha256) ?? []
    const name = sha256.slice(0, 8)
    if (more.length > 0)
      doubled.push(`${name} is in ${[copy, ...more].map((one) => one?.path).join(' and ')}`)
    if (contested.has(sha256)) continue
    if (copy === undefined) lost.push(`${name} is gone`)
    else if (JSON.stringify(copy) !== JSON.stringify(place)) {
      lost.push(`${name} is ${JSON.stringify(copy)}, not ${JSON.stringify(place)}`)
    }
  }
  const filed = (server.get('Sent') ?? []).filter(({ sha256 }) => !places.has(sha256)).length
  if (filed < letters) lost.push(`${filed} of ${letters} letters are filed`)
  if (filed > letters) doubled.push(`${letters} letters are filed as ${filed}`)
  return { lost, doubled }
}
