/**
 * The floors of the house, lowest first (docs/architecture.md). A room imports rooms on lower floors, never
 * its neighbours on the same floor, and only through their index.ts.
 */
export const floors = [
  ['shared'],
  ['mime'],
  ['store', 'phi', 'sealing', 'spelling'],
  ['transport'],
  ['vault'],
  ['audit'],
  ['directory', 'accounts', 'practice'],
  ['outbound', 'inbound'],
  ['engine'],
  ['desktop', 'cli'],
] as const

export type Room = (typeof floors)[number][number]

/** The folder of a room, from the root of the repository. */
export function roomFolder(room: Room): string {
  return room === 'shared' || room === 'cli' ? `src/${room}` : `src/main/${room}`
}
