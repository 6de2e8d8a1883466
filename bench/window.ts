import type { Page } from '@playwright/test'
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
import { makeKit, setUpPractice, vaultPassphrase } from './engine/set-up.ts'
import { corpus } from './search/corpus.ts'
import { fillVault } from './search/fill-vault.ts'
import { readDelays, watchDelays } from './window/delays.ts'
import { scrollList, type Scrolling } from './window/scroll.ts'
import { fillMaildir } from './mails/maildir.ts'

const messages = 10_000
/** `--rows=10000` makes it smaller. */
const rowsArgument = process.argv.find((arg) => arg.startsWith('--rows='))
const rows = Number(rowsArgument?.slice('--rows='.length) ?? 100_000)
/** How long the empty app is watched. */
const emptyMs = 20_000
const scrollMs = 20_000
const syncScrollMs = 4_000
const syncLimitMs = 300_000

async function prepare(lab: Lab, owner: Person, folder: string): Promise<string> {
  await mkdir(folder)
  const engine = startEngineProcess(folder, lab.caPath)
  await setUpPractice(engine.client, lab, owner)
  await engine.stop()
  return folder
}

/** A vault with `rows` messages whose server isn't there; also with the kit, or the window would ask for it first. */
async function prepareRows(folder: string): Promise<string> {
  await fillVault(folder, corpus(rows))
  const engine = startEngineProcess(folder, null)
  await engine.client.vault.unlock({ passphrase: vaultPassphrase })
  await makeKit(engine.client)
  await engine.stop()
  return folder
}

async function unlock(page: Page): Promise<void> {
  await page.getByLabel('Your passphrase', { exact: true }).fill(vaultPassphrase)
  await page.getByRole('button', { name: 'Unlock' }).click()
  await page.getByRole('button', { name: 'New message' }).waitFor()
}

/** Scrolls through the list of an app on `userDataDir`; through nothing where it has no mail. */
async function watchScrolling(userDataDir: string): Promise<{ scrolling: Scrolling; mainMaxMs: number }> {
  const running = await launchSealpost({ userDataDir })
  const { app, page } = running
  try {
    await unlock(page)
    await watchDelays(app, page)
    const scrolling = await scrollList(page, scrollMs)
    return { scrolling, mainMaxMs: (await readDelays(app, page)).main.max }
  } finally {
    await running.close()
  }
}

/** Unlocks the app on `userDataDir`, scrolls in its list, and watches both event loops until its inbox shows `unread` messages. */
async function watch(lab: Lab, userDataDir: string, unread: number) {
  const running = await launchSealpost({ userDataDir, env: { SEALPOST_EXTRA_CA: lab.caPath } })
  const { app, page } = running
  try {
    await unlock(page)
    await watchDelays(app, page)
    const start = performance.now()
    if (unread === 0) {
      await delay(emptyMs)
      return { ...(await readDelays(app, page)), tookMs: emptyMs, scrolling: null }
    }
    await page.getByRole('option').first().waitFor({ timeout: syncLimitMs })
    const synced = page.getByText(`${unread} unread`).waitFor({ timeout: syncLimitMs, state: 'attached' })
    const scrolling = await scrollList(page, syncScrollMs)
    await synced
    return { ...(await readDelays(app, page)), tookMs: Math.round(performance.now() - start), scrolling }
  } finally {
    await running.close()
  }
}

function scrollingFigures(name: string, scrolling: Scrolling | null): Record<string, number> {
  return Object.fromEntries(
    Object.entries(scrolling ?? {}).map(([figure, value]) => [`${name}, ${figure}`, value]),
  )
}

/**
 * How long the window makes a person wait while 10,000 messages sync and while 100,000 rows are scrolled, beside an app
 * that has nothing to do.
 */
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
      const rest = await watchScrolling(emptyFolder)
      const scrolled = await watchScrolling(await prepareRows(join(scratch, 'rows')))
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
          ...scrollingFigures('whileSyncing', full.scrolling),
          rows,
          ...scrollingFigures('scrolling', scrolled.scrolling),
          scrollingMainMaxMs: scrolled.mainMaxMs,
          ...scrollingFigures('atRest', rest.scrolling),
        },
        ratios: {
          'main process p99 vs empty app': ratio(full.main.p99, empty.main.p99, '<= 4'),
          'frame p99 while scrolling vs at rest': ratio(scrolled.scrolling.p99, rest.scrolling.p99, '<= 2'),
          'page p99 vs empty app': ratio(full.page.p99, Math.max(empty.page.p99, 1), '<= 4'),
        },
      }
    } finally {
      await lab.stop()
    }
  },
}
