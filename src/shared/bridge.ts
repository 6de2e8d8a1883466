/** The one object that the preload puts into the window: messages of the RPC, and files that were dropped. */
export interface Bridge {
  /** Sends one encoded RPC message to the gate. */
  readonly send: (message: string | Uint8Array) => void
  /** Registers the one listener for encoded RPC messages from the gate. */
  readonly onMessage: (listener: (message: string | Uint8Array) => void) => void
  /**
   * Hands dropped files to the engine by path, which the window never sees; answers with a handle, name and size
   * in bytes for each.
   */
  readonly registerFiles: (
    files: readonly File[],
  ) => Promise<readonly { handle: string; name: string; sizeBytes: number }[]>
  /** Hands 32 bytes to the engine, which wipes them once they were used; answers with the handle that a call names. */
  readonly holdSecret: (bytes: Uint8Array) => Promise<string>
}

export const bridgeName = 'sealpost'

/** Names of the only channels between window and main process. */
export const channels = { rpc: 'rpc', registerFiles: 'files/register', holdSecret: 'secrets/hold' } as const

/** The made-up host on which every page of the app lives (WebAuthn wants an https origin). */
export const appOrigin = 'https://app.sealpost.invalid'
