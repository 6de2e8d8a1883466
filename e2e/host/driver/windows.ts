import { randomBytes } from 'node:crypto'
import type { Channel } from '../channel.ts'
import type { Bounds, HostProcedures, WindowOptions } from '../contract.ts'
import type { CdpSession, Protocol } from './cdp.ts'
import type { Chromium } from './chromium.ts'
import { setPermissions } from './permissions.ts'
import { WindowPage, type SharedState } from './window-page.ts'

interface OpenWindow {
  page: WindowPage
  targetId: string
  contextId: string | undefined
  /** The browser's own profile in memory, which the protocol can't set permissions for. */
  isIncognito: boolean
}

interface Expected {
  options: WindowOptions
  /** Headful: what the first address of the window holds. Headless: the target's id, once known. */
  isMeant: (target: Protocol.Target.TargetInfo) => boolean
  resolve: (opened: { targetId: string }) => void
  reject: (error: Error) => void
}

/** The browser's windows that belong to the app. Any other page that opens is a popup: reported, and closed. */
export class Windows {
  readonly #chromium: Chromium
  readonly #browser: CdpSession
  readonly #shared: SharedState
  readonly #host: Channel<HostProcedures>
  readonly #open = new Map<number, OpenWindow>()
  readonly #contexts = new Map<string, Promise<string>>()
  readonly #unwanted = new Set<string>()
  #expected: Expected[] = []
  /** Targets being made; a new page is judged only when their ids are known. */
  #creating = Promise.resolve()

  constructor(chromium: Chromium, shared: SharedState, host: Channel<HostProcedures>) {
    this.#chromium = chromium
    this.#browser = chromium.connection.browser
    this.#shared = shared
    this.#host = host
  }

