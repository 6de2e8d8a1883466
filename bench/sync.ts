import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { maildirOf } from '../e2e/lab/dovecot.ts'
import { startLab } from '../e2e/lab/index.ts'
import type { Lab, Person } from '../e2e/lab/index.ts'
import { testPackages } from '../scripts/system/packages.ts'
import { openOtherProgram } from '../test/support/lab-client.ts'
import { ratio } from './bench.ts'
import type { Bench } from './bench.ts'
import { startEngineProcess } from './engine/engine-process.ts'
import { setUpPractice } from './engine/set-up.ts'
import { fillMaildir } from './mails/maildir.ts'
import { downloadMs } from './sync/download.ts'
import { prepareMbsync } from './sync/mbsync.ts'
import { firstSync } from './sync/ours.ts'

const messages = 10_000
const growth = { small: 1_000, large: 50_000 }
const changes = { arriving: 50, flagged: 30, expunged: 20 }

/** A practice with its account on the lab, set up while the mailbox is empty. */
async function setUpTemplate(lab: Lab, owner: Person, folder: string): Promise<void> {
  await mkdir(folder)
  const engine = startEngineProcess(folder, lab.caPath)
  await setUpPractice(engine.client, lab, owner)
  await engine.stop()
}

/** What another program does in a day: new mail, flags, deletions. */
async function change(lab: Lab, owner: Person, maildir: string, from: number): Promise<void> {
  await fillMaildir(maildir, owner.address, { from, to: from + changes.arriving })
  const other = await openOtherProgram(lab, owner)
  await other.mailboxOpen('INBOX')
  await other.messageFlagsAdd(`1:${changes.flagged}`, ['\\Flagged'])
  await other.messageDelete(`100:${99 + changes.expunged}`)
  await other.logout()
}

/** The server reads and indexes new files once; that isn't what is measured. */
async function warmUp(lab: Lab, owner: Person): Promise<void> {
  await downloadMs(lab, owner, { compresses: false })
}

async function run(scratch: string, isLong: boolean) {
  const lab = await startLab({ broken: false })
  const owner = lab.people.rivera
  const maildir = maildirOf(join(lab.directory, 'dovecot'), owner.address)
  const at = (name: string) => join(scratch, name)
  const ours = (name: string) => firstSync({ template: at('template'), folder: at(name), caPath: lab.caPath })
  try {
    await setUpTemplate(lab, owner, at('template'))
    const begun = await fillMaildir(maildir, owner.address, { from: 0, to: growth.small })
    await warmUp(lab, owner)
    const small = await ours('small')
    await small.engine.stop()

    const rest = await fillMaildir(maildir, owner.address, { from: growth.small, to: messages })
    await warmUp(lab, owner)
    const plain = await prepareMbsync(at('plain'), lab, owner, { compresses: false })
    const compressed = await prepareMbsync(at('compressed'), lab, owner, { compresses: true })
    const peerPlainMs = await plain.pullMs()
    const { engine, first } = await ours('full')
    const peerCompressedMs = await compressed.pullMs()
    const wirePlainMs = await downloadMs(lab, owner, { compresses: false })
    const wireCompressedMs = await downloadMs(lab, owner, { compresses: true })

    const noOpMs = await engine.measure.resyncMs()
    const peerNoOpMs = await plain.pullMs()
    await change(lab, owner, maildir, messages)
    const incrementalMs = await engine.measure.resyncMs()
    const peerIncrementalMs = await plain.pullMs()
    await engine.stop()

    const large = isLong ? await grow(lab, owner, maildir, () => ours('large')) : {}
    return {
      figures: {
        messages,
        megabytes: Math.round((begun + rest) / 1e6),
        syncMs: Math.round(first.allMs),
        syncCpuMs: Math.round(first.cpuMs),
        newestPageMs: Math.round(first.newestPageMs),
        longestStallMs: Math.round(first.longestStallMs),
        idleMegabytes: Math.round(first.idleBytes / 2 ** 20),
        peakMegabytes: Math.round(first.peakBytes / 2 ** 20),
        mbsyncPlainMs: Math.round(peerPlainMs),
        mbsyncCompressedMs: Math.round(peerCompressedMs),
        downloadOnlyPlainMs: Math.round(wirePlainMs),
        downloadOnlyCompressedMs: Math.round(wireCompressedMs),
        noOpResyncMs: Math.round(noOpMs),
        mbsyncNoOpMs: Math.round(peerNoOpMs),
        incrementalMs: Math.round(incrementalMs),
        mbsyncIncrementalMs: Math.round(peerIncrementalMs),
        sync1000Ms: Math.round(small.first.allMs),
        ...large,
      },
      ratios: {
        'all vs mbsync as it comes (compressed)': ratio(first.allMs, peerCompressedMs, '<= 1'),
        'all vs mbsync without COMPRESS': ratio(first.allMs, peerPlainMs, '<= 4'),
        'newest page vs one second': ratio(first.newestPageMs, 1_000, '<= 1'),
        'per message, 10,000 vs 1,000': ratio(
          first.allMs / messages,
          small.first.allMs / growth.small,
          '<= 1.5',
        ),
      },
    }
  } finally {
    await lab.stop()
  }
}

/** The same account five times as large. */
async function grow(lab: Lab, owner: Person, maildir: string, sync: () => ReturnType<typeof firstSync>) {
  await fillMaildir(maildir, owner.address, { from: messages + changes.arriving, to: growth.large })
  await warmUp(lab, owner)
  const { engine, first } = await sync()
  await engine.stop()
  return {
    sync50000Ms: Math.round(first.allMs),
    newestPage50000Ms: Math.round(first.newestPageMs),
    longestStall50000Ms: Math.round(first.longestStallMs),
    peak50000Megabytes: Math.round(first.peakBytes / 2 ** 20),
  }
}

/** Everything in the store, from nothing, beside mbsync; `--long` adds 50,000 messages (five minutes). */
export const bench: Bench = {
  name: 'sync',
  packages: [...testPackages, 'isync'],
  run: (scratch, flags) => run(scratch, flags.has('--long')),
}
