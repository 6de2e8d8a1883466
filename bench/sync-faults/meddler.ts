import type { ImapFlow } from 'imapflow'
import { plainMail } from '../../test/support/lab-client.ts'
import type { Expected } from './expected.ts'
import type { ServerContents } from './server-state.ts'

export type MeddlingOptions = {
  readonly random: () => number
  /** What may be touched; all of it unless told. */
  readonly isFree?: (sha256: string) => boolean
  /** Whether a mailbox is removed and made anew with the same messages, under other UIDs. */
  readonly renumbers: boolean
  readonly address: string
  /** Tells its new messages from those of other runs. */
  readonly label: string
}

/** Another program at the same account: marks, deletes, moves, appends, and may renumber a mailbox. */
export async function meddle(
  other: ImapFlow,
  server: ServerContents,
  expected: Expected,
  { random, isFree = () => true, renumbers, address, label }: MeddlingOptions,
): Promise<void> {
  const below = (limit: number) => Math.floor(random() * limit)
  const taken = new Set<string>()
  const draw = (path: string): string | null => {
    const free = (server.get(path) ?? []).filter(({ sha256 }) => isFree(sha256) && !taken.has(sha256))
    const mail = free[below(free.length)]
    if (mail === undefined) return null
    taken.add(mail.sha256)
    expected.contested.add(mail.sha256)
    return String(mail.uid)
  }
  const byUid = { uid: true } as const
  const acts: ((uid: string) => Promise<unknown>)[] = [
    (uid) => other.messageFlagsAdd(uid, ['\\Seen', 'meddled'], byUid),
    (uid) => other.messageFlagsAdd(uid, ['\\Flagged'], byUid),
    (uid) => other.messageFlagsRemove(uid, ['\\Seen'], byUid),
    (uid) => other.messageDelete(uid, byUid),
    (uid) => other.messageMove(uid, 'Junk', byUid),
  ]
  for (const path of ['INBOX', 'Archive']) {
    await other.mailboxOpen(path)
    for (let left = 1 + below(4); left > 0; left--) {
      const uid = draw(path)
      if (uid !== null) await acts[below(acts.length)]?.(uid)
    }
    await other.mailboxClose()
    const subject = `Meddled ${label} in ${path}`
    await other.append(path, plainMail({ subject }, address))
  }
  if (renumbers) await renumber(other, 'Projects', server, expected)
}

/** Same name, same bytes, same flags; another UIDVALIDITY, another order. */
async function renumber(
  other: ImapFlow,
  path: string,
  server: ServerContents,
  expected: Expected,
): Promise<void> {
  await other.mailboxOpen(path)
  const mails: { source: Buffer; flags: string[]; date: Date }[] = []
  for await (const { source, flags, internalDate } of other.fetch('1:*', {
    source: true,
    flags: true,
    internalDate: true,
  })) {
    mails.push({
      source: source ?? Buffer.alloc(0),
      flags: [...(flags ?? [])].filter((flag) => flag !== '\\Recent'),
      date: new Date(internalDate ?? 0),
    })
  }
  await other.mailboxClose()
  await other.mailboxDelete(path)
  await other.mailboxCreate(path)
  for (const { source, flags, date } of mails.reverse()) await other.append(path, source, flags, date)
  for (const { sha256 } of server.get(path) ?? []) expected.contested.add(sha256)
}
