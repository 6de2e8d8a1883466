import { createORPCClient } from '@orpc/client'
import { RPCLink, type MessagePortMainLike } from '@orpc/client/message-port'
import { createTanstackQueryUtils } from '@orpc/tanstack-query'
import { createContext, useContext } from 'react'
import type { Bridge } from '../../shared/bridge.ts'
import type { EngineClient } from '../../shared/contract/index.ts'

/** oRPC's idea of a port, over the bridge's two functions. The bridge lives as long as the window: it never closes. */
function portOf(bridge: Bridge): MessagePortMainLike {
  return {
    on: (event, callback) => {
      if (event !== 'message') return
      bridge.onMessage((message) => {
        callback({ data: message })
      })
    },
    postMessage: (message: string | Uint8Array) => {
      bridge.send(message)
    },
  }
}

function createEngine(bridge: Bridge) {
  const client: EngineClient = createORPCClient(new RPCLink({ port: portOf(bridge) }))
  return {
    client,
    queries: createTanstackQueryUtils(client),
    registerFiles: bridge.registerFiles,
    holdSecret: bridge.holdSecret,
  }
}

/**
 * The engine as the window sees it: `client` calls a procedure, `queries` gives TanStack options and keys for it,
 * `registerFiles` turns dropped files into handles, `holdSecret` bytes.
 */
export type Engine = ReturnType<typeof createEngine>

export { createEngine }

export const EngineContext = createContext<Engine | null>(null)

export function useEngine(): Engine {
  const engine = useContext(EngineContext)
  if (engine === null) throw new Error('useEngine outside of App')
  return engine
}
