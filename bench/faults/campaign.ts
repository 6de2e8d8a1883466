import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { Lab } from '../../e2e/lab/index.ts'
import type { EngineClient } from '../../src/shared/contract/index.ts'
import type { DraftId } from '../../src/shared/ids.ts'
import { filesWithCanary, holdsCanary } from './canary.ts'
import { EngineGoneError } from '../engine/engine-process.ts'
import type { PreparedPractice } from './practice.ts'
import { seededRandom } from '../../test/support/random.ts'

/** What one run found; the first four must be 0 (docs/threat-model.md, F1). */
export type RunOutcome = {
  /** Letters that were saved and are nowhere, or said to be sent and not there; mail on the server and not listed. */
  readonly lost: number
  /** Letters that arrived twice or could be sent twice; mail that is listed twice. */
  readonly duplicated: number
  /** Places, on the server or on disk, where the text of a letter can be read. */
  readonly inClear: number
  /** Copies that arrived without a receipt, or receipts without a copy; one of unknown fate has none yet. */
  readonly receiptsAmiss: number
  /** Letters of which the engine says that it can't know whether they left. */
  readonly unknown: number
  /** 1 when the kill came before every letter was handed to the queue. */
  readonly interrupted: number
  /** Letters that the next start found on their way. */
  readonly onTheWay: number
  readonly restartMs: number
  readonly killedAt: string
}

type Letter = {
  readonly to: { readonly name: string; readonly address: string }
  readonly canary: string
  /** The engine has answered that the draft is saved. */
  isSaved: boolean
}

const settleMs = 60_000
const underWay = new Set(['held', 'queued', 'attempting'])

/** The steps of a letter, in order; a kill follows one of them by less than `spreadMs`. */
const steps = [
  { name: 'begun', spreadMs: 60 },
  { name: 'saved', spreadMs: 150 },
  { name: 'held', spreadMs: 60 },
  { name: 'released', spreadMs: 500 },
] as const
type StepName = (typeof steps)[number]['name']
type Reached = (step: StepName) => void

/** Changes a run so that it must go wrong, to show that the count would find it. */
export type Sabotage = {
  /** Does harm to the engine's data folder after the kill. */
  readonly damage: (folder: string) => Promise<void>
  /** Letters are written and not sent, and the kill waits until they are saved. */
  readonly onlyDrafts: boolean
}

async function write(client: EngineClient, letter: Letter, reached: Reached): Promise<DraftId> {
  reached('begun')
  const draft = await client.drafts.create({
    kind: 'new',
    to: [letter.to],
    subject: `About ${letter.canary}`,
  })
  const html = `<p>Dear patient, ${letter.canary} is what I wanted to say.</p>`
  await client.drafts.save({ ...draft, content: { ...draft.content, html } })
  letter.isSaved = true
  reached('saved')
  return draft.id
}

async function send(client: EngineClient, id: DraftId, reached: Reached): Promise<void> {
  const outcome = await client.drafts.send({ id, takenRevision: 0, answered: [] })
  if (outcome.kind !== 'held') throw new Error('An ordinary letter to a known person raised a question')
  reached('held')
  await client.outbox.sendNow({ logicalId: outcome.logicalId })
  reached('released')
}

/** Whether the work was done before the engine went. */
async function untilGone(work: Promise<void>): Promise<boolean> {
  try {
    await work
    return true
  } catch (error) {
    if (error instanceof EngineGoneError) return false
    throw error
  }
}

/** Lets everything leave that is going to leave by itself. */
async function settle(client: EngineClient): Promise<void> {
  const deadline = Date.now() + settleMs
  for (;;) {
    const items = await client.outbox.list()
    if (!items.some(({ state }) => underWay.has(state))) return
    if (Date.now() > deadline) throw new Error('The queue did not come to rest')
    for (const { state, logicalId } of items) {
      // Its hold may end by itself between the two calls.
      if (state === 'held') await client.outbox.sendNow({ logicalId }).catch(() => undefined)
    }
    await delay(100)
  }
}

/** The log names each receipt in the commit that says that its copy has left. */
async function receiptsWritten(client: EngineClient): Promise<number> {
  const { rows } = await client.audit.list({ types: ['receipt.written'], cursor: null, limit: 500 })
  return rows.length
}

async function listedSubjects(client: EngineClient): Promise<string[]> {
  const inbox = (await client.mail.mailboxes()).find(({ role }) => role === 'inbox')
  if (inbox === undefined) return []
  const subjects: string[] = []
  let cursor: string | null = null
  do {
    const page: Awaited<ReturnType<EngineClient['mail']['list']>> = await client.mail.list({
      mailboxId: inbox.id,
      cursor,
      limit: 200,
    })
    subjects.push(...page.rows.map(({ subject }) => subject))
    cursor = page.nextCursor
  } while (cursor !== null)
  return subjects
}

/** Asks again until `isDone` or the time is over; gives the last answer either way. */
async function eventually<T>(
  ask: () => Promise<T>,
  isDone: (answer: T) => boolean,
  limitMs: number,
): Promise<T> {
  const deadline = Date.now() + limitMs
  for (;;) {
    const answer = await ask()
    if (isDone(answer) || Date.now() > deadline) return answer
    await delay(100)
  }
}

function count<T>(items: readonly T[], matches: (item: T) => boolean): number {
  return items.filter(matches).length
}

