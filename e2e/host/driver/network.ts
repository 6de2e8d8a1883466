import type { Channel } from '../channel.ts'
import type {
  HeaderList,
  HostProcedures,
  InterceptedRequest,
  NetworkMode,
  RequestVerdict,
} from '../contract.ts'
import type { CdpSession, Protocol } from './cdp.ts'
import type { WindowPage } from './window-page.ts'

type Paused = Protocol.Fetch.requestPausedPayload

/** How long a request waits for the news of its frame. */
const frameNewsTimeoutMs = 1000

/**
 * Takes requests from the network and lets the app's process decide on them. It works for the whole browser, so that
 * it also sees what a page's target would show too late: popups, workers, frames in new processes.
 */
export class Network {
  readonly #browser: CdpSession
  readonly #host: Channel<HostProcedures>
  readonly #windows: () => WindowPage[]
  readonly #isUnwanted: (frameId: string) => boolean
  readonly #mode: NetworkMode

  /** @param isUnwanted tells the main frames of popups, which are closed as soon as they open */
  constructor(
    browser: CdpSession,
    mode: NetworkMode,
    host: Channel<HostProcedures>,
    windows: () => WindowPage[],
    isUnwanted: (frameId: string) => boolean,
  ) {
    this.#browser = browser
    this.#mode = mode
    this.#host = host
    this.#windows = windows
    this.#isUnwanted = isUnwanted
    browser.on('Fetch.requestPaused', (event) => void this.#decide(event))
  }

  async enable(): Promise<void> {
    await this.#browser.send('Fetch.enable', { patterns: this.#patterns() })
  }

  #patterns(): Protocol.Fetch.RequestPattern[] {
    return this.#mode.mode === 'hermetic'
      ? [{ urlPattern: '*' }]
      : [
          ...this.#mode.origins.map((origin) => ({ urlPattern: `${origin}/*` })),
          // Where documents go is still the app's to decide.
          { urlPattern: '*', resourceType: 'Document' as const },
        ]
  }

  async #decide(event: Paused): Promise<void> {
    try {
      if (event.responseStatusCode !== undefined || event.responseErrorReason !== undefined) {
        await this.#passResponse(event)
      } else {
        const request = await this.#describe(event)
        await this.#apply(event.requestId, await this.#verdict(event, request))
      }
    } catch {
      // The page was closed while its request waited.
      await this.#fail(event.requestId, 'Failed').catch(() => undefined)
    }
  }

  async #verdict(event: Paused, request: InterceptedRequest): Promise<RequestVerdict> {
    // The browser asks for an icon by itself, which Electron doesn't.
    const isIcon = event.resourceType === 'Other' && new URL(event.request.url).pathname === '/favicon.ico'
    if (isIcon) {
      return { kind: 'fulfill', status: 204, headers: [], body: new Uint8Array() }
    }
    if (this.#isUnwanted(event.frameId)) {
      return { kind: 'fail', reason: 'BlockedByClient' }
    }
    return this.#host.call('decideRequest', request)
  }

  async #describe(event: Paused): Promise<InterceptedRequest> {
    const { frameId, request, resourceType } = event
    const page = this.#isUnwanted(frameId) ? undefined : await this.#pageOf(frameId)
    const isRedirect = event.redirectedRequestId !== undefined
    const navigation =
      resourceType === 'Document' && page !== undefined
        ? {
            isMainFrame: page.frames.get(frameId)?.parentId === null,
            isRedirect,
            byPage: !isRedirect && (await page.navigations.isByPage(frameId, request.url)),
          }
        : null
    return {
      windowId: page?.windowId ?? null,
      frameId,
      url: `${request.url}${request.urlFragment ?? ''}`,
      method: request.method,
      headers: Object.entries(request.headers),
      body: bodyOf(request),
      resourceType,
      navigation,
    }
  }

  async #pageOf(frameId: string): Promise<WindowPage | undefined> {
    const pages = this.#windows()
    const known = pages.find((page) => page.frames.get(frameId) !== undefined)
    if (known !== undefined || frameId === '') {
      return known
    }
    const news = pages.map(async (page) =>
      (await page.frames.isKnownSoon(frameId, frameNewsTimeoutMs)) ? page : Promise.reject(new Error()),
    )
    return Promise.any(news).catch(() => undefined)
  }

  async #apply(requestId: string, verdict: RequestVerdict): Promise<void> {
    switch (verdict.kind) {
      case 'fulfill':
        await this.#browser.send('Fetch.fulfillRequest', {
          requestId,
          responseCode: verdict.status,
          responseHeaders: toEntries(verdict.headers),
          body: Buffer.from(verdict.body).toString('base64'),
        })
        break
      case 'continue':
        await this.#browser.send('Fetch.continueRequest', {
          requestId,
          interceptResponse: verdict.wantsResponse,
        })
        break
      case 'fail':
        await this.#fail(requestId, verdict.reason)
    }
  }

  async #passResponse(event: Paused): Promise<void> {
    const { requestId, request, responseStatusCode: status, responseHeaders } = event
    if (status === undefined) {
      await this.#browser.send('Fetch.continueRequest', { requestId })
      return
    }
    const answer = await this.#host.call('receivedHeaders', {
      windowId: (await this.#pageOf(event.frameId))?.windowId ?? null,
      url: request.url,
      method: request.method,
      resourceType: event.resourceType,
      status,
      headers: (responseHeaders ?? []).map(({ name, value }): [string, string] => [name, value]),
    })
    if (answer.cancel) {
      await this.#fail(requestId, 'BlockedByClient')
    } else {
      const headers = answer.headers === null ? responseHeaders : toEntries(answer.headers)
      await this.#browser.send('Fetch.continueResponse', {
        requestId,
        responseCode: status,
        ...(headers === undefined ? {} : { responseHeaders: headers }),
      })
    }
  }

  async #fail(requestId: string, errorReason: Protocol.Network.ErrorReason): Promise<void> {
    await this.#browser.send('Fetch.failRequest', { requestId, errorReason })
  }
}

function bodyOf(request: Protocol.Network.Request): Uint8Array<ArrayBuffer> | null {
  if (request.postDataEntries !== undefined) {
    return new Uint8Array(
      Buffer.concat(request.postDataEntries.map((entry) => Buffer.from(entry.bytes ?? '', 'base64'))),
    )
  }
  return request.postData === undefined ? null : new Uint8Array(Buffer.from(request.postData))
}

function toEntries(headers: HeaderList): { name: string; value: string }[] {
  return headers.map(([name, value]) => ({ name, value }))
}
