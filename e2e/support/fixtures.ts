import { expect, test as base, type TestInfo } from '@playwright/test'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openOtherProgram } from '../../test/support/lab-client.ts'
import { startLab, type Lab } from '../lab/index.ts'
import { launchSealpost, type LaunchOptions, type RunningApp } from './launch.ts'
import { prepareTemplate, type PracticeTemplate } from './practice.ts'
import { unlock } from './steps.ts'
import { patienceMs } from '../lab/patience.ts'

/** The app as one spec drives it, with every folder in which it could leave something readable. */
export type OpenedApp = RunningApp & {
  /** The only temp folder that the app, its engine and its browser know. */
  readonly tempDir: string
}

export type OpenApp = (options?: LaunchOptions) => Promise<OpenedApp>

type WorkerFixtures = { readonly lab: Lab; readonly template: PracticeTemplate }
type TestFixtures = {
  /** Opens the app on the lab; closed at the end, which also expects that no page did anything wrong. */
  readonly openApp: OpenApp
  /** As `openApp`, on a copy of a practice that is set up (`from`, else the template): unlocked, at its inbox. */
  readonly openPractice: (options?: LaunchOptions & { readonly from?: string }) => Promise<OpenedApp>
  /** A folder for what the spec itself writes; gone at its end. */
  readonly scratch: string
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  lab: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads the fixtures wanted from the pattern itself
    async ({}, use) => {
      // Smaller than what Sealpost itself sends at most, so that the limit shown is the host's.
      const lab = await startLab({ maxMessageBytes: 12_000_000 })
      await use(lab)
      await lab.stop()
    },
    { scope: 'worker', timeout: 3 * patienceMs },
  ],

  template: [
    async ({ lab }, use) => {
      const folder = await mkdtemp(path.join(tmpdir(), 'sealpost-template-'))
      await use(await prepareTemplate(lab, folder))
      await rm(folder, { recursive: true, force: true, maxRetries: 5 })
    },
    { scope: 'worker', timeout: 3 * patienceMs },
  ],

  // eslint-disable-next-line no-empty-pattern -- Playwright reads the fixtures wanted from the pattern itself
  scratch: async ({}, use) => {
    const folder = await mkdtemp(path.join(tmpdir(), 'sealpost-spec-'))
    await use(folder)
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  },

  openApp: async ({ lab, scratch }, use, testInfo) => {
    await emptyKept(lab)
    const opened: OpenedApp[] = []
    let output = ''
    await use(async (options = {}) => {
      const tempDir = await mkdtemp(path.join(scratch, 'temp-'))
      const app = await launchSealpost({
        ...options,
        env: { SEALPOST_EXTRA_CA: lab.caPath, TMPDIR: tempDir, ...options.env },
      })
      opened.push({ ...app, tempDir })
      app.app.process().stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()))
      return { ...app, tempDir }
    })
    if (testInfo.status !== testInfo.expectedStatus) {
      await reportFailure(opened, output, testInfo)
    }
    await Promise.all(opened.map((app) => app.close()))
    expect(opened.flatMap((app) => app.problems)).toEqual([])
  },

  openPractice: async ({ openApp, template, scratch }, use) => {
    await use(async ({ from = template.folder, ...options } = {}) => {
      const userDataDir = await mkdtemp(path.join(scratch, 'practice-'))
      await cp(from, userDataDir, { recursive: true })
      const app = await openApp({ userDataDir, ...options })
      await unlock(app.page)
      await expect(app.page.getByRole('heading', { name: 'Inbox', exact: true })).toBeVisible()
      return app
    })
  },
})

/**
 * What earlier practices keep on the host: drafts would be taken in as its own by the next, which is a copy of the same
 * one, and their recovery data lies there for whoever has a kit.
 */
async function emptyKept(lab: Lab): Promise<void> {
  const client = await openOtherProgram(lab, lab.people.rivera)
  const kept = ['Drafts', 'Sealpost recovery']
  for (const { path: mailbox } of await client.list()) {
    if (!kept.includes(mailbox)) continue
    await client.mailboxOpen(mailbox)
    await client.messageDelete('1:*')
  }
  await client.logout()
}

/** What a failed spec leaves to look at: every window as it was, and what the app said on the console. */
async function reportFailure(
  opened: readonly OpenedApp[],
  output: string,
  testInfo: TestInfo,
): Promise<void> {
  for (const [index, { page }] of opened.entries()) {
    const picture = testInfo.outputPath(`window-${String(index + 1)}.png`)
    await page.screenshot({ path: picture, timeout: 5000 }).catch(() => undefined)
  }
  if (output !== '') process.stderr.write(output)
}

export { expect }
