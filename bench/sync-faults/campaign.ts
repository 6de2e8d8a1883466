import { rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { ImapFlow } from 'imapflow'
import { openOtherProgram } from '../../test/support/lab-client.ts'
import { seededRandom } from '../../test/support/random.ts'
import { EngineGoneError, type EngineProcess } from '../engine/engine-process.ts'
import { differences } from './compare.ts'
import { expectedOf, judge, type Expected } from './expected.ts'
import { describeKillPoint, doom, drawKillPoint, type KillRange } from './kill-point.ts'
import { meddle } from './meddler.ts'
import { actOffline } from './person.ts'
import { readServer, type ServerContents } from './server-state.ts'
import type { SyncWorld } from './world.ts'

/** What one run found; the first four must be empty. */
export type SyncRunOutcome = {
  /** How the store isn't what the server is, after the last restart. */
  readonly differing: readonly string[]
  /** What was done here, was acknowledged, and isn't so on the server. */
  readonly lost: readonly string[]
  /** What is on the server more often than it should. */
  readonly doubled: readonly string[]
  /** What still waited to be told to the server when everything had come to rest. */
  readonly waiting: readonly string[]
  /** The deaths of the engine, in order. */
  readonly deaths: readonly Death[]
  readonly restartMs: number
}

/** How an engine ended. */
export type Death = {
  /** It died at its point; else its work was done before, and it was killed after it. */
  readonly isAtWork: boolean
  /** It left a rollback journal: it was storing in bulk. */
  readonly isInBulk: boolean
  readonly point: string
}

export type SyncRunKind = 'first' | 'replay'

/** Changes a run so that it must go wrong, to show that the comparison would find it. */
export type SyncSabotage = {
  /** Does harm to the engine's data folder after the kill. */
  readonly damage?: (folder: string) => Promise<void>
  /** Does harm on the server when everything has come to rest. */
  readonly harm?: (other: ImapFlow) => Promise<unknown>
}

const ranges = {
  first: { ms: 1_800, writes: 1_500, flushes: 100 },
  replay: { ms: 400, writes: 150, flushes: 36 },
} as const
const mostDeaths = 3
const patienceRounds = 10

/**
 * One practice whose engine is killed, started again and killed again while it syncs, or while it tells the server what
 * was done here; and what is there when the last one has come to rest.
 */
export async function runSyncFault(
  world: SyncWorld,
  scratch: string,
  kind: SyncRunKind,
  seed: number,
  sabotage: SyncSabotage = {},
): Promise<SyncRunOutcome> {
  const random = seededRandom(seed)
  const folder = join(scratch, `sync-run-${kind}-${seed}`)
  world.gate.open()
  await world.states.restore(kind === 'first' ? 'large' : 'small')
  await world.copyTo(kind === 'first' ? 'new' : 'synced', folder)
  const other = await openOtherProgram(world.lab, world.owner)
  let engine: EngineProcess | undefined
  try {
    const expected = expectedOf(await readServer(other))
    const deaths: Death[] = []
    const number = 1 + Math.floor(random() * mostDeaths)
    for (let index = 0; index < number; index++) {
      const life = { kind, random, other, expected, folder, label: `${seed}.${index}`, part: 1 / number }
      deaths.push(await liveAndDie(world, life))
    }
    await sabotage.damage?.(folder)

    const last = await world.open(folder)
    engine = last.engine
    if ((await engine.client.accounts.list()).length === 0) await world.addAccount(engine)
    await engine.measure.synced()
    const waiting = await atRest(engine)
    await engine.measure.resyncMs()
    await sabotage.harm?.(other)
    const [contents, server] = [await engine.measure.contents(), await readServer(other)]
    await engine.stop()
    return {
      differing: differences(contents, server),
      ...judge(expected, server),
      waiting,
      deaths,
      restartMs: Math.round(last.openedInMs),
    }
  } finally {
    await engine?.kill()
    await other.logout()
    await rm(folder, { recursive: true, force: true })
  }
}

type Life = {
  readonly kind: SyncRunKind
  readonly random: () => number
  readonly other: ImapFlow
  readonly expected: Expected
  readonly folder: string
  readonly label: string
  /** Of the whole work, so much at most is done in this life. */
  readonly part: number
}

/** From the start of an engine to its death. */
async function liveAndDie(world: SyncWorld, life: Life): Promise<Death> {
  const { kind, random, other, expected, folder } = life
  const { lab, owner, gate } = world
  const point = drawKillPoint(random, kind === 'first' ? partOf(ranges.first, life.part) : ranges.replay)
  const [meddlesBefore, meddlesMeanwhile] = [random() < 0.4, random() < 0.4]
  const meddling = { random, address: owner.address, label: life.label }
  if (kind === 'replay') gate.shut()
  const { engine } = await world.open(folder)
  try {
    if (kind === 'replay') {
      const contents = await engine.measure.contents()
      await actOffline(engine.client, contents, expected, { random, colleague: lab.people.lee })
      await outboxAtRest(engine)
      if (meddlesBefore) {
        await meddle(other, await readServer(other), expected, { ...meddling, renumbers: random() < 0.3 })
      }
    }
    const before = meddlesMeanwhile ? await readServer(other) : null
    const doomed = await doom(engine, point)
    gate.open()
    const work = untilDone(engine, kind, world)
    // Where both do something with a message at the same moment, the server may do both.
    const meanwhile = { ...meddling, label: `${life.label}b`, renumbers: false }
    const meddled =
      before === null
        ? undefined
        : meddle(other, before, expected, { ...meanwhile, isFree: isWhereItWas(before, expected) })
    await Promise.race([work, engine.gone])
    const isAtWork = await doomed.end()
    await Promise.all([work, meddled])
    return { isAtWork, isInBulk: await hasJournal(folder), point: describeKillPoint(point) }
  } finally {
    await engine.kill()
  }
}

function partOf(range: KillRange, part: number): KillRange {
  return { ms: range.ms * part, writes: range.writes * part, flushes: range.flushes * part }
}

/** Whether the server has nothing to be told about a message. */
function isWhereItWas(server: ServerContents, { places, contested }: Expected): (sha256: string) => boolean {
  const there = expectedOf(server).places
  return (sha256) =>
    !contested.has(sha256) && JSON.stringify(there.get(sha256)) === JSON.stringify(places.get(sha256))
}

async function hasJournal(folder: string): Promise<boolean> {
  const journal = await stat(join(folder, 'vault', 'store.db-journal')).catch(() => null)
  return journal !== null && journal.size > 0
}

/** Until everything is here and told, or the engine has gone. */
async function untilDone(engine: EngineProcess, kind: SyncRunKind, world: SyncWorld): Promise<void> {
  try {
    if (kind === 'first') {
      if ((await engine.client.accounts.list()).length === 0) await world.addAccount(engine)
      await engine.measure.synced()
    } else {
      await engine.measure.resyncMs()
    }
  } catch (error) {
    if (!(error instanceof EngineGoneError)) throw error
  }
}

/** Letters are handed over. */
async function outboxAtRest({ client }: EngineProcess): Promise<void> {
  const deadline = Date.now() + 60_000
  const underWay = new Set(['held', 'queued', 'attempting'])
  while ((await client.outbox.list()).some(({ state }) => underWay.has(state))) {
    if (Date.now() > deadline) throw new Error('the outbox did not come to rest')
    await delay(20)
  }
}

/** Looks again until nothing waits to be told. @returns what waits after many looks */
async function atRest(engine: EngineProcess): Promise<string[]> {
  for (let round = 0; ; round++) {
    const { actions, unfiledCopies, refusedActions } = await engine.measure.contents()
    if (actions + unfiledCopies === 0 || round === patienceRounds) {
      return [
        ...(actions > 0 ? [`${actions} actions`] : []),
        ...(unfiledCopies > 0 ? [`${unfiledCopies} own copies`] : []),
        ...(refusedActions > 0 ? [`${refusedActions} refused actions`] : []),
      ]
    }
    await engine.measure.resyncMs()
  }
}
