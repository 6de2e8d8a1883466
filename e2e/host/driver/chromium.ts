import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readlinkSync, rmSync } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { setTimeout as delay } from 'node:timers/promises'
import type { LaunchOptions } from '../contract.ts'
import { CdpConnection } from './cdp.ts'

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
  '--disable-features=Translate,MediaRouter,OptimizationHints,NetworkTimeServiceQuerying,PreconnectToSearch,AimEnabled,HttpsUpgrades,HttpsFirstBalancedModeAutoEnable,DialMediaRouteProvider,AutofillServerCommunication,CertificateTransparencyComponentUpdater',
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
  passOnStderr(browser)
  const connection = new CdpConnection(browser.stdio[3] as Writable, browser.stdio[4] as Readable)
  void exited.then(() => {
    connection.close()
  })
  const socketDir = () => singletonSocketDir(options.profileDir)

  return {
    connection,
    exited,
    openAppWindow: (token, inMemory) => {
      const page = `data:text/html,<title>${encodeURIComponent(options.appName)}</title><!--${token}-->`
      const args = [...common, ...(inMemory ? ['--incognito'] : []), `--app=${page}`]
      spawn(options.executable, args, { stdio: 'ignore' }).on('error', () => undefined)
    },
    close: async () => {
      const leftover = socketDir()
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
  await Promise.race([once(browser, 'exit'), once(browser, 'error')]).catch((error: unknown) => {
    process.stderr.write(`The browser can't be started: ${String(error)}\n`)
  })
}

/** Playwright reads the port from this line, as it does with Electron; the rest is noise unless asked for. */
function passOnStderr(browser: ChildProcess): void {
  if (browser.stderr === null) {
    return
  }
  createInterface({ input: browser.stderr }).on('line', (line) => {
    if (line.startsWith('DevTools listening on ') || process.env['STANDIN_DEBUG'] === '1') {
      process.stderr.write(`${line}\n`)
    }
  })
}

/** The browser keeps its socket in the temporary folder, because paths of sockets are short. */
function singletonSocketDir(profileDir: string): string | null {
  try {
    return path.dirname(readlinkSync(path.join(profileDir, 'SingletonSocket')))
  } catch {
    return null
  }
}

/** After a kill of the app the former browser may still be ending; a second one would hand its windows to it. */
async function waitForFreeProfile(profileDir: string): Promise<void> {
  const deadline = Date.now() + 5000
  while (profileOwner(profileDir) !== null && Date.now() < deadline) {
    await delay(20)
  }
  const owner = profileOwner(profileDir)
  if (owner !== null) {
    process.kill(owner, 'SIGKILL')
    await delay(100)
  }
  const leftover = singletonSocketDir(profileDir)
  if (leftover !== null && profileOwner(profileDir) === null) {
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
