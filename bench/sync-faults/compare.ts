import type { StoreContents } from '../engine/contents.ts'
import type { ServerContents } from './server-state.ts'

/** Every way in which the store isn't what the server is; empty when they are the same. */
export function differences(store: StoreContents, server: ServerContents): string[] {
  const found: string[] = [...store.strays]
  const here = new Map(store.mailboxes.map(({ path, messages }) => [path, messages]))
  for (const path of new Set([...here.keys(), ...server.keys()])) {
    const [mine, theirs] = [here.get(path), server.get(path)]
    if (mine === undefined || theirs === undefined) {
      found.push(`mailbox ${path} is ${mine === undefined ? 'missing' : 'too much'}`)
      continue
    }
    const byUid = new Map(mine.map((mail) => [mail.uid, mail]))
    for (const { uid, flags, sha256 } of theirs) {
      const mail = byUid.get(uid)
      byUid.delete(uid)
      const at = `${path}/${uid}`
      if (mail === undefined) {
        found.push(`${at} is missing`)
        continue
      }
      if (mail.sha256 !== sha256 || !mail.isHashRight) found.push(`${at} has other bytes`)
      if (mail.flags !== flags) found.push(`${at} has flags "${mail.flags}", not "${flags}"`)
      if (!mail.isSearchable) found.push(`${at} can't be found by search`)
    }
    for (const mail of byUid.values()) found.push(`${path}/${mail.uid ?? 'without a UID'} is too much`)
  }
  return found
}
