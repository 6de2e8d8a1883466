import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readlinkSync, rmSync } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { setTimeout as delay } from 'node:timers/promises'
import type { LaunchOptions } from '../contract.ts'
import { CdpConnection } from './cdp.ts'
import { patienceMs } from '../../lab/patience.ts'

export interface Chromium {
  connection: CdpConnection
  /** Starts the same program again; it hands the window over to the running browser and ends. Headful only. */
  openAppWindow: (token: string, inMemory: boolean) => void
  /** Ends the browser within three seconds and removes what it left outside its profile. */
  close: () => Promise<void>
  exited: Promise<void>
}

/** Without these the browser talks to its maker, or asks the person things that the app knows nothing about. */
const quietSwitches = [
  '--no-first-run',
  '--no-default-browser-check',
  '--no-service-autorun',
  '--no-pings',
  '--disable-background-networking',
  '--disable-breakpad',
  '--disable-client-side-phishing-detection',
  '--disable-component-extensions-with-background-pages',
  '--disable-component-update',
  '--disable-crash-reporter',
  '--disable-default-apps',
  '--disable-domain-reliability',
  '--disable-extensions',
  '--disable-search-engine-choice-screen',
  '--disable-sync',
  '--disable-translate',
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
  '--disable-popup-blocking',
  '--disable-infobars',
  '--disable-dev-shm-usage',
  '--disable-features=Translate,MediaRouter,OptimizationHints,NetworkTimeServiceQuerying,PreconnectToSearch,AimEnabled,HttpsUpgrades,HttpsFirstBalancedModeAutoEnable,DialMediaRouteProvider,AutofillServerCommunication,CertificateTransparencyComponentUpdater,WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup',
  '--metrics-recording-only',
  '--password-store=basic',
  '--use-mock-keychain',
  '--test-type',
]

/** A name that never resolves: where the browser's own calls to its maker are sent, so that no watcher sees them. */
const nowhere = 'quiet.invalid'

/** Starts a browser without a window, controlled over a pipe. */
export async function startChromium(options: LaunchOptions): Promise<Chromium> {
  mkdirSync(options.profileDir, { recursive: true, mode: 0o700 })
  await waitForFreeProfile(options.profileDir)
  const common = [
    ...quietSwitches,
    `--gaia-url=https://${nowhere}`,
    `--component-updater=url-source=https://${nowhere}/`,
    ...(options.sandbox ? [] : ['--no-sandbox']),
    ...(options.colorScheme === 'dark' ? ['--force-dark-mode'] : []),
    ...(options.headless ? ['--headless'] : ['--deny-permission-prompts']),
    `--user-data-dir=${options.profileDir}`,
    `--host-resolver-rules=${resolverRules(options)}`,
    ...options.switches,
  ]
  const browser = spawn(
    options.executable,
    [
      ...common,
      '--remote-debugging-pipe',
      ...(options.debuggingPort === null ? [] : [`--remote-debugging-port=${options.debuggingPort}`]),
      '--no-startup-window',
    ],
    { stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'] },
  )
  const exited = watchExit(browser)
  const lastWords = passOnStderr(browser)
  const connection = new CdpConnection(browser.stdio[3] as Writable, browser.stdio[4] as Readable)
  void exited.then(() => {
    connection.close()
  })
  await connection.browser.send('Browser.getVersion').catch(() => {
    throw new Error(`The browser ${options.executable} can't be started. ${lastWords.join(' ')}`.trim())
  })

  return {
    connection,
    exited,
    openAppWindow: (token, inMemory) => {
      const page = `data:text/html,<title>${encodeURIComponent(options.appName)}</title><!--${token}-->`
      const args = [...common, ...(inMemory ? ['--incognito'] : []), `--app=${page}`]
      spawn(options.executable, args, { stdio: 'ignore' }).on('error', () => undefined)
    },
    close: async () => {
      const leftover = singletonSocketDir(options.profileDir)
      connection.browser.send('Browser.close').catch(() => undefined)
      await Promise.race([exited, delay(3000, undefined, { ref: false })])
      browser.kill('SIGKILL')
      await exited
      if (leftover !== null) {
        rmSync(leftover, { recursive: true, force: true })
      }
    },
  }
}

/** Hermetic: no name resolves. Open: every name and address is the watcher's, but those of the app itself. */
function resolverRules({ network }: LaunchOptions): string {
  if (network.mode === 'hermetic') {
    return 'MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1'
  }
  const unresolved = [nowhere, ...network.origins.map((origin) => new URL(origin).hostname)]
  return [...unresolved.map((host) => `MAP ${host} ~NOTFOUND`), `MAP * ${network.watcher}`].join(', ')
}

async function watchExit(browser: ChildProcess): Promise<void> {
  await Promise.race([once(browser, 'exit'), once(browser, 'error')]).catch(() => undefined)
}

/**
 * Playwright reads the port from a line of these, as it does with Electron; the rest is noise unless asked for.
 * @returns the last lines, which say why where the browser can't start
 */
function passOnStderr(browser: ChildProcess): string[] {
  const last: string[] = []
  if (browser.stderr === null) {
    return last
  }
  createInterface({ input: browser.stderr }).on('line', (line) => {
    last.splice(0, last.length - 4)
    last.push(line)
    if (line.startsWith('DevTools listening on ') || process.env['STANDIN_DEBUG'] === '1') {
      process.stderr.write(`${line}\n`)
    }
  })
  return last
}

/** The browser keeps its socket in the temporary folder, because paths of sockets are short. */
function singletonSocketDir(profileDir: string): string | null {
  try {
    return path.dirname(readlinkSync(path.join(profileDir, 'SingletonSocket')))
  } catch {
    return null
  }
}

/**
 * After a kill of the app the former browser may still be ending; a second one would hand its windows to it. A second
 * start of the app waits here too, until it sees that it isn't the first.
 */
async function waitForFreeProfile(profileDir: string): Promise<void> {
  const deadline = Date.now() + patienceMs
  while (profileOwner(profileDir) !== null) {
    if (Date.now() > deadline) {
      throw new Error(`Another browser uses ${profileDir}.`)
    }
    await delay(20)
  }
  const leftover = singletonSocketDir(profileDir)
  if (leftover !== null) {
    rmSync(leftover, { recursive: true, force: true })
  }
}

/** Process id of the living browser that holds the profile. */
function profileOwner(profileDir: string): number | null {
  try {
    const owner = Number(/-(\d+)$/.exec(readlinkSync(path.join(profileDir, 'SingletonLock')))?.[1])
    process.kill(owner, 0)
    return owner
  } catch {
    return null
  }
}
