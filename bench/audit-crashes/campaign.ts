import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { buildExport, verifyAgainst } from '../../src/main/audit/index.ts'
import { listAuditEvents } from '../../src/main/store/index.ts'
import { seededRandom } from '../../test/support/random.ts'
import { actsDone, lockPractice, makePractice, openPractice, type OpenedPractice } from './practice.ts'

/** What kills found; all but `records` and `inTheMiddle` must be 0 (docs/threat-model.md). */
export type CrashTally = {
  /** An untouched log was called broken or rolled back. */
  readonly falseAlarms: number
  /** Acts without their record, or records without their act. */
  readonly unmatched: number
  /** The whole folder was put back, with the keychain left as it was, and the log didn't say so. */
  readonly unseenByKeychain: number
  /** The same, held against what was exported in between. */
  readonly unseenByExport: number
  /** Kills that came after the vault was open. */
  readonly inTheMiddle: number
  /** In the log at the end. */
  readonly records: number
}

const killBeforeMs = 1500
const killWithinMs = 300

/**
 * Kills a program that works on a vault, again and again on the same vault, and asks its log after each kill; then puts
 * the folder back to what it was before, as a thief of the present would, and asks again.
 */
export async function runCrashes(scratch: string, runs: number, seed: number): Promise<CrashTally> {
  const folder = join(scratch, 'practice')
  await mkdir(folder)
  await makePractice(folder)
  const tally = {
    falseAlarms: 0,
    unmatched: 0,
    unseenByKeychain: 0,
    unseenByExport: 0,
    inTheMiddle: 0,
    records: 0,
  }
  for (let run = 0; run < runs; run += 1) {
    const earlier = join(scratch, 'earlier')
    await cp(join(folder, 'vault'), earlier, { recursive: true })
    tally.inTheMiddle += (await killOnce(folder, seed + run)) ? 1 : 0

    const practice = await openPractice(folder)
    const { isRolledBack, firstBad, count } = await practice.audit.status()
    tally.falseAlarms += isRolledBack || firstBad !== null ? 1 : 0
    tally.unmatched += Math.abs(actsDone(practice.store) - actsRecorded(practice))
    tally.records = count
    const exported = await exportOf(practice)
    await lockPractice(practice)
    practice.locked.close()

    const seen = await rollBack(scratch, folder, earlier, exported)
    tally.unseenByKeychain += seen.byKeychain ? 0 : 1
    tally.unseenByExport += seen.byExport ? 0 : 1
    await rm(earlier, { recursive: true })
  }
  return tally
}

/** @returns whether the kill came after the vault was open */
async function killOnce(folder: string, seed: number): Promise<boolean> {
  const random = seededRandom(seed)
  const child = spawn(process.execPath, [join(import.meta.dirname, 'child.ts'), folder, String(seed)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit')
  let isOpen = false
  const opened = once(child.stdout, 'data').then(() => {
    isOpen = true
  })
  if (random() < 0.25) await Promise.race([delay(random() * killBeforeMs), ended])
  else await Promise.race([opened.then(() => delay(random() * killWithinMs)), ended])
  if (child.exitCode !== null) throw new Error(`the program ended by itself (seed ${String(seed)})`)
  child.kill('SIGKILL')
  await ended
  return isOpen
}

function actsRecorded({ store }: OpenedPractice): number {
  let count = 0
  let before: number | null = null
  for (;;) {
    const rows = listAuditEvents(store, { types: ['message.viewed'] }, { before, limit: 500 })
    count += rows.length
    before = rows.at(-1)?.seq ?? null
    if (rows.length < 500) return count
  }
}

async function exportOf({ store, vault }: OpenedPractice): Promise<Uint8Array> {
  const options = { format: 'jsonl', withNames: false } as const
  const { files } = await buildExport(store, options, new Date(), () => vault.subKey('audit-signing'))
  const [log] = files
  if (log === undefined) throw new Error('nothing was exported')
  return log.bytes
}

/** The vault's files of earlier, beside the keychain of now. */
async function rollBack(scratch: string, folder: string, earlier: string, exported: Uint8Array) {
  const stolen = join(scratch, 'stolen')
  await mkdir(stolen)
  await cp(earlier, join(stolen, 'vault'), { recursive: true })
  await cp(join(folder, 'keychain.json'), join(stolen, 'keychain.json'))
  const practice = await openPractice(stolen)
  const { isRolledBack } = await practice.audit.status()
  const against = verifyAgainst(await exportOf(practice), exported)
  practice.vault.lock()
  practice.locked.close()
  await rm(stolen, { recursive: true })
  return { byKeychain: isRolledBack, byExport: !against.ok }
}
