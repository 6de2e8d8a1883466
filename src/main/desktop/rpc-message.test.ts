import { RPCLink } from '@orpc/client/message-port'
import { createORPCClient, isDefinedError, safe } from '@orpc/client'
import { describe, expect, it } from 'vitest'
import type { EngineClient } from '../../shared/contract/index.ts'
import { checkRpcMessage, refusal } from './rpc-message.ts'

describe('the gate', () => {
  it.each([
    ['a procedure of the contract', '{"i":"1","p":{"u":"/app/state"}}', true],
    ['an abort', '{"i":"1","t":4}', true],
    ['an unknown procedure', '{"i":"1","p":{"u":"/app/eval"}}', false],
    ['a room alone', '{"i":"1","p":{"u":"/app"}}', false],
    ['a name from the prototype', '{"i":"1","p":{"u":"/app/constructor"}}', false],
    ['a room from the prototype', '{"i":"1","p":{"u":"/__proto__/toString"}}', false],
    ['a full URL', '{"i":"1","p":{"u":"https://evil.test/app/state"}}', false],
    ['no id', '{"p":{"u":"/app/state"}}', false],
    ['no JSON', 'app/state', false],
    ['an unknown type', '{"i":"1","t":9}', false],
  ])('%s', (_name, message, isAllowed) => {
    expect(checkRpcMessage(message).ok).toBe(isAllowed)
  })

  it('answers a refused call with the coded failure that the client understands', async () => {
    const listeners: ((event: { data: unknown }) => void)[] = []
    const port = {
      addEventListener: (type: string, listener: (event: { data: unknown }) => void) => {
        if (type === 'message') {
          listeners.push(listener)
        }
      },
      postMessage: (message: unknown) => {
        const answer = refusal(String(message), 'rpc/too-large')
        queueMicrotask(() => {
          listeners.forEach((listener) => {
            listener({ data: answer })
          })
        })
      },
    }
    const client: EngineClient = createORPCClient(new RPCLink({ port: port as unknown as MessagePort }))
    const { error } = await safe(client.app.state())
    expect(isDefinedError(error) && error.data).toEqual({ code: 'rpc/too-large' })
  })
})
