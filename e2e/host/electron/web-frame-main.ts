import type { FrameInfo } from '../contract.ts'
import { callDriver, tellDriver } from './driver-client.ts'

type FrameSurface = Pick<
  Electron.WebFrameMain,
  | 'detached'
  | 'executeJavaScript'
  | 'isDestroyed'
  | 'name'
  | 'origin'
  | 'postMessage'
  | 'processId'
  | 'routingId'
  | 'send'
  | 'url'
>

/** A frame as the app's process sees it; there is one object for each frame as long as the frame lives. */
export class WebFrameMain implements FrameSurface {
  readonly routingId: number
  readonly processId = 1
  readonly #tree: FrameMirror
  #info: FrameInfo
  #isGone = false

  constructor(tree: FrameMirror, routingId: number, info: FrameInfo) {
    this.#tree = tree
    this.routingId = routingId
    this.#info = info
  }

  get url(): string {
    return this.#info.url
  }

  get origin(): string {
    return this.#info.origin
  }

  get name(): string {
    return this.#info.name
  }

  get parent(): WebFrameMain | null {
    return this.#info.parentId === null ? null : (this.#tree.get(this.#info.parentId) ?? null)
  }

  get top(): WebFrameMain {
    return this.parent?.top ?? this
  }

  get frames(): WebFrameMain[] {
    return this.#tree.all().filter((frame) => frame.parent === this)
  }

  get framesInSubtree(): WebFrameMain[] {
    return [this, ...this.frames.flatMap((frame) => frame.framesInSubtree)]
  }

  get detached(): boolean {
    return this.#isGone
  }

  isDestroyed(): boolean {
    return this.#isGone
  }

  send(channel: string, ...args: unknown[]): void {
    tellDriver('deliver', { windowId: this.#tree.windowId, frameId: this.#info.frameId, channel, args })
  }

  postMessage(channel: string, message: unknown, transfer: unknown[] = []): void {
    if (transfer.length > 0) {
      throw new Error('The stand-in host carries no transferred ports.')
    }
    this.send(channel, message)
  }

  executeJavaScript(code: string): Promise<unknown> {
    return callDriver('evaluate', { windowId: this.#tree.windowId, frameId: this.#info.frameId, code })
  }

  /** Host only. */
  update(info: FrameInfo): void {
    this.#info = info
  }

  /** Host only. */
  markGone(): void {
    this.#isGone = true
  }
}

/** The frames of one window, kept in step by the driver. */
export class FrameMirror {
  readonly windowId: number
  readonly #frames = new Map<string, WebFrameMain>()
  #lastRoutingId = 0

  constructor(windowId: number) {
    this.windowId = windowId
  }

  get(frameId: string): WebFrameMain | undefined {
    return this.#frames.get(frameId)
  }

  all(): WebFrameMain[] {
    return [...this.#frames.values()]
  }

  get main(): WebFrameMain | undefined {
    return this.all().find((frame) => frame.parent === null)
  }

  put(info: FrameInfo): void {
    const known = this.#frames.get(info.frameId)
    if (known === undefined) {
      this.#frames.set(info.frameId, new WebFrameMain(this, ++this.#lastRoutingId, info))
    } else {
      known.update(info)
    }
  }

  remove(frameId: string): void {
    this.#frames.get(frameId)?.markGone()
    this.#frames.delete(frameId)
  }
}
