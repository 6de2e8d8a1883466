import { setTimeout as delay } from 'node:timers/promises'
import type { LoadEvent } from '../contract.ts'
import type { CdpSession } from './cdp.ts'
import type { FrameTree } from './frames.ts'

/** How long a page's own reload may take to be announced. */
const announcementMs = 50

/** Follows what loads in a window, and tells who wanted it. */
export class Navigations {
  readonly #session: CdpSession
  readonly #frames: FrameTree
  readonly #report: (event: LoadEvent) => void
  /** Addresses that `loadURL` is on its way to. */
  readonly #expected = new Set<string>()
  /** What a page last asked for, by frame. */
  readonly #askedByPage = new Map<string, string>()
  #onLoaded: ((loaderId: string) => void) | undefined
  #lastLoaded = ''
  /** The empty document of a new window is nobody's news. */
  #hasBegun = false

  constructor(session: CdpSession, frames: FrameTree, report: (event: LoadEvent) => void) {
    this.#session = session
    this.#frames = frames
    this.#report = (event) => {
      if (this.#hasBegun) {
        report(event)
      }
    }
  }

  /** Resolves at the page's load event; rejects with the network's error, such as `net::ERR_ABORTED`. */
  async load(url: string): Promise<void> {
    const href = withoutFragment(url)
    this.#hasBegun = true
    this.#expected.add(href)
    try {
      const { errorText, loaderId } = await this.#session.send('Page.navigate', { url })
      if (errorText !== undefined && errorText !== '') {
        throw new Error(`${errorText} (${url})`)
      }
      if (loaderId !== undefined) {
        await this.#untilLoaded(loaderId)
      }
    } finally {
      this.#expected.delete(href)
    }
  }

  async #untilLoaded(loaderId: string): Promise<void> {
    if (this.#lastLoaded !== loaderId) {
      await new Promise<void>((resolve) => {
        this.#onLoaded = (loaded) => {
          if (loaded === loaderId) {
            resolve()
          }
        }
      })
    }
  }

  /**
   * Did the page itself start this navigation? Only `loadURL` and a reload from outside count as the app's own:
   * whatever can't be told is the page's, so that a refusal is never missed.
   */
  async isByPage(frameId: string, url: string): Promise<boolean> {
    const frame = this.#frames.get(frameId)
    const href = withoutFragment(url)
    if (frame?.parentId === null && this.#expected.has(href)) {
      return false
    }
    if (frame === undefined || withoutFragment(frame.url) !== href) {
      return true
    }
    // A page that reloads itself announces it, in another process than the one that asks for the document. To ask
    // that process would wait for ever: it answers nothing while it navigates.
    const deadline = Date.now() + announcementMs
    while (this.#askedByPage.get(frameId) !== href && Date.now() < deadline) {
      await delay(5)
    }
    const isByPage = this.#askedByPage.get(frameId) === href
    this.#askedByPage.delete(frameId)
    return isByPage
  }

  follow(session: CdpSession): void {
    session.on('Page.frameRequestedNavigation', (event) => {
      this.#askedByPage.set(event.frameId, withoutFragment(event.url))
    })
    session.on('Page.frameStartedNavigating', (event) => {
      // Both processes of a frame that changes its process may announce it; moves within a document follow below.
      const isSameDocument = event.navigationType.endsWith('SameDocument')
      if (this.#frames.get(event.frameId)?.session === session && !isSameDocument) {
        this.#report({ kind: 'started', frameId: event.frameId, url: event.url, isSameDocument })
      }
    })
    session.on('Page.frameNavigated', ({ frame }) => {
      this.#askedByPage.delete(frame.id)
      this.#frames.navigate(session, frame)
      if (frame.unreachableUrl === undefined) {
        this.#report({ kind: 'navigated', frameId: frame.id, url: frame.url, isSameDocument: false })
      } else {
        this.#report({ kind: 'failed', frameId: frame.id, url: frame.unreachableUrl, error: 'ERR_FAILED' })
      }
    })
    session.on('Page.navigatedWithinDocument', (event) => {
      this.#frames.moveWithinDocument(event.frameId, event.url)
      this.#report({ kind: 'started', frameId: event.frameId, url: event.url, isSameDocument: true })
      this.#report({ kind: 'navigated', frameId: event.frameId, url: event.url, isSameDocument: true })
    })
    session.on('Page.lifecycleEvent', (event) => {
      const kind = lifecycleKinds[event.name]
      if (kind === undefined) {
        return
      }
      this.#report({ kind, frameId: event.frameId })
      if (kind === 'loaded' && this.#frames.get(event.frameId)?.parentId === null) {
        this.#lastLoaded = event.loaderId
        this.#onLoaded?.(event.loaderId)
      }
    })
    session.on('Page.frameStoppedLoading', (event) => {
      this.#report({ kind: 'stopped', frameId: event.frameId })
    })
  }
}

const lifecycleKinds: Readonly<Record<string, 'dom-ready' | 'loaded' | 'painted'>> = {
  DOMContentLoaded: 'dom-ready',
  load: 'loaded',
  firstPaint: 'painted',
}

function withoutFragment(url: string): string {
  return URL.canParse(url) ? new URL(url).href.replace(/#.*$/s, '') : url
}
