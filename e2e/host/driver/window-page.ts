import type { Channel } from '../channel.ts'
import type { Accelerator, ColorScheme, HostProcedures, IpcMessage, WindowOptions } from '../contract.ts'
import { nodeCodec } from '../page/codec.ts'
import type { DriverMessage, WorldMessage } from '../page/isolated-world.ts'
import { isolatedWorldScript, makeWorldNames, pageWorldScript } from '../page/scripts.ts'
import type { CdpSession, Protocol } from './cdp.ts'
import { answerFilePath } from './file-paths.ts'
import { FrameTree, type Frame } from './frames.ts'
import { Navigations } from './navigations.ts'
import { reportMessages } from './reports.ts'

/** What all windows share. */
export interface SharedState {
  /** What the browser was started with, and what the app wants now. */
  startedWithScheme: ColorScheme
  colorScheme: ColorScheme
  accelerators: Accelerator[]
  headless: boolean
  /** Not in open mode: in a profile in memory Chromium ignores `rel=preconnect`, which Electron doesn't. */
  keepsPartitionsInMemory: boolean
}

/** One window's page: its frames in whatever process, the preload's world in each, and the messages of both sides. */
export class WindowPage {
  readonly windowId: number
  readonly frames: FrameTree
  readonly navigations: Navigations
  readonly session: CdpSession
  readonly #options: WindowOptions
  readonly #shared: SharedState
  readonly #host: Channel<HostProcedures>
  readonly #names = makeWorldNames()

  constructor(
    options: WindowOptions,
    session: CdpSession,
    shared: SharedState,
    host: Channel<HostProcedures>,
  ) {
    const { windowId } = options
    this.windowId = windowId
    this.session = session
    this.#options = options
    this.#shared = shared
    this.#host = host
    this.frames = new FrameTree(
      (frame) => host.tell('frameChanged', { windowId, frame }),
      (frameId) => host.tell('frameRemoved', { windowId, frameId }),
    )
    this.navigations = new Navigations(session, this.frames, (event) =>
      host.tell('load', { windowId, event }),
    )
  }

  get mainFrame(): Frame | undefined {
    return this.frames.all().find((frame) => frame.parentId === null)
  }

