import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { maildirOf } from '../e2e/lab/dovecot.ts'
import { startLab } from '../e2e/lab/index.ts'
import type { Lab, Person } from '../e2e/lab/index.ts'
import { launchSealpost } from '../e2e/support/launch.ts'
import { testPackages } from '../scripts/system/packages.ts'
import { ensureBuild } from '../scripts/start/build.ts'
import { ratio } from './bench.ts'
import type { Bench } from './bench.ts'
import { startEngineProcess } from './engine/engine-process.ts'
import { setUpPractice, vaultPassphrase } from './engine/set-up.ts'
import { readDelays, watchDelays } from './window/delays.ts'
import { fillMaildir } from './mails/maildir.ts'

const messages = 10_000
/** How long the empty app is watched. */
const emptyMs = 20_000
const syncLimitMs = 300_000

async function prepare(lab: Lab, owner: Person, folder: string): Promise<string> {
  await mkdir(folder)
  const engine = startEngineProcess(folder, lab.caPath)
  await setUpPractice(engine.client, lab, owner)
  await engine.stop()
  return folder
}

/** Unlocks the app on `userDataDir` and watches both event loops until its inbox shows `unread` messages. */
async function watch(lab: Lab, userDataDir: string, unread: number) {
  const running = await launchSealpost({ userDataDir, env: { SEALPOST_EXTRA_CA: lab.caPath } })
  const { app, page } = running
  try {
    await page.getByLabel('Your passphrase', { exact: true }).fill(vaultPassphrase)
    await page.getByRole('button', { name: 'Unlock' }).click()
    await page.getByRole('button', { name: 'New message' }).waitFor()
    await watchDelays(app, page)
    const start = performance.now()
    if (unread === 0) await delay(emptyMs)
    else await page.getByText(`${unread} unread`).waitFor({ timeout: syncLimitMs, state: 'attached' })
    return { ...(await readDelays(app, page)), tookMs: Math.round(performance.now() - start) }
  } finally {
    await running.close()
  }
}

/** How long the window makes a person wait while 10,000 messages sync, beside an app that has nothing to do. */
export const bench: Bench = {
  name: 'window',
  packages: testPackages,
  run: async (scratch) => {
    if (!ensureBuild()) throw new Error('The app could not be built')
    const lab = await startLab({ broken: false })
    try {
      const { rivera, lee } = lab.people
      const emptyFolder = await prepare(lab, lee, join(scratch, 'empty'))
      const fullFolder = await prepare(lab, rivera, join(scratch, 'full'))
      const maildir = maildirOf(join(lab.directory, 'dovecot'), rivera.address)
      await fillMaildir(maildir, rivera.address, { from: 0, to: messages })
      const empty = await watch(lab, emptyFolder, 0)
      const full = await watch(lab, fullFolder, messages)
      return {
        figures: {
          messages,
          syncMs: full.tookMs,
          mainP99Ms: full.main.p99,
          mainMaxMs: full.main.max,
          pageP99Ms: full.page.p99,
          pageMaxMs: full.page.max,
          pageLongTasks: full.pageLongTasks,
          emptyMainP99Ms: empty.main.p99,
          emptyMainMaxMs: empty.main.max,
          emptyPageP99Ms: empty.page.p99,
          emptyPageMaxMs: empty.page.max,
        },
        ratios: {
          'main process p99 vs empty app': ratio(full.main.p99, empty.main.p99, '<= 4'),
          'page p99 vs empty app': ratio(full.page.p99, Math.max(empty.page.p99, 1), '<= 4'),
        },
      }
    } finally {
      await lab.stop()
    }
  },
}
