import { fail, ok } from '../../../shared/result.ts'
import { transportLimits } from '../limits.ts'
import type { EventForwarder } from './events.ts'
import { fetchFlagChanges, fetchInBatches } from './fetch.ts'
import { catchUp, type Runner } from './runner.ts'
import type { ImapCapabilities, ImapSession } from './types.ts'

/** The calls that read the messages of the open mailbox. */
export function readingCalls(
  runner: Runner,
  capabilities: ImapCapabilities,
  events: EventForwarder,
): Pick<ImapSession, 'listUids' | 'findMessageId' | 'fetchMessages' | 'fetchFlags'> {
  const { client, run, isConnected, translate, refusedOrLost } = runner
  return {
    listUids: async (range) => {
      const query = range === undefined ? { all: true } : { uid: `${range.from}:*` }
      const found = await run(async () => {
        await catchUp(client)
        return client.search(query, { uid: true })
      })
      if (!found.ok) return found
      if (!Array.isArray(found.value)) return refusedOrLost()
      // `n:*` always holds the last message, also when its UID is below n (RFC 3501 section 9, seq-range).
      return ok(found.value.filter((uid) => uid >= (range?.from ?? 1)).sort((one, other) => one - other))
    },
    findMessageId: async (messageId) => {
      const found = await run(async () => {
        await catchUp(client)
        return client.search({ header: { 'message-id': messageId } }, { uid: true })
      })
      if (!found.ok) return found
      return Array.isArray(found.value) ? ok(found.value) : refusedOrLost()
    },
    fetchMessages: async function* (uids, options = {}) {
      if (!isConnected()) {
        yield fail('host/connection-lost')
        return
      }
      try {
        const limit = options.maxSourceBytes ?? transportLimits.messageBytes
        for await (const batch of fetchInBatches(client, uids, limit)) yield ok(batch)
        if (!isConnected()) yield fail('host/connection-lost')
      } catch (error) {
        yield translate(error)
      }
    },
    fetchFlags: ({ changedSince }) =>
      run(async () => {
        const vanished: number[] = []
        const unsubscribe = events.subscribe((event) => {
          if (event.kind === 'expunge' && event.uid !== null) vanished.push(event.uid)
        })
        try {
          const changes = await fetchFlagChanges(client, changedSince)
          return { changes, vanished: capabilities.qresync && changedSince !== null ? vanished : null }
        } finally {
          unsubscribe()
        }
      }),
  }
}
