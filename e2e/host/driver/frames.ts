import type { FrameInfo } from '../contract.ts'
import type { CdpSession, Protocol } from './cdp.ts'

/** A frame of a window, and where to reach the preload's world in it. */
export interface Frame extends FrameInfo {
  session: CdpSession
  /** Context of the preload's world, once the document is there. */
  contextId: number | null
}

/** The frames of one window, over all the processes that show them. */
export class FrameTree {
  readonly #frames = new Map<string, Frame>()
  readonly #onChange: (frame: FrameInfo) => void
  readonly #onRemove: (frameId: string) => void
  #waiting: { frameId: string; resolve: (isKnown: boolean) => void }[] = []

  constructor(onChange: (frame: FrameInfo) => void, onRemove: (frameId: string) => void) {
    this.#onChange = onChange
    this.#onRemove = onRemove
  }

  get(frameId: string): Frame | undefined {
    return this.#frames.get(frameId)
  }

  byContext(session: CdpSession, contextId: number): Frame | undefined {
    return [...this.#frames.values()].find(
      (frame) => frame.session === session && frame.contextId === contextId,
    )
  }

  all(): Frame[] {
    return [...this.#frames.values()]
  }

  attach(session: CdpSession, frameId: string, parentId: string | null): void {
    const known = this.#frames.get(frameId)
    this.#put({
      frameId,
      parentId: parentId ?? known?.parentId ?? null,
      url: known?.url ?? '',
      origin: known?.origin ?? 'null',
      name: known?.name ?? '',
      session,
      contextId: null,
    })
  }

  navigate(session: CdpSession, frame: Protocol.Page.Frame): void {
    const known = this.#frames.get(frame.id)
    this.#put({
      frameId: frame.id,
      parentId: frame.parentId ?? known?.parentId ?? null,
      url: `${frame.url}${frame.urlFragment ?? ''}`,
      origin: frame.securityOrigin === '://' || frame.securityOrigin === '' ? 'null' : frame.securityOrigin,
      name: frame.name ?? '',
      session,
      contextId: known?.session === session ? known.contextId : null,
    })
  }

  moveWithinDocument(frameId: string, url: string): void {
    const known = this.#frames.get(frameId)
    if (known !== undefined) {
      this.#put({ ...known, url })
    }
  }

  setContext(session: CdpSession, frameId: string, contextId: number): void {
    const known = this.#frames.get(frameId)
    if (known?.session === session) {
      known.contextId = contextId
    }
  }

  dropContexts(session: CdpSession, contextId?: number): void {
    for (const frame of this.#frames.values()) {
      if (frame.session === session && (contextId === undefined || frame.contextId === contextId)) {
        frame.contextId = null
      }
    }
  }

  /** Removes a frame and all within it. */
  remove(frameId: string): void {
    for (const frame of this.all()) {
      if (frame.parentId === frameId) {
        this.remove(frame.frameId)
      }
    }
    if (this.#frames.delete(frameId)) {
      this.#onRemove(frameId)
    }
  }

  /** A request can arrive before the news of its frame. False when the frame doesn't show up in time. */
  async isKnownSoon(frameId: string, timeoutMs: number): Promise<boolean> {
    if (this.#frames.has(frameId)) {
      return true
    }
    return new Promise((resolve) => {
      const entry = { frameId, resolve }
      this.#waiting.push(entry)
      setTimeout(() => {
        this.#waiting = this.#waiting.filter((other) => other !== entry)
        resolve(false)
      }, timeoutMs)
    })
  }

  #put(frame: Frame): void {
    this.#frames.set(frame.frameId, frame)
    const { frameId, parentId, url, origin, name } = frame
    this.#onChange({ frameId, parentId, url, origin, name })
    for (const entry of this.#waiting.filter((waiting) => waiting.frameId === frameId)) {
      entry.resolve(true)
    }
    this.#waiting = this.#waiting.filter((waiting) => waiting.frameId !== frameId)
  }
}
