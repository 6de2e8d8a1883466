import { fail, ok } from '../../../shared/result.ts'
import { isSelfSealed } from '../../sealing/index.ts'
import { sequenceSet } from './fetch.ts'
import { statusItems } from './mailboxes.ts'
import type { Runner } from './runner.ts'
import type { ImapCapabilities, ImapSession } from './types.ts'

/** The calls that change messages, or add one. */
export function changingCalls(
  runner: Runner,
  capabilities: ImapCapabilities,
): Pick<ImapSession, 'changeFlags' | 'move' | 'expunge' | 'append'> {
  const { client, run, runChecked } = runner
  const byUid = { uid: true } as const
  const markDeleted = (set: string) => runChecked(() => client.messageFlagsAdd(set, ['\\Deleted'], byUid))
  return {
    changeFlags: async (uids, { add = [], remove = [] }) => {
      if (uids.length === 0) return ok(undefined)
      const set = sequenceSet(uids)
      if (add.length > 0) {
        const added = await runChecked(() => client.messageFlagsAdd(set, [...add], byUid))
        if (!added.ok) return added
      }
      if (remove.length > 0) {
        const removed = await runChecked(() => client.messageFlagsRemove(set, [...remove], byUid))
        if (!removed.ok) return removed
      }
      return ok(undefined)
    },
    move: async (uids, to) => {
      if (uids.length === 0) return ok(new Map())
      const set = sequenceSet(uids)
      // Without UIDPLUS imapflow's own way round a missing MOVE would expunge what other programs have marked.
      const canRemove = capabilities.move || capabilities.uidPlus
      const moved = await run(() =>
        canRemove ? client.messageMove(set, to, byUid) : client.messageCopy(set, to, byUid),
      )
      if (!moved.ok) return moved
      if (!moved.value) {
        // The server said no, and imapflow keeps to itself why: the target may be gone.
        const target = await run(() => client.status(to, statusItems))
        return target.ok ? fail('imap/refused') : target
      }
      if (!canRemove) {
        const marked = await markDeleted(set)
        if (!marked.ok) return marked
      }
      return ok(moved.value.uidMap ?? new Map<number, number>())
    },
    expunge: async (uids) => {
      if (uids.length === 0) return ok({ expunged: true })
      const set = sequenceSet(uids)
      const done = capabilities.uidPlus
        ? await runChecked(() => client.messageDelete(set, byUid))
        : await markDeleted(set)
      return done.ok ? ok({ expunged: capabilities.uidPlus }) : done
    },
    append: async (path, message, { flags, date }) => {
      if (!isSelfSealed(message)) throw new TypeError('only an own sealed copy may be filed on the server')
      const appended = await runChecked(() => client.append(path, Buffer.from(message.raw), [...flags], date))
      return appended.ok ? ok({ uid: appended.value.uid ?? null }) : appended
    },
  }
}
