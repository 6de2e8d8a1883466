import { EventEmitter } from 'node:events'
import type { InterceptedRequest, RequestVerdict } from '../contract.ts'
import { callDriver } from './driver-client.ts'
import { environment } from './environment.ts'
import { note } from './journal.ts'
import { Permissions } from './permissions.ts'
import { Protocol } from './protocol.ts'
import type { SessionSurface } from './surfaces.ts'
import { WebRequest } from './web-request.ts'

export class Session extends EventEmitter implements SessionSurface {
  readonly protocol = new Protocol()
  readonly webRequest = new WebRequest()
  spellCheckerEnabled = false
  /** Host only: name of the in-memory partition, or null for the default session. */
  readonly partition: string | null
  readonly #permissions = new Permissions()

  constructor(partition: string | null) {
    super()
    this.partition = partition
  }

  isPersistent(): boolean {
    return this.partition === null
  }

  setPermissionRequestHandler(handler: Parameters<Electron.Session['setPermissionRequestHandler']>[0]): void {
    this.#permissions.request = handler
  }

  setPermissionCheckHandler(handler: Parameters<Electron.Session['setPermissionCheckHandler']>[0]): void {
    this.#permissions.check = handler
  }

  setSpellCheckerEnabled(isEnabled: boolean): void {
    this.spellCheckerEnabled = isEnabled
  }

  /** Counts in open mode where `STANDIN_PROXY` says so; otherwise the host's network is its own (README). */
  async setProxy({ proxyRules }: Electron.ProxyConfig): Promise<void> {
    const { network } = environment
    if (network.mode === 'open' && network.takesProxy && proxyRules !== undefined) {
      await callDriver('setProxy', { proxy: proxyRules })
    }
  }

  // Of no effect here: no devices, no dictionaries, a cache that nothing reaches.
  setDevicePermissionHandler(): void {}
  setSpellCheckerLanguages(): void {}
  async clearCache(): Promise<void> {}
  async clearStorageData(): Promise<void> {}

  /** Host only. */
  get permissions(): Permissions {
    return this.#permissions
  }

  /**
   * Host only: what becomes of a request. A scheme that the app handles never reaches `webRequest`: so it is in
   * Electron (electron/electron#45865).
   */
  async decide(request: InterceptedRequest): Promise<RequestVerdict> {
    const { origin } = new URL(request.url)
    const { network } = environment
    if (network.mode === 'open' && !network.origins.includes(origin)) {
      return { kind: 'continue', wantsResponse: false }
    }
    if (origin !== environment.rendererOrigin) {
      const answer = await this.protocol.answer(request)
      if (answer !== null) {
        return answer
      }
    }
    const { cancel, redirectURL } = await this.webRequest.askBeforeRequest(request)
    if (cancel === true) {
      note({ kind: 'request-refused', url: request.url, by: 'web-request' })
      return { kind: 'fail', reason: 'BlockedByClient' }
    }
    if (redirectURL !== undefined) {
      return { kind: 'fulfill', status: 307, headers: [['location', redirectURL]], body: new Uint8Array() }
    }
    if (network.mode === 'open' || origin === environment.rendererOrigin) {
      return { kind: 'continue', wantsResponse: this.webRequest.wantsResponses }
    }
    note({ kind: 'request-refused', url: request.url, by: 'network' })
    return { kind: 'fail', reason: 'InternetDisconnected' }
  }
}

export const defaultSession = new Session(null)
const partitions = new Map<string, Session>()

/** `persist:NAME` partitions share the default session's profile, the only one that is written to disk. */
export function fromPartition(partition: string): Session {
  const known = partitions.get(partition)
  if (known !== undefined) {
    return known
  }
  const made = new Session(partition === '' || partition.startsWith('persist:') ? null : partition)
  partitions.set(partition, made)
  return made
}