/** One engine, killed once while it sends and syncs, and what is left of everything afterwards. */
export async function runOnce(
  lab: Lab,
  practice: PreparedPractice,
  scratch: string,
  seed: number,
  sabotage?: Sabotage,
): Promise<RunOutcome> {
  const random = seededRandom(seed)
  const folder = join(scratch, `run-${seed}`)
  const { maria, lee, rivera } = lab.people
  const letters: Letter[] = Array.from({ length: 1 + Math.floor(random() * 3) }, (_, index) => ({
    to: random() < 0.6 ? maria : lee,
    canary: `ptarmigan-${seed}-${index}-sleeps-badly`,
    isSaved: false,
  }))
  const incoming = Array.from(
    { length: 2 + Math.floor(random() * 4) },
    (_, index) => `Incoming ${seed}.${index}.`,
  )
  const fatalLetter = Math.floor(random() * letters.length)
  const fatalStep = steps[Math.floor(random() * steps.length)] ?? steps[0]
  const fatalMs = Math.floor(random() * fatalStep.spreadMs)
  const outside = [maria, lee].map(({ address }) => lab.mailbox(address))
  const before = await Promise.all(outside.map(async (box) => (await box.list()).length))

  await practice.copyTo(folder)
  const first = await practice.open(folder)
  const deliveries = incoming.map((subject) =>
    lab.deliver(
      `From: someone@elsewhere.test\r\nTo: ${rivera.address}\r\nSubject: ${subject}\r\nMessage-ID: <${subject}@elsewhere.test>\r\n\r\nText.\r\n`,
      rivera.address,
    ),
  )
  const fatal = Promise.withResolvers<undefined>()
  const work = (async () => {
    for (const [index, letter] of letters.entries()) {
      const reached: Reached = (step) => {
        if (index === fatalLetter && step === fatalStep.name) fatal.resolve(undefined)
      }
      const id = await write(first.engine.client, letter, reached)
      if (sabotage?.onlyDrafts !== true) await send(first.engine.client, id, reached)
    }
  })()
  const timeToDie = sabotage?.onlyDrafts === true ? untilGone(work) : fatal.promise.then(() => delay(fatalMs))
  const [isDone] = await Promise.all([untilGone(work), timeToDie.then(first.engine.kill), ...deliveries])
  await sabotage?.damage(folder)
  const leftOnDisk = await Promise.all(letters.map(({ canary }) => filesWithCanary(folder, canary)))

  const { engine, openedInMs } = await practice.open(folder)
  try {
    const onTheWay = count(await engine.client.outbox.list(), ({ state }) => underWay.has(state))
    await settle(engine.client)
    const outbox = await engine.client.outbox.list()
    const drafts = await engine.client.drafts.list()
    const isWaiting = ({ canary }: Letter): boolean =>
      outbox.some(({ subject }) => subject.includes(canary)) ||
      drafts.some(({ content }) => content.subject.includes(canary))

    const arrivedTexts = async (): Promise<string[]> => {
      const raws = await Promise.all(
        outside.map(async (box, index) => (await box.list()).slice(before[index]).map(({ raw }) => raw)),
      )
      return Promise.all(raws.flat().map(practice.read))
    }
    const arrivals = ({ canary }: Letter, texts: readonly string[]) =>
      count(texts, (text) => text.includes(canary))
    const isUnknown = ({ canary }: Letter): boolean =>
      outbox.some(({ subject, state }) => state === 'unknown' && subject.includes(canary))
    const known = letters.filter((letter) => !isUnknown(letter))
    const copiesIn = (found: readonly string[]) =>
      known.reduce((sum, letter) => sum + arrivals(letter, found), 0)
    const receipts = await receiptsWritten(engine.client)
    // What was handed over is listed for a while, and may still be on its way to the other mailbox.
    const texts = await eventually(
      arrivedTexts,
      (found) =>
        copiesIn(found) >= receipts &&
        letters.every((letter) => !letter.isSaved || isWaiting(letter) || arrivals(letter, found) > 0),
      20_000,
    )
    const receiptsAmiss = Math.abs(receipts - copiesIn(texts))
    await engine.client.mail.sync()
    const subjects = await eventually(
      () => listedSubjects(engine.client),
      (found) => incoming.every((subject) => found.includes(subject)),
      20_000,
    )
    const onServer = (
      await Promise.all([maria, lee, rivera].map(({ address }) => lab.mailbox(address).raw()))
    ).flat()
    const readable = letters.flatMap(({ canary }) => onServer.filter((raw) => holdsCanary(raw, canary)))
    await engine.stop()
    const leftAtEnd = await Promise.all(letters.map(({ canary }) => filesWithCanary(folder, canary)))
    return {
      lost:
        count(letters, (each) => each.isSaved && !isWaiting(each) && arrivals(each, texts) === 0) +
        count(incoming, (subject) => !subjects.includes(subject)),
      duplicated:
        count(letters, (each) => arrivals(each, texts) > 1) +
        count(
          letters,
          ({ canary }) =>
            drafts.some(({ content }) => content.subject.includes(canary)) &&
            texts.some((text) => text.includes(canary)),
        ) +
        count(incoming, (subject) => count(subjects, (each) => each === subject) > 1),
      inClear: readable.length + leftOnDisk.flat().length + leftAtEnd.flat().length,
      receiptsAmiss,
      unknown: count(outbox, ({ state }) => state === 'unknown'),
      onTheWay,
      interrupted: isDone ? 0 : 1,
      restartMs: Math.round(openedInMs),
      killedAt: `letter ${fatalLetter + 1} of ${letters.length}, ${fatalStep.name} + ${fatalMs} ms`,
    }
  } finally {
    await engine.kill()
    await rm(folder, { recursive: true, force: true })
  }
}
