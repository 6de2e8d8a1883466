import type { Bridge } from '../../shared/bridge.ts'

declare global {
  // The preload puts it there (src/preload/index.ts).
  var sealpost: Bridge | undefined
}

/** The bridge of this window; a window without a preload is a bug. */
export function ownBridge(): Bridge {
  const bridge = globalThis.sealpost
  if (bridge === undefined) throw new Error('This window has no bridge to the engine')
  return bridge
}
