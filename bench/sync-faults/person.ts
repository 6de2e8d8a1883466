import type { EngineClient } from '../../src/shared/contract/index.ts'
import type { MessageId } from '../../src/shared/ids.ts'
import type { Person } from '../../e2e/lab/index.ts'
import type { StoreContents } from '../engine/contents.ts'
import type { Expected } from './expected.ts'

const roles = { archive: 'Archive', trash: 'Trash', junk: 'Junk' } as const

/**
 * What a person does without a connection: marks, moves, moves back, moves on, and writes letters whose own copies have
 * to be filed. Each is acknowledged before this answers, and noted in `expected`.
 */
export async function actOffline(
  client: EngineClient,
  contents: StoreContents,
  expected: Expected,
  { random, colleague }: { readonly random: () => number; readonly colleague: Person },
): Promise<void> {
  const ids = new Map<string, MessageId>()
  for (const { messages } of contents.mailboxes) {
    for (const { id, sha256 } of messages) if (sha256 !== null) ids.set(sha256, id)
  }
  const known = [...ids.keys()].filter((sha256) => expected.places.has(sha256))
  const below = (limit: number) => Math.floor(random() * limit)
  const draw = (most: number): string[] => [
    ...new Set(Array.from({ length: 1 + below(most) }, () => known[below(known.length)] ?? '')),
  ]
  const idsOf = (some: readonly string[]) => some.flatMap((sha256) => ids.get(sha256) ?? [])
  const projects = (await client.mail.mailboxes()).find(({ path }) => path === 'Projects')
  if (projects === undefined) throw new Error('there is no mailbox of that name')
  const projectsId = projects.id

  const acts = [
    async () => {
      const some = draw(6)
      const isSeen = random() < 0.6
      await client.mail.setFlags({ ids: idsOf(some), isUnread: !isSeen })
      for (const sha256 of some) note(sha256, { isSeen })
    },
    async () => {
      const some = draw(3)
      const isFlagged = random() < 0.7
      await client.mail.setFlags({ ids: idsOf(some), isFlagged })
      for (const sha256 of some) note(sha256, { isFlagged })
    },
    () => move(draw(5), (['archive', 'trash', 'junk'] as const)[below(3)] ?? 'archive'),
    () => move(draw(3), 'Projects'),
    async () => {
      const { undoToken } = await client.mail.move({ ids: idsOf(draw(3)), to: { role: 'trash' } })
      await client.mail.undoMove({ undoToken })
    },
    async () => {
      const [one = ''] = draw(1)
      await move([one], 'archive')
      await move([one], 'trash')
    },
  ]

  function note(sha256: string, change: { path?: string; isSeen?: boolean; isFlagged?: boolean }): void {
    const place = expected.places.get(sha256)
    if (place !== undefined) Object.assign(place, change)
  }

  async function move(some: readonly string[], to: keyof typeof roles | 'Projects'): Promise<void> {
    const target = to === 'Projects' ? { mailboxId: projectsId } : { role: to }
    await client.mail.move({ ids: idsOf(some), to: target })
    const path = to === 'Projects' ? to : roles[to]
    for (const sha256 of some) note(sha256, { path })
  }

  for (let left = 3 + below(10); left > 0; left--) await acts[below(acts.length)]?.()
  for (let left = random() < 0.4 ? 1 + below(2) : 0; left > 0; left--) {
    await sendLetter(client, colleague)
    expected.letters += 1
  }
}

/** Until it is handed over: from then on the own copy waits to be filed. */
async function sendLetter(client: EngineClient, { name, address }: Person): Promise<void> {
  const draft = await client.drafts.create({ kind: 'new', to: [{ name, address }], subject: 'Supervision' })
  await client.drafts.save({ ...draft, content: { ...draft.content, html: '<p>Until Tuesday.</p>' } })
  const sent = await client.drafts.send({ ...draft, answered: [] })
  if (sent.kind !== 'held') throw new Error('an ordinary letter to a known person raised a question')
  await client.outbox.sendNow({ logicalId: sent.logicalId })
}
