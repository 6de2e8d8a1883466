import type { ImapFlow } from 'imapflow'
import { transportLimits } from '../limits.ts'

/** What imapflow keeps to itself, of the answer VANISHED: the set of UIDs stands last, behind `(EARLIER)` or alone. */
type Listening = {
  untaggedVanished(untagged: { readonly attributes?: readonly unknown[] }, mailbox?: unknown): Promise<void>
}

/** Ends a connection whose server says that more UIDs vanished than any mailbox holds; imapflow takes up to 2^24. */
export function boundVanished(client: ImapFlow): void {
  const listening = client as unknown as Listening
  const handle = listening.untaggedVanished.bind(client)
  listening.untaggedVanished = async (untagged, mailbox) => {
    const last = untagged.attributes?.at(-1)
    const set = typeof last === 'object' && last !== null && 'value' in last ? last.value : ''
    if (typeof set === 'string' && lengthOf(set) <= transportLimits.vanishedUids) {
      await handle(untagged, mailbox)
      return
    }
    client.emit(
      'error',
      Object.assign(new Error('more UIDs vanished than there are'), { code: 'InvalidResponse' }),
    )
    client.close()
  }
}

/** How many UIDs a set names: `1:3,7` names four. */
export function lengthOf(set: string): number {
  return set.split(',').reduce((sum, range) => {
    const [first = 0, last = first] = range.split(':').map(Number)
    return sum + Math.abs(last - first) + 1
  }, 0)
}