  async start(): Promise<void> {
    this.#browser.on('Target.attachedToTarget', (event) => void this.#attached(event))
    this.#browser.on('Target.detachedFromTarget', (event) => {
      this.#gone(event.targetId)
    })
    this.#browser.on('Target.targetCrashed', (event) => {
      this.#gone(event.targetId, true)
    })
    await this.#browser.send('Target.setDiscoverTargets', { discover: true })
    await this.#browser.send('Target.setAutoAttach', {
      autoAttach: true,
      waitForDebuggerOnStart: true,
      flatten: true,
    })
  }

  pages(): WindowPage[] {
    return [...this.#open.values()].map((window) => window.page)
  }

  page(windowId: number): WindowPage {
    return this.#window(windowId).page
  }

  isUnwanted(targetId: string): boolean {
    return this.#unwanted.has(targetId)
  }

  async open(options: WindowOptions): Promise<{ targetId: string }> {
    return this.#shared.headless ? this.#openHeadless(options) : this.#openHeadful(options)
  }

  async close(windowId: number): Promise<void> {
    const targetId = this.#open.get(windowId)?.targetId
    if (targetId !== undefined) {
      await this.#browser.send('Target.closeTarget', { targetId })
    }
  }

  async setBounds(windowId: number, bounds: Bounds): Promise<void> {
    const window = this.#window(windowId)
    if (this.#shared.headless) {
      await window.page.setViewport(bounds)
      return
    }
    const browserWindowId = await this.#browserWindowId(window)
    await this.#browser.send('Browser.setWindowBounds', {
      windowId: browserWindowId,
      bounds: { left: bounds.x, top: bounds.y, width: bounds.width, height: bounds.height },
    })
  }

  async setState(
    windowId: number,
    windowState: NonNullable<Protocol.Browser.Bounds['windowState']>,
  ): Promise<void> {
    // Without a display there is nothing to minimize, and a hidden page would stop painting.
    if (!this.#shared.headless) {
      const browserWindowId = await this.#browserWindowId(this.#window(windowId))
      await this.#browser.send('Browser.setWindowBounds', {
        windowId: browserWindowId,
        bounds: { windowState },
      })
    }
  }

  async bringToFront(windowId: number): Promise<void> {
    await this.#browser.send('Target.activateTarget', { targetId: this.#window(windowId).targetId })
  }

  /** Grants an origin exactly these permissions of the browser's; all others are refused. */
  async setPermissions(windowId: number, origin: string, granted: string[]): Promise<void> {
    const { contextId, isIncognito } = this.#window(windowId)
    if (isIncognito) {
      // There, a switch of the browser refuses all.
      return
    }
    await setPermissions(this.#browser, contextId, origin, granted)
  }

  #window(windowId: number): OpenWindow {
    const window = this.#open.get(windowId)
    if (window === undefined) {
      throw new Error(`Window ${windowId} is closed.`)
    }
    return window
  }

  async #browserWindowId({ targetId }: OpenWindow): Promise<number> {
    return (await this.#browser.send('Browser.getWindowForTarget', { targetId })).windowId
  }

  #openHeadless(options: WindowOptions): Promise<{ targetId: string }> {
    const ids = new Set<string>()
    const opened = this.#expect(options, (target) => ids.has(target.targetId))
    this.#creating = this.#creating.then(async () => {
      try {
        const browserContextId = await this.#contextOf(options)
        const { targetId } = await this.#browser.send('Target.createTarget', {
          url: 'about:blank',
          newWindow: true,
          ...(browserContextId === undefined ? {} : { browserContextId }),
        })
        ids.add(targetId)
      } catch (error) {
        this.#fail(options.windowId, error)
      }
    })
    return opened
  }

  #openHeadful(options: WindowOptions): Promise<{ targetId: string }> {
    const token = randomBytes(12).toString('hex')
    const opened = this.#expect(options, (target) => target.url.includes(token))
    // The browser has one in-memory profile only: with a display, all in-memory partitions share it.
    this.#chromium.openAppWindow(token, this.#isInMemory(options))
    return opened
  }

  #expect(options: WindowOptions, isMeant: Expected['isMeant']): Promise<{ targetId: string }> {
    return new Promise((resolve, reject) => {
      this.#expected.push({ options, isMeant, resolve, reject })
    })
  }

  #fail(windowId: number, error: unknown): void {
    const entry = this.#expected.find((expected) => expected.options.windowId === windowId)
    this.#expected = this.#expected.filter((expected) => expected !== entry)
    entry?.reject(error instanceof Error ? error : new Error(String(error)))
  }

  #isInMemory(options: WindowOptions): boolean {
    return options.partition !== null && this.#shared.keepsPartitionsInMemory
  }

  async #contextOf(options: WindowOptions): Promise<string | undefined> {
    const { partition } = options
    if (partition === null || !this.#isInMemory(options)) {
      return undefined
    }
    const known =
      this.#contexts.get(partition) ??
      this.#browser
        .send('Target.createBrowserContext', { disposeOnDetach: true })
        .then(({ browserContextId }) => browserContextId)
    this.#contexts.set(partition, known)
    return known
  }

  async #attached({ sessionId, targetInfo: target }: Protocol.Target.attachedToTargetPayload): Promise<void> {
    const session = this.#chromium.connection.session(sessionId)
    if (target.type !== 'page') {
      await session.send('Runtime.runIfWaitingForDebugger').catch(() => undefined)
      return
    }
    await this.#creating
    const entry = this.#expected.find((expected) => expected.isMeant(target))
    if (entry === undefined) {
      this.#unwanted.add(target.targetId)
      // A popup that waits holds up the page that opened it; none of its requests gets through meanwhile.
      session.send('Runtime.runIfWaitingForDebugger').catch(() => undefined)
      await this.#browser.send('Target.closeTarget', { targetId: target.targetId }).catch(() => undefined)
      return
    }
    this.#expected = this.#expected.filter((expected) => expected !== entry)
    try {
      await this.#adopt(session, target, entry.options)
      entry.resolve({ targetId: target.targetId })
    } catch (error) {
      entry.reject(error instanceof Error ? error : new Error(String(error)))
    }
  }

  async #adopt(
    session: CdpSession,
    target: Protocol.Target.TargetInfo,
    options: WindowOptions,
  ): Promise<void> {
    const { windowId } = options
    const page = new WindowPage(options, session, this.#shared, this.#host)
    const isInMemory = this.#isInMemory(options)
    this.#open.set(windowId, {
      page,
      targetId: target.targetId,
      contextId: this.#shared.headless && isInMemory ? target.browserContextId : undefined,
      isIncognito: !this.#shared.headless && isInMemory,
    })
    this.#followChildren(session, page)
    await page.adopt(session, target.targetId)
    if (!this.#shared.headless) {
      await this.setBounds(windowId, options.bounds)
    }
  }

  /** Frames in processes of their own, and workers. */
  #followChildren(session: CdpSession, page: WindowPage): void {
    session.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
      const child = this.#chromium.connection.session(sessionId)
      if (targetInfo.type === 'iframe') {
        this.#followChildren(child, page)
        page.adopt(child, targetInfo.targetId).catch(() => undefined)
      } else {
        child.send('Runtime.runIfWaitingForDebugger').catch(() => undefined)
      }
    })
    session.on('Target.detachedFromTarget', ({ sessionId }) => {
      this.#chromium.connection.session(sessionId).detach()
    })
  }

  #gone(targetId: string | undefined, crashed = false): void {
    const entry = [...this.#open].find(([, window]) => window.targetId === targetId)
    if (entry !== undefined) {
      const [windowId, { page }] = entry
      this.#open.delete(windowId)
      page.session.detach()
      this.#host.tell('windowClosed', { windowId, crashed })
    }
  }
}
