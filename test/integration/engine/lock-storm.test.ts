import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startDemoPractice, type DemoPractice } from '../../../e2e/demo/index.ts'
import { demoPassphrase } from '../../../src/main/engine/demo.ts'
import type { Engine } from '../../../src/main/engine/engine.ts'
import { listSubmissions, listSubmissionsIn } from '../../../src/main/store/index.ts'
import type { LogicalMessageId } from '../../../src/shared/ids.ts'
import { startTestEngine } from '../../support/engine.ts'
import { seededRandom } from '../../support/random.ts'
import { valueOf } from '../../support/store.ts'
import { tempFolder } from '../../support/vault.ts'

const rounds = 8
const random = seededRandom(20_261_122)

let folder: ReturnType<typeof tempFolder>
let demo: DemoPractice
let engine: Engine
const strays: unknown[] = []
const noteStray = (error: unknown) => {
  strays.push(error)
}

beforeAll(async () => {
  process.on('unhandledRejection', noteStray)
  folder = tempFolder('sealpost-storm-')
  demo = await startDemoPractice(folder.path, false)
  engine = await startTestEngine({
    userDataDir: folder.path,
    extraCaFile: demo.authorityFile,
    demo: demo.offer,
  })
  valueOf(await engine.openDemo())
})
afterAll(async () => {
  await engine.shutdown()
  await demo.stop()
  folder.remove()
  process.off('unhandledRejection', noteStray)
})

/** Writes to the first patient and lets it leave at once. Whatever the lock makes of it, it must not be a defect. */
async function sendOne(subject: string): Promise<LogicalMessageId | null> {
  const { directory, drafts, sender, queue, runQueue } = valueOf(engine.session())
  const [patient] = valueOf(directory.list({ kind: 'patient', isArchived: false }))
  const address = patient?.addresses[0] ?? ''
  const { id, content } = valueOf(drafts.createNew({ to: [], subject }, ''))
  valueOf(
    drafts.save(id, {
      takenRevision: 0,
      content: { ...content, to: [{ name: patient?.name ?? '', address }] },
    }),
  )
  const sent = valueOf(await sender.send({ id, takenRevision: 0 }, []))
  if (sent.kind !== 'held') {
    return null
  }
  valueOf(queue.releaseNow(sent.logicalId))
  runQueue()
  return sent.logicalId
}

it('locks at any moment of sending and syncing: nothing strays, nothing is lost, nothing leaves twice', async () => {
  const first = valueOf(engine.session())
  const [patient] = valueOf(first.directory.list({ kind: 'patient', isArchived: false }))
  valueOf(await first.passphrases.make(patient?.id ?? (0 as never)))

  const before = await arrived(patient?.name)
  const sent: LogicalMessageId[] = []
  for (let round = 0; round < rounds; round += 1) {
    if (engine.state().phase === 'locked') {
      valueOf(await engine.unlock(demoPassphrase))
    }
    const sending = sendOne(`Round ${String(round)}`).catch((error: unknown) => {
      // The lock came first: the call says so, by a failure or at the closed store.
      expect(String(error)).toMatch(/vault\/locked|database connection is not open/)
      return null
    })
    // Every other lock comes after the letter was let go, the rest while it is being sealed.
    const known = round % 2 === 0 ? await sending : null
    await delay(random() * 400)
    engine.lock('person')
    const logicalId = known ?? (await sending)
    if (logicalId !== null) {
      sent.push(logicalId)
    }
  }
  expect(sent.length).toBeGreaterThanOrEqual(rounds / 2)

  valueOf(await engine.unlock(demoPassphrase))
  const { store, audit } = valueOf(engine.session())
  await expect.poll(() => listSubmissionsIn(store, 'attempting')).toEqual([])
  const states = sent.map((id) => listSubmissions(store, id).map(({ state }) => state))
  expect(states.every((copies) => copies.length === 1)).toBe(true)
  const count = (state: string) => states.flat().filter((one) => one === state).length
  const arrivals = (await arrived(patient?.name)) - before
  // What is waiting has not arrived, and what is said to have left has: each once.
  expect(count('sent')).toBeLessThanOrEqual(arrivals)
  expect(arrivals).toBeLessThanOrEqual(count('sent') + count('unknown'))
  expect(count('sent') + count('unknown') + count('queued')).toBe(sent.length)
  expect((await audit.status()).firstBad).toBeNull()
  expect(strays).toEqual([])
})

/** How many messages lie in the patient's mailbox. */
async function arrived(name = ''): Promise<number> {
  const slug = name.toLowerCase().replaceAll(' ', '-')
  const list = await (await fetch(`${demo.offer.patientViewUrl}${slug}`)).text()
  return new Set(Array.from(list.matchAll(new RegExp(`${slug}/(\\d+)`, 'g')), ([, number]) => number)).size
}
