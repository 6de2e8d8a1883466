import type { ImapFlow } from 'imapflow'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { contentsOf } from '../../../bench/engine/contents.ts'
import { differences } from '../../../bench/sync-faults/compare.ts'
import { readServer } from '../../../bench/sync-faults/server-state.ts'
import { patienceMs } from '../../../e2e/lab/patience.ts'
import { startLab, type Lab } from '../../../e2e/lab/index.ts'
import { openOtherProgram, plainMail } from '../../support/lab-client.ts'
import { openLivePractice, type LivePractice } from '../../support/live-practice.ts'
import { startLyingFront, type LyingFront } from '../../support/lying-front.ts'
import { seededRandom } from '../../support/random.ts'
import { lies, type Told } from './lies.ts'

let lab: Lab
let front: LyingFront
let other: ImapFlow
let practice: LivePractice
let number = 0

beforeAll(async () => {
  lab = await startLab({ broken: false })
  front = await startLyingFront(lab)
  other = await openOtherProgram(lab, lab.people.rivera)
  await other.mailboxCreate('Projects')
  for (const path of ['INBOX', 'Projects', 'Archive']) {
    for (const index of [1, 2, 3]) await append(path, `${path} ${index}`)
  }
})
afterAll(async () => {
  await other.logout()
  await front.close()
  await lab.stop()
})
beforeEach(async () => {
  front.lie(null)
  front.show(lab.certificates.servers.good)
  practice = await openLivePractice(lab, { imap: { ...lab.imap.implicit, port: front.port } })
  practice.inbound.start()
  await practice.synced()
})
afterEach(async () => {
  front.open()
  front.lie(null)
  await practice.stop()
})

const append = (path: string, subject: string) =>
  other.append(
    path,
    plainMail({ subject, text: `Text of ${subject}. `.repeat(20) }, lab.people.rivera.address),
  )

/** Something that the next look has to find, in two mailboxes. */
async function happen(what: 'mail' | 'flags'): Promise<void> {
  number += 1
  for (const path of ['INBOX', 'Projects']) {
    if (what === 'mail') await append(path, `New ${number} in ${path}`)
    await other.mailboxOpen(path)
    const flag =
      number % 2 === 0
        ? other.messageFlagsAdd('1:2', ['\\Flagged'])
        : other.messageFlagsRemove('1:2', ['\\Flagged'])
    await flag
    await other.mailboxClose()
  }
}

const outcomes = (from: number): Told[] =>
  practice.published.slice(from).flatMap((event) => {
    if (event.type !== 'connection-changed') return []
    const { state, failure } = event.connection
    if (state === 'connecting' || state === 'syncing') return []
    return [state === 'online' ? 'online' : (failure?.code ?? state)]
  })

/** How the first look ends over the next connection, or the try to make one. */
async function reconnect(limitMs: number, isTaken: boolean): Promise<Told> {
  const before = front.connections()
  const tried = practice.published.length
  front.open()
  practice.inbound.syncNow()
  if (isTaken) await practice.until(() => front.connections() > before)
  const from = Math.max(
    tried,
    practice.published.findLastIndex(
      (event) => event.type === 'connection-changed' && event.connection.state === 'connecting',
    ),
  )
  await practice.until(() => outcomes(from).length > 0, limitMs)
  return outcomes(from)[0] ?? 'online'
}

/** Everything here, by mailbox and text; what was stored of each message stays the same. */
const stored = () =>
  new Map(
    contentsOf(practice.store).mailboxes.flatMap(({ path, messages }) =>
      messages.map((mail) => [`${path} ${mail.sha256 ?? ''}`, mail.id] as const),
    ),
  )

/** The server tells the truth again: one complete look, and everything is as it is there. */
async function expectRecovery(): Promise<void> {
  front.lie(null)
  front.show(lab.certificates.servers.good)
  const checkedAt = () => practice.inbound.connection().checkedAt
  const before = checkedAt()
  await practice.until(() => {
    practice.inbound.syncNow()
    return practice.inbound.connection().state === 'online' && checkedAt() !== before
  })
  practice.inbound.syncNow()
  await practice.synced()
  expect(differences(contentsOf(practice.store), await readServer(other))).toEqual([])
}

/** All of them with `SEALPOST_LIES=all`; the common ones and some others, chosen by a seed, without. */
const isCampaign = process.env['SEALPOST_LIES'] === 'all'
const random = seededRandom(5)
const chosen = lies.filter(
  ({ isSlow, isCommon }) => isCampaign || isCommon === true || (random() < 0.15 && isSlow !== true),
)

describe('a server that lies', () => {
  it.each(chosen)(
    '$name: $told',
    async ({ lie, told, first, isHarmless, isSlow, certificate, clockMs = 0 }) => {
      const before = stored()
      front.shut()
      await practice.until(() => practice.inbound.connection().state === 'offline')
      if (first !== undefined) await happen(first)
      front.lie(lie)
      front.show(lab.certificates.servers[certificate ?? 'good'])
      practice.pass(clockMs)
      expect(await reconnect(isSlow === true ? 2 * patienceMs : patienceMs, certificate === undefined)).toBe(
        told,
      )
      const now = stored()
      expect([...before.keys()].filter((key) => !now.has(key))).toEqual([])
      if (isHarmless === true) {
        expect(differences(contentsOf(practice.store), await readServer(other))).toEqual([])
      }
      await expectRecovery()
      const after = stored()
      expect([...before].filter(([key, id]) => after.get(key) !== id)).toEqual([])
    },
    150_000,
  )
})
