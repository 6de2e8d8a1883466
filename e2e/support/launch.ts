import { _electron, type ElectronApplication, type Page } from '@playwright/test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { patienceMs } from '../lab/patience.ts'
import { appFolder, chooseElectron } from './electron-executable.ts'
import { collectProblems, type PageProblem } from './problems.ts'

export interface LaunchOptions {
  /** Kept by the caller; without it the app gets a folder of its own, removed at `close`. */
  userDataDir?: string
  /** Added to this process's environment; `undefined` takes a variable away. */
  env?: Record<string, string | undefined>
  /** Further arguments for the app. */
  args?: string[]
  colorScheme?: 'light' | 'dark'
  /** Folder of a variant of the app, made by a test; otherwise the build under test. */
  appFolder?: string
}

export interface RunningApp {
  app: ElectronApplication
  /** The main window. */
  page: Page
  userDataDir: string
  /** What went wrong in its pages so far; specs end by expecting none. */
  problems: PageProblem[]
  /** Answers the next file dialogs; `null` is the person's Cancel. */
  answerSaveDialog: (filePath: string | null) => Promise<void>
  answerOpenDialog: (filePaths: string[] | null) => Promise<void>
  close: () => Promise<void>
}

/** The stand-in host and the engine are some thousand modules: compiled once, and not for each of a hundred starts. */
const compiledFolder = path.resolve('node_modules/.cache/compiled')

/** Starts the built app and waits for its window. */
export async function launchSealpost(options: LaunchOptions = {}): Promise<RunningApp> {
  const userDataDir = options.userDataDir ?? (await mkdtemp(path.join(tmpdir(), 'sealpost-e2e-')))
  const given: LaunchOptions['env'] = { NODE_COMPILE_CACHE: compiledFolder, ...process.env, ...options.env }
  const env = Object.fromEntries(
    Object.entries(given).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
  chooseElectron()
  const app = await _electron.launch({
    args: [options.appFolder ?? appFolder(), `--user-data-dir=${userDataDir}`, ...(options.args ?? [])],
    env,
    colorScheme: options.colorScheme ?? null,
  })
  app.context().setDefaultTimeout(patienceMs)
  const problems = collectProblems(app.context())
  const page = await app.firstWindow()
  // A window is there before its page is.
  await page.waitForURL(/^https:/)
  return {
    app,
    page,
    userDataDir,
    problems,
    answerSaveDialog: (filePath) =>
      app.evaluate(({ dialog }, given) => {
        dialog.showSaveDialog = () => Promise.resolve({ canceled: given === null, filePath: given ?? '' })
      }, filePath),
    answerOpenDialog: (filePaths) =>
      app.evaluate(({ dialog }, given) => {
        dialog.showOpenDialog = () => Promise.resolve({ canceled: given === null, filePaths: given ?? [] })
      }, filePaths),
    close: async () => {
      await app.close()
      if (options.userDataDir === undefined) {
        await rm(userDataDir, { recursive: true, force: true })
      }
    },
  }
}
