import { EventEmitter } from 'node:events'
import type { InterceptedRequest, LoadEvent, PageReport } from '../contract.ts'
import { callDriver } from './driver-client.ts'
import { makeEvent } from './events.ts'
import { IpcMain } from './ipc-main.ts'
import { note } from './journal.ts'
import { nativeImage } from './native-image.ts'
import type { Session } from './session.ts'
import type { ContentsSurface } from './surfaces.ts'
import { FrameMirror, WebFrameMain } from './web-frame-main.ts'

type OpenHandler = Parameters<Electron.WebContents['setWindowOpenHandler']>[0]

/** What the window that shows the page does for it. */
export interface ContentsOwner {
  /** Resolves when the window is there. */
  opened: Promise<unknown>
  close: () => void
  focus: () => void
}

export class WebContents extends EventEmitter implements ContentsSurface {
  readonly id: number
  readonly session: Session
  readonly frames: FrameMirror
  /** Messages to this page's own listeners come before those of `ipcMain`. */
  readonly ipc = new IpcMain()
  readonly #owner: ContentsOwner
  readonly #emptyFrame: WebFrameMain
  #openHandler: OpenHandler | null = null
  #zoomFactor = 1
  #title = ''
  #isLoading = false
  #isDestroyed = false

  constructor(id: number, session: Session, owner: ContentsOwner) {
    super()
    this.id = id
    this.session = session
    this.#owner = owner
    this.frames = new FrameMirror(id)
    this.#emptyFrame = new WebFrameMain(this.frames, 0, {
      frameId: '',
      parentId: null,
      url: '',
      origin: 'null',
      name: '',
    })
  }

  get mainFrame(): WebFrameMain {
    return this.frames.main ?? this.#emptyFrame
  }

  async loadURL(url: string): Promise<void> {
    await this.#owner.opened
    const { origin } = new URL(url)
    if (origin !== 'null') {
      const granted = this.session.permissions.grantedTo(this as unknown as Electron.WebContents, origin)
      await callDriver('setPermissions', { windowId: this.id, origin, granted })
    }
    await callDriver('navigate', { windowId: this.id, url })
  }

  reload(): void {
    void this.#do(() => callDriver('reload', { windowId: this.id }))
  }

  send(channel: string, ...args: unknown[]): void {
    this.mainFrame.send(channel, ...args)
  }

  postMessage(channel: string, message: unknown, transfer: unknown[] = []): void {
    this.mainFrame.postMessage(channel, message, transfer)
  }

  executeJavaScript(code: string): Promise<unknown> {
    return this.mainFrame.executeJavaScript(code)
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.#openHandler = handler
  }

  getURL(): string {
    return this.mainFrame.url
  }

  getTitle(): string {
    return this.#title
  }

  getType(): 'window' {
    return 'window'
  }

  isLoading(): boolean {
    return this.#isLoading
  }

  isDestroyed(): boolean {
    return this.#isDestroyed
  }

  close(): void {
    this.#owner.close()
  }

  focus(): void {
    this.#owner.focus()
  }

  async capturePage(): Promise<Electron.NativeImage> {
    await this.#owner.opened
    return nativeImage.createFromBuffer(Buffer.from(await callDriver('screenshot', { windowId: this.id })))
  }

  async printToPDF(options: Electron.PrintToPDFOptions): Promise<Buffer> {
    await this.#owner.opened
    const { pageSize: _pageSize, margins: _margins, ...parameters } = options
    return Buffer.from(await callDriver('printToPdf', { windowId: this.id, parameters: { ...parameters } }))
  }

  /** There is no printer here: the wish is noted, and answered as done. */
  print(_options?: unknown, callback?: (isDone: boolean, reason: string) => void): void {
    note({ kind: 'print', windowId: this.id, url: this.getURL() })
    callback?.(true, '')
  }

  getZoomFactor(): number {
    return this.#zoomFactor
  }

  setZoomFactor(factor: number): void {
    this.#zoomFactor = factor
  }

  getZoomLevel(): number {
    return Math.log(this.#zoomFactor) / Math.log(1.2)
  }

  setZoomLevel(level: number): void {
    this.#zoomFactor = 1.2 ** level
  }

  isDevToolsOpened(): boolean {
    return false
  }

  // Of no effect here: the browser's own tools and zoom are at hand, and nothing is throttled.
  openDevTools(): void {}
  closeDevTools(): void {}
  setBackgroundThrottling(): void {}
  async setVisualZoomLevelLimits(): Promise<void> {}

  /** Host only: may this document be loaded? Emits what Electron emits before it asks for one. */
  allowsNavigation({ url, frameId, navigation }: InterceptedRequest): boolean {
    if (navigation === null || (!navigation.byPage && !navigation.isRedirect)) {
      return true
    }
    const { isMainFrame, isRedirect } = navigation
    const frame = this.frames.get(frameId) ?? null
    const names = isRedirect
      ? ['will-redirect']
      : ['will-frame-navigate', ...(isMainFrame ? ['will-navigate'] : [])]
    const isAllowed = names.every((name) => {
      const event = makeEvent({ url, isMainFrame, isSameDocument: false, frame, initiator: frame })
      this.emit(name, event, url, false, isMainFrame)
      return !event.defaultPrevented
    })
    if (!isAllowed) {
      note({ kind: 'navigation-refused', url, isMainFrame })
    }
    return isAllowed
  }

  /** Host only: what the app says to a popup. */
  answerPopup(url: string, frameName: string, features: string): Electron.WindowOpenHandlerResponse {
    const answer = this.#openHandler?.({
      url,
      frameName,
      features,
      disposition: 'foreground-tab',
      referrer: { url: '', policy: 'no-referrer' },
    }) ?? { action: 'deny' }
    note({ kind: 'popup', url, action: answer.action })
    return answer
  }

  /** Host only. */
  follow(event: LoadEvent): void {
    const frame = this.frames.get(event.frameId)
    const isMainFrame = frame?.parent === null
    switch (event.kind) {
      case 'started': {
        const { url, isSameDocument } = event
        if (isMainFrame && !isSameDocument && !this.#isLoading) {
          this.#isLoading = true
          this.emit('did-start-loading')
        }
        const details = makeEvent({ url, isSameDocument, isMainFrame, frame: frame ?? null })
        this.emit('did-start-navigation', details, url, isSameDocument, isMainFrame)
        break
      }
      case 'navigated':
        this.#navigated(event.url, event.isSameDocument, isMainFrame)
        break
      case 'dom-ready':
        if (isMainFrame) {
          this.emit('dom-ready', makeEvent({}))
        }
        break
      case 'loaded':
        this.emit('did-frame-finish-load', makeEvent({}), isMainFrame)
        if (isMainFrame) {
          this.emit('did-finish-load', makeEvent({}))
        }
        break
      case 'failed':
        this.emit('did-fail-load', makeEvent({}), -2, event.error, event.url, isMainFrame)
        break
      case 'stopped':
        if (isMainFrame && this.#isLoading) {
          this.#isLoading = false
          this.emit('did-stop-loading')
        }
        break
      case 'painted':
        if (isMainFrame) {
          this.emit('stand-in-painted')
        }
    }
  }

  /** Host only. */
  hear(report: PageReport): void {
    if (report.kind !== 'console' || report.level === 'error' || report.level === 'warning') {
      note({ kind: 'page', report })
    }
    if (report.kind === 'console' || report.kind === 'log') {
      const { level, text: message, line: lineNumber, url: sourceId } = report
      this.emit('console-message', makeEvent({ level, message, lineNumber, sourceId, frame: this.mainFrame }))
    }
  }

  /** Host only. */
  setTitle(title: string): void {
    this.#title = title
  }

  /** Host only. */
  markDestroyed(crashed: boolean): void {
    this.#isDestroyed = true
    if (crashed) {
      this.emit('render-process-gone', makeEvent({}), { reason: 'crashed', exitCode: 1 })
    }
    this.emit('destroyed')
  }

  #navigated(url: string, isSameDocument: boolean, isMainFrame: boolean): void {
    if (isSameDocument) {
      this.emit('did-navigate-in-page', makeEvent({}), url, isMainFrame)
    } else {
      this.emit('did-frame-navigate', makeEvent({}), url, 200, 'OK', isMainFrame)
      if (isMainFrame) {
        this.emit('did-navigate', makeEvent({}), url, 200, 'OK')
      }
    }
  }

  /** Work on a page that may be closing: what fails then is of no interest. */
  async #do(work: () => Promise<unknown>): Promise<void> {
    await this.#owner.opened.then(work).catch(() => undefined)
  }
}
