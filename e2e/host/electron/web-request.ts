import type { HeaderList, InterceptedRequest } from '../contract.ts'

type BeforeRequestAnswer = { cancel?: boolean; redirectURL?: string }
type HeadersReceivedAnswer = {
  cancel?: boolean
  responseHeaders?: Record<string, string | string[]>
  statusLine?: string
}
type Listener<Answer> = (details: Record<string, unknown>, callback: (answer: Answer) => void) => void
type Registered<Answer> = { urls: string[]; listener: Listener<Answer> } | null
type Filter = { urls: string[] }

/** A session's `webRequest`: one listener for each event, as in Electron. */
export class WebRequest {
  #beforeRequest: Registered<BeforeRequestAnswer> = null
  #headersReceived: Registered<HeadersReceivedAnswer> = null

  onBeforeRequest(
    ...args: [Listener<BeforeRequestAnswer> | null] | [Filter, Listener<BeforeRequestAnswer> | null]
  ): void {
    this.#beforeRequest = register(args)
  }

  onHeadersReceived(
    ...args: [Listener<HeadersReceivedAnswer> | null] | [Filter, Listener<HeadersReceivedAnswer> | null]
  ): void {
    this.#headersReceived = register(args)
  }

  /** Host only. */
  get wantsResponses(): boolean {
    return this.#headersReceived !== null
  }

  /** Host only: `{}` where no listener cares. */
  async askBeforeRequest(request: InterceptedRequest): Promise<BeforeRequestAnswer> {
    return ask(this.#beforeRequest, request.url, {
      id: 0,
      url: request.url,
      method: request.method,
      resourceType: resourceTypeOf(request),
      webContentsId: request.windowId ?? undefined,
      referrer: '',
      timestamp: Date.now(),
    })
  }

  /** Host only. */
  async askHeadersReceived(
    details: { url: string; method: string; status: number; headers: HeaderList } & Record<string, unknown>,
  ): Promise<{ cancel: boolean; headers: HeaderList | null }> {
    const responseHeaders: Record<string, string[]> = {}
    for (const [name, value] of details.headers) {
      responseHeaders[name] = [...(responseHeaders[name] ?? []), value]
    }
    const answer = await ask(this.#headersReceived, details.url, {
      ...details,
      statusCode: details.status,
      statusLine: `HTTP/1.1 ${details.status}`,
      responseHeaders,
    })
    const changed = answer.responseHeaders
    return {
      cancel: answer.cancel === true,
      headers:
        changed === undefined
          ? null
          : Object.entries(changed).flatMap(([name, values]) =>
              [values].flat().map((value): [string, string] => [name, value]),
            ),
    }
  }
}

function register<Answer>(
  args: [Listener<Answer> | null] | [Filter, Listener<Answer> | null],
): Registered<Answer> {
  const [filter, listener] = args.length === 1 ? [{ urls: ['<all_urls>'] }, args[0]] : args
  return listener === null ? null : { urls: filter.urls, listener }
}

async function ask<Answer extends object>(
  registered: Registered<Answer>,
  url: string,
  details: Record<string, unknown>,
): Promise<Partial<Answer>> {
  const isMeant = registered?.urls.some((pattern) => matchesPattern(url, pattern)) ?? false
  if (registered === null || !isMeant) {
    return {}
  }
  return new Promise((resolve) => {
    registered.listener(details, (answer) => {
      resolve(answer)
    })
  })
}

/** Match patterns as extensions write them: scheme, host and path, each with `*`. */
function matchesPattern(url: string, pattern: string): boolean {
  if (pattern === '<all_urls>') {
    return true
  }
  const source = pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '.*')
  return new RegExp(`^${source}$`).test(url)
}

function resourceTypeOf(request: InterceptedRequest): string {
  if (request.navigation !== null) {
    return request.navigation.isMainFrame ? 'mainFrame' : 'subFrame'
  }
  const names: Readonly<Record<string, string>> = {
    Stylesheet: 'stylesheet',
    Script: 'script',
    Image: 'image',
    Font: 'font',
    XHR: 'xhr',
    Fetch: 'xhr',
    Ping: 'ping',
    CSPViolationReport: 'cspReport',
    Media: 'media',
  }
  return names[request.resourceType] ?? 'other'
}
