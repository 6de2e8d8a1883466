import { EventEmitter } from 'node:events'
import { readFileSync } from 'node:fs'
import type { Bounds } from '../contract.ts'
import { app } from './app.ts'
import { callDriver } from './driver-client.ts'
import { makeEvent } from './events.ts'
import { defaultSession, fromPartition, type Session } from './session.ts'
import type { WindowSurface } from './surfaces.ts'
import { WebContents } from './web-contents.ts'

type WindowState = 'normal' | 'minimized' | 'maximized' | 'fullscreen'

const windows: BrowserWindow[] = []
let lastId = 0

export class BrowserWindow extends EventEmitter implements WindowSurface {
  readonly id = ++lastId
  readonly webContents: WebContents
  readonly #opened: Promise<{ targetId: string }>
  #isContentProtected = false
  readonly #session: Session
  #bounds: Bounds
  #title: string
  #state: WindowState = 'normal'
  #isVisible: boolean
  #isDestroyed = false
  #targetId = ''

  constructor(options: Electron.BrowserWindowConstructorOptions = {}) {
    super()
    const preferences = options.webPreferences ?? {}
    this.#session =
      (preferences.session as unknown as Session | undefined) ??
      (preferences.partition === undefined ? defaultSession : fromPartition(preferences.partition))
    this.#bounds = {
      x: options.x ?? 0,
      y: options.y ?? 0,
      width: options.width ?? 800,
      height: options.height ?? 600,
    }
    this.#title = options.title ?? app.name
    this.#isVisible = options.show !== false
    this.#opened = this.#open(preferences)
    this.webContents = new WebContents(this.id, this.#session, {
      opened: this.#opened,
      close: () => this.close(),
      focus: () => this.focus(),
    })
    const showOnce = () => {
      this.webContents.off('stand-in-painted', showOnce)
      this.webContents.off('did-finish-load', showOnce)
      this.emit('ready-to-show', makeEvent({}))
    }
    this.webContents.once('stand-in-painted', showOnce)
    this.webContents.once('did-finish-load', showOnce)
    windows.push(this)
    app.emit('browser-window-created', makeEvent({}), this)
    app.emit('web-contents-created', makeEvent({}), this.webContents)
  }

  static getAllWindows(): BrowserWindow[] {
    return [...windows]
  }

  static getFocusedWindow(): BrowserWindow | null {
    return windows.findLast((window) => window.isVisible()) ?? null
  }

  static fromWebContents(contents: WebContents): BrowserWindow | null {
    return windows.find((window) => window.webContents === contents) ?? null
  }

  static fromId(id: number): BrowserWindow | null {
    return windows.find((window) => window.id === id) ?? null
  }

  /** Host only. */
  get targetId(): string {
    return this.#targetId
  }

  get title(): string {
    return this.#title
  }

  loadURL(url: string): Promise<void> {
    return this.webContents.loadURL(url)
  }

  close(): void {
    const event = makeEvent({})
    this.emit('close', event)
    if (!event.defaultPrevented) {
      this.destroy()
    }
  }

  destroy(): void {
    if (!this.#isDestroyed) {
      this.#do('closeWindow', { windowId: this.id })
      this.markClosed(false)
    }
  }

  show(): void {
    this.#setVisible(true)
    this.#setState('normal')
    this.focus()
  }

  showInactive(): void {
    this.#setVisible(true)
  }

  hide(): void {
    this.#setVisible(false)
    this.#do('setWindowState', { windowId: this.id, state: 'minimized' })
  }

  focus(): void {
    this.#do('bringToFront', { windowId: this.id })
    this.emit('focus', makeEvent({}))
  }

  minimize(): void {
    this.#setState('minimized')
    this.emit('minimize')
  }

  restore(): void {
    this.#setVisible(true)
    this.#setState('normal')
    this.emit('restore')
  }

  maximize(): void {
    this.#setState('maximized')
    this.emit('maximize')
  }

  unmaximize(): void {
    this.#setState('normal')
    this.emit('unmaximize')
  }

  setFullScreen(isFullScreen: boolean): void {
    this.#setState(isFullScreen ? 'fullscreen' : 'normal')
    this.emit(isFullScreen ? 'enter-full-screen' : 'leave-full-screen')
  }

  isVisible(): boolean {
    return this.#isVisible && !this.#isDestroyed
  }

  isFocused(): boolean {
    return BrowserWindow.getFocusedWindow() === this
  }

  isMinimized(): boolean {
    return this.#state === 'minimized'
  }

  isMaximized(): boolean {
    return this.#state === 'maximized'
  }

  isFullScreen(): boolean {
    return this.#state === 'fullscreen'
  }

  isDestroyed(): boolean {
    return this.#isDestroyed
  }

  getTitle(): string {
    return this.#title
  }

  setTitle(title: string): void {
    this.#title = title
  }

  getBounds(): Bounds {
    return { ...this.#bounds }
  }

  getContentBounds(): Bounds {
    return this.getBounds()
  }

  getNormalBounds(): Bounds {
    return this.getBounds()
  }

  getSize(): [number, number] {
    return [this.#bounds.width, this.#bounds.height]
  }

  getPosition(): [number, number] {
    return [this.#bounds.x, this.#bounds.y]
  }

  setBounds(bounds: Partial<Bounds>): void {
    this.#bounds = { ...this.#bounds, ...bounds }
    this.#do('setBounds', { windowId: this.id, bounds: this.#bounds })
    this.emit('resize')
  }

  setSize(width: number, height: number): void {
    this.setBounds({ width, height })
  }

  setPosition(x: number, y: number): void {
    this.setBounds({ x, y })
  }

  /** Remembered, of no effect: nothing records this screen. */
  setContentProtection(isProtected: boolean): void {
    this.#isContentProtected = isProtected
  }

  isContentProtected(): boolean {
    return this.#isContentProtected
  }

  // Of no effect here: a browser's window has no such property that the protocol could set.
  blur(): void {}
  center(): void {}
  flashFrame(): void {}
  removeMenu(): void {}
  setAlwaysOnTop(): void {}
  setBackgroundColor(): void {}
  setIcon(): void {}
  setMenuBarVisibility(): void {}
  setMinimumSize(): void {}
  setProgressBar(): void {}

  /** Host only: the page's own title changed. */
  takeTitle(title: string): void {
    const event = makeEvent({})
    this.webContents.setTitle(title)
    this.emit('page-title-updated', event, title, true)
    if (!event.defaultPrevented) {
      this.#title = title
    }
  }

  /** Host only: the browser's window is gone, by the person's hand or by ours. */
  markClosed(crashed: boolean): void {
    if (this.#isDestroyed) {
      return
    }
    this.#isDestroyed = true
    windows.splice(windows.indexOf(this), 1)
    this.webContents.markDestroyed(crashed)
    this.emit('closed', makeEvent({}))
    if (windows.length === 0) {
      app.allWindowsClosed()
    }
  }

  async #open(preferences: Electron.WebPreferences): Promise<{ targetId: string }> {
    const { preload } = preferences
    const opened = await callDriver('openWindow', {
      windowId: this.id,
      partition: this.#session.partition,
      bounds: this.#bounds,
      show: this.#isVisible,
      javascript: preferences.javascript !== false,
      preload:
        preload === undefined
          ? null
          : {
              source: readFileSync(preload, 'utf8'),
              argv: [process.execPath, ...(preferences.additionalArguments ?? [])],
              inSubFrames: preferences.nodeIntegrationInSubFrames === true,
            },
    })
    this.#targetId = opened.targetId
    return opened
  }

  #setVisible(isVisible: boolean): void {
    if (this.#isVisible !== isVisible) {
      this.#isVisible = isVisible
      this.emit(isVisible ? 'show' : 'hide')
    }
  }

  #setState(state: WindowState): void {
    if (this.#state !== state) {
      this.#state = state
      this.#do('setWindowState', { windowId: this.id, state })
    }
  }

  /** What a closed window can no longer do is of no interest. */
  #do(...[name, input]: Parameters<typeof callDriver>): void {
    void this.#opened.then(() => callDriver(name, input)).catch(() => undefined)
  }
}

/** Asks every window to close; false when one refused. */
export async function closeAllWindows(): Promise<boolean> {
  for (const window of BrowserWindow.getAllWindows()) {
    window.close()
  }
  return windows.length === 0
}

export const webContents = {
  getAllWebContents: () => windows.map((window) => window.webContents),
  getFocusedWebContents: () => BrowserWindow.getFocusedWindow()?.webContents ?? null,
  fromId: (id: number) => BrowserWindow.fromId(id)?.webContents,
  fromDevToolsTargetId: (targetId: string) =>
    windows.find((window) => window.targetId === targetId)?.webContents,
}