  /**
   * Sets up a session of this page, or of a frame in another process, before its document loads; then lets it run.
   * @param frameId the session's topmost frame, which has the id of its target
   */
  async adopt(session: CdpSession, frameId: string): Promise<void> {
    this.#follow(session)
    this.frames.attach(session, frameId, null)
    const isTop = session === this.session
    const preload = this.#options.preload
    // A frame that moves to another process may hold its document already by the time its target is told of.
    const whenNew = { runImmediately: !isTop }
    const settings = [
      session.send('Page.enable'),
      session.send('Runtime.enable'),
      session.send('Log.enable'),
      session.send('Audits.enable'),
      session.send('Page.setLifecycleEventsEnabled', { enabled: true }),
      session.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: true, flatten: true }),
      session.send('Runtime.addBinding', { name: this.#names.post, executionContextName: this.#names.world }),
      ...(this.#shared.colorScheme === this.#shared.startedWithScheme ? [] : [this.#applyScheme(session)]),
      ...(preload === null
        ? []
        : [
            session.send('Page.addScriptToEvaluateOnNewDocument', {
              source: pageWorldScript(this.#names, preload),
              ...whenNew,
            }),
          ]),
      session.send('Page.addScriptToEvaluateOnNewDocument', {
        source: isolatedWorldScript(this.#names, preload, this.#shared.accelerators),
        worldName: this.#names.world,
        ...whenNew,
      }),
      ...(preload?.source.includes('getPathForFile') === true ? [session.send('Debugger.enable')] : []),
      ...(isTop && this.#shared.headless ? [this.setViewport(this.#options.bounds)] : []),
      ...(this.#options.javascript
        ? []
        : [session.send('Emulation.setScriptExecutionDisabled', { value: true })]),
      session.send('Runtime.runIfWaitingForDebugger'),
    ]
    const tree = session.send('Page.getFrameTree')
    await Promise.all(settings)
    this.#readTree(session, (await tree).frameTree)
  }

  /** Without a display the window is as large as its page. */
  async setViewport(bounds: { width: number; height: number }): Promise<void> {
    await this.session.send('Emulation.setDeviceMetricsOverride', {
      width: bounds.width,
      height: bounds.height,
      deviceScaleFactor: 0,
      mobile: false,
    })
  }

  async applyColorScheme(): Promise<void> {
    await Promise.all(this.#sessions().map((session) => this.#applyScheme(session)))
  }

  async applyAccelerators(): Promise<void> {
    const message: DriverMessage = { type: 'accelerators', accelerators: this.#shared.accelerators }
    await Promise.all(this.frames.all().map((frame) => this.#tellFrame(frame, message)))
  }

  /** Brings a message to the preload's listeners in one frame; a frame without a document gets nothing. */
  async deliver({ frameId, channel, args }: IpcMessage): Promise<void> {
    const frame = this.frames.get(frameId)
    if (frame !== undefined) {
      await this.#tellFrame(frame, { type: 'message', channel, args })
    }
  }

  /** Overrides the browser's own scheme only where the app wants another: a test may have an override of its own. */
  async #applyScheme(session: CdpSession): Promise<void> {
    const { colorScheme, startedWithScheme } = this.#shared
    const value = colorScheme === startedWithScheme ? '' : colorScheme
    await session.send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value }] })
  }

  #sessions(): CdpSession[] {
    return [...new Set([this.session, ...this.frames.all().map((frame) => frame.session)])]
  }

  #readTree(session: CdpSession, tree: Protocol.Page.FrameTree): void {
    this.frames.navigate(session, tree.frame)
    for (const child of tree.childFrames ?? []) {
      this.#readTree(session, child)
    }
  }

  #follow(session: CdpSession): void {
    this.navigations.follow(session)
    reportMessages(session, this.windowId, this.#host)
    session.on('Page.windowOpen', ({ url, windowName, windowFeatures }) =>
      this.#host.tell('popupAsked', {
        windowId: this.windowId,
        url,
        frameName: windowName,
        features: windowFeatures.join(','),
      }),
    )
    session.on('Page.frameAttached', (event) => {
      this.frames.attach(session, event.frameId, event.parentFrameId)
    })
    session.on('Page.frameDetached', (event) => {
      if (event.reason === 'remove') {
        this.frames.remove(event.frameId)
      }
    })
    session.on('Runtime.executionContextCreated', ({ context }) => {
      const frameId = (context.auxData as { frameId?: string } | undefined)?.frameId
      if (context.name === this.#names.world && frameId !== undefined) {
        this.frames.setContext(session, frameId, context.id)
      }
    })
    session.on('Runtime.executionContextDestroyed', (event) => {
      this.frames.dropContexts(session, event.executionContextId)
    })
    session.on('Runtime.executionContextsCleared', () => {
      this.frames.dropContexts(session)
    })
    session.on('Runtime.bindingCalled', (event) => {
      const frame = this.frames.byContext(session, event.executionContextId)
      if (event.name === this.#names.post && frame !== undefined) {
        this.#receive(frame, nodeCodec.parse(event.payload) as WorldMessage)
      }
    })
    session.on('Debugger.paused', (event) => void answerFilePath(session, event))
  }

  #receive(frame: Frame, message: WorldMessage): void {
    const { windowId } = this
    const { frameId } = frame
    switch (message.type) {
      case 'send':
        this.#host.tell('message', { windowId, frameId, channel: message.channel, args: message.args })
        break
      case 'invoke':
        void this.#invoke(frame, message.id, message.channel, message.args)
        break
      case 'accelerator':
        this.#host.tell('acceleratorPressed', { windowId, id: message.id })
        break
      case 'title':
        this.#host.tell('titleChanged', { windowId, title: message.title })
    }
  }

  async #invoke(frame: Frame, id: number, channel: string, args: unknown[]): Promise<void> {
    const { contextId } = frame
    const answer = await this.#host
      .call('invoke', { windowId: this.windowId, frameId: frame.frameId, channel, args })
      .catch((error: unknown) => ({ ok: false as const, message: String(error) }))
    // A document that came later asked nothing.
    if (frame.contextId === contextId) {
      await this.#tellFrame(frame, { type: 'result', id, ...answer })
    }
  }

  async #tellFrame(frame: Frame, message: DriverMessage): Promise<void> {
    if (frame.contextId === null) {
      return
    }
    // The document may be gone by the time this arrives.
    await frame.session
      .send('Runtime.callFunctionOn', {
        executionContextId: frame.contextId,
        functionDeclaration: `function (text) { globalThis[${JSON.stringify(this.#names.receive)}](text) }`,
        arguments: [{ value: nodeCodec.stringify(message) }],
        silent: true,
      })
      .catch(() => undefined)
  }
}
