import { EventEmitter } from 'node:events'
import path from 'node:path'
import { AppPaths, type AppLocation } from './app-paths.ts'
import { commandLine, extraBrowserSwitches, switchValue } from './command-line.ts'
import { closeBrowser, launchBrowser } from './driver-client.ts'
import { environment } from './environment.ts'
import { makeEvent } from './events.ts'
import { nativeTheme } from './native-theme.ts'
import type { AppSurface } from './surfaces.ts'
import { SingleInstanceLock } from './single-instance.ts'

/** What the app needs from the module of windows, which itself needs the app. */
interface OpenWindows {
  /** Asks every window to close; false when one refused. */
  closeAll: () => Promise<boolean>
  focusFirst: () => void
}

class App extends EventEmitter implements Omit<AppSurface, 'commandLine'> {
  readonly commandLine = commandLine
  readonly isPackaged = false
  name = 'app'
  userAgentFallback = ''
  readonly #paths = new AppPaths(() => this.name)
  readonly #instanceLock = new SingleInstanceLock()
  readonly #whenReady: Promise<void>
  #resolveReady: () => void = () => undefined
  #isReady = false
  #isQuitting = false
  #hasLaunched = false
  #location: AppLocation = { dir: process.cwd(), manifest: { name: 'app', version: '0.0.0' }, mainFile: '' }
  #windows: OpenWindows = { closeAll: () => Promise.resolve(true), focusFirst: () => undefined }

  constructor() {
    super()
    this.#whenReady = new Promise((resolve) => {
      this.#resolveReady = resolve
    })
  }

  /** Host only: to be called before the app's own code runs. */
  prepare(location: AppLocation, windows: OpenWindows): void {
    this.#location = location
    this.#windows = windows
    this.name = location.manifest.productName ?? location.manifest.name
    if (switchValue('user-data-dir') !== undefined) {
      this.#launchBrowser()
    }
  }

  /** Host only: to be called once the app's main module has run. */
  start(): void {
    this.#launchBrowser()
    this.#isReady = true
    this.emit('will-finish-launching')
    // Playwright's loader, which holds both back, needs them in this order.
    this.#resolveReady()
    this.emit('ready', makeEvent({}), {})
  }

  /** Host only: the last window is gone. */
  allWindowsClosed(): void {
    if (this.#isQuitting) {
      return
    }
    if (this.listenerCount('window-all-closed') > 0) {
      this.emit('window-all-closed')
    } else {
      this.quit()
    }
  }

  get isQuitting(): boolean {
    return this.#isQuitting
  }

  isReady(): boolean {
    return this.#isReady
  }

  whenReady(): Promise<void> {
    return this.#whenReady
  }

  quit(): void {
    if (!this.#isQuitting) {
      void this.#quit()
    }
  }

  exit(exitCode = 0): void {
    this.#isQuitting = true
    this.emit('quit', makeEvent({}), exitCode)
    this.#instanceLock.release()
    void closeBrowser().finally(() => process.exit(exitCode))
  }

  getPath(name: Parameters<Electron.App['getPath']>[0]): string {
    return this.#paths.get(name)
  }

  setPath(name: string, value: string): void {
    this.#paths.set(name as Parameters<Electron.App['getPath']>[0], value)
  }

  setAppLogsPath(value?: string): void {
    this.#paths.set('logs', value ?? path.join(this.getPath('userData'), 'logs'))
  }

  getAppPath(): string {
    return this.#location.dir
  }

  getVersion(): string {
    return this.#location.manifest.version
  }

  getName(): string {
    return this.name
  }

  setName(name: string): void {
    this.name = name
  }

  getLocale(): string {
    return 'en-US'
  }

  getSystemLocale(): string {
    return 'en-US'
  }

  getPreferredSystemLanguages(): string[] {
    return ['en-US']
  }

  requestSingleInstanceLock(additionalData?: Record<string, unknown>): boolean {
    const start = {
      argv: process.argv,
      workingDirectory: process.cwd(),
      additionalData: additionalData ?? null,
    }
    return this.#instanceLock.take(this.getPath('userData'), start, (second) => {
      this.emit('second-instance', makeEvent({}), second.argv, second.workingDirectory, second.additionalData)
    })
  }

  hasSingleInstanceLock(): boolean {
    return this.#instanceLock.isHeld
  }

  releaseSingleInstanceLock(): void {
    this.#instanceLock.release()
  }

  focus(): void {
    this.#windows.focusFirst()
  }

  setAsDefaultProtocolClient(): boolean {
    return true
  }

  setBadgeCount(): boolean {
    return true
  }

  // Of no effect here: there is no such thing outside of Electron's own process.
  disableHardwareAcceleration(): void {}
  enableSandbox(): void {}
  setAboutPanelOptions(): void {}
  setAppUserModelId(): void {}

  #launchBrowser(): void {
    if (this.#hasLaunched) {
      return
    }
    this.#hasLaunched = true
    const isRoot = process.getuid?.() === 0
    void launchBrowser({
      executable: environment.chromium,
      profileDir: path.join(this.getPath('sessionData'), 'stand-in-browser'),
      appName: this.name,
      headless: environment.headless,
      sandbox: !isRoot && switchValue('no-sandbox') === undefined,
      debuggingPort: switchValue('remote-debugging-port') ?? null,
      network: environment.network,
      colorScheme: nativeTheme.shouldUseDarkColors ? 'dark' : 'light',
      switches: extraBrowserSwitches(),
    })
  }

  async #quit(): Promise<void> {
    const beforeQuit = makeEvent({})
    this.emit('before-quit', beforeQuit)
    if (beforeQuit.defaultPrevented) {
      return
    }
    this.#isQuitting = true
    if (!(await this.#windows.closeAll())) {
      this.#isQuitting = false
      return
    }
    const willQuit = makeEvent({})
    this.emit('will-quit', willQuit)
    if (willQuit.defaultPrevented) {
      this.#isQuitting = false
      return
    }
    this.exit(0)
  }
}

export const app = new App()
