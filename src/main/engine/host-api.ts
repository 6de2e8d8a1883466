import type { MessagePort } from 'node:worker_threads'

/** Why the desktop locks the engine. */
export type LockReason = 'suspend' | 'screen-locked' | 'menu'

/** A document that the engine serves on the app's origin: one mail's body, or a page to print. */
export interface EnginePage {
  readonly contentType: string
  readonly contentSecurityPolicy: string
  readonly body: string
}

/** What the desktop may ask of the engine thread, beside what its windows ask through the contract. */
export interface EngineHostApi {
  /** The document behind a path such as `/mail/…`; null when there is none (any more). */
  page(path: string): Promise<EnginePage | null>
  /** Turns paths of dropped files into handles for the window. */
  registerFiles(paths: readonly string[]): Promise<{ handle: string; name: string; sizeBytes: number }[]>
  /** `HeldSecrets.hold`. */
  holdSecret(bytes: Uint8Array): Promise<string>
  lock(reason: LockReason): Promise<void>
  /** Whether the program may end; the window asks first about a message in the hold. */
  mayQuit(): Promise<boolean>
  /** A menu item that means one of the window's own commands. */
  command(name: string): void
  /** Ends sync and closes the store; the thread may be terminated after. */
  shutdown(): Promise<void>
}

/** Sent beside the calls, because a port must be transferred: one window's RPC; closing it ends its calls and events. */
export interface WindowPortMessage {
  readonly windowPort: MessagePort
}

/** The demo practice that the start script runs in its own process. */
export interface DemoOffer {
  readonly name: string
  readonly address: string
  readonly userName: string
  readonly password: string
  readonly imap: { readonly host: string; readonly port: number }
  readonly smtp: { readonly host: string; readonly port: number }
  /** Made-up people whom the practice knows. */
  readonly people: readonly {
    readonly kind: 'patient' | 'colleague' | 'other'
    readonly name: string
    readonly address: string
    /** `YYYY-MM-DD`. */
    readonly birthDate: string | null
    readonly readsMailOn: 'phone' | 'computer' | 'unsure'
  }[]
  /** Where a browser shows what the demo's patients receive. */
  readonly patientViewUrl: string
  readonly opensAtOnce: boolean
}

/** What the engine thread is given when it starts; plain data. */
export interface EngineThreadData {
  readonly userDataDir: string
  readonly resourcesDir: string
  readonly isPackaged: boolean
  readonly version: string
  readonly platform: string
  /** PEM file of one more trusted root; only in unpackaged runs. */
  readonly extraCaFile: string | null
  /** Folder of more provider presets, such as a test's issuer; only in unpackaged runs. */
  readonly extraProvidersDir: string | null
  readonly demo: DemoOffer | null
  /** Moves the clock for tests; 0 in packaged runs. */
  readonly clockOffsetMs: number
}
