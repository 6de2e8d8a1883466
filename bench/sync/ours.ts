import { cp } from 'node:fs/promises'
import { setTimeout as delay } from 'node:timers/promises'
import type { EngineClient } from '../../src/shared/contract/index.ts'
import { startEngineProcess, type EngineProcess } from '../engine/engine-process.ts'
import { vaultPassphrase } from '../engine/set-up.ts'

const lookEveryMs = 5
const pageLength = 50

/** A first sync of ours. Times in milliseconds, from the answer of the unlock, before which nothing is connected. */
export type FirstSync = {
  /** Until everything is downloaded, parsed, indexed and encrypted in the store. */
  readonly allMs: number
  /** Until the newest page is listed and its first message opens; connecting and signing in included. */
  readonly newestPageMs: number
  /** How long the engine's thread stood still at most. */
  readonly longestStallMs: number
  /** Of all threads of the engine. */
  readonly cpuMs: number
  /** What the process held before it connected. */
  readonly idleBytes: number
  readonly peakBytes: number
}

/** Where the practice lies that was set up before there was any mail, and where its copy may lie. */
export type OursOptions = { readonly template: string; readonly folder: string; readonly caPath: string }

/** Syncs a whole account into an empty practice. The engine goes on: the caller stops it. */
export async function firstSync({
  template,
  folder,
  caPath,
}: OursOptions): Promise<{ engine: EngineProcess; first: FirstSync }> {
  await cp(template, folder, { recursive: true })
  const engine = startEngineProcess(folder, caPath)
  const { client, measure } = engine
  await client.vault.unlock({ passphrase: vaultPassphrase })
  const start = performance.now()
  await measure.watchStalls()
  const [idleBytes, cpuBefore] = [await measure.peakMemoryBytes(), await measure.cpuMs()]
  const [newestPageMs, allMs] = await Promise.all([
    untilNewestPage(client).then(() => performance.now() - start),
    measure.synced().then(() => performance.now() - start),
  ])
  const first = {
    allMs,
    newestPageMs,
    longestStallMs: await measure.longestStallMs(),
    cpuMs: (await measure.cpuMs()) - cpuBefore,
    idleBytes,
    peakBytes: await measure.peakMemoryBytes(),
  }
  return { engine, first }
}

/** As a window that shows the inbox and opens the first message. */
async function untilNewestPage(client: EngineClient): Promise<void> {
  for (;;) {
    const inbox = (await client.mail.mailboxes()).find(({ role }) => role === 'inbox')
    const page = inbox && (await client.mail.list({ mailboxId: inbox.id, cursor: null, limit: pageLength }))
    const newest = page?.rows[0]
    if (page?.rows.length === pageLength && newest !== undefined) {
      await client.mail.open({ id: newest.id, scheme: 'light' })
      return
    }
    await delay(lookEveryMs)
  }
}
