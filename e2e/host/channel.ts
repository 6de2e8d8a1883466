import type { ChildProcess } from 'node:child_process'

type Procedures = Record<keyof never, (input: never) => unknown>
type Input<Procedure> = Procedure extends (input: infer I) => unknown ? I : never
type Output<Procedure> = Procedure extends (...args: never[]) => infer O ? Awaited<O> : never

type Packet =
  | { kind: 'call'; id: number; name: string; input: unknown }
  | { kind: 'tell'; name: string; input: unknown }
  | { kind: 'answer'; id: number; output: unknown }
  | { kind: 'failure'; id: number; message: string }

export interface Channel<Remote> {
  /** Asks and waits for the answer; rejects with the other side's message, or when the other side is gone. */
  call<Name extends keyof Remote & string>(
    name: Name,
    input: Input<Remote[Name]>,
  ): Promise<Output<Remote[Name]>>
  /** Says without waiting. Throws at once where a value can't be cloned. */
  tell<Name extends keyof Remote & string>(name: Name, input: Input<Remote[Name]>): void
}

/**
 * Two processes that call each other by name over Node's own channel (fork with `serialization: 'advanced'`, so that
 * bytes, dates and maps pass as they are). What one side sends arrives in order.
 * @param onGone called once, when the other side has ended
 */
export function openChannel<Remote extends object>(
  peer: ChildProcess | NodeJS.Process,
  local: object,
  onGone: () => void,
): Channel<Remote> {
  const waiting = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>()
  const procedures = local as Procedures
  let lastId = 0

  const send = (packet: Packet) => {
    if (peer.connected) {
      // The other side may end while this is on its way; `disconnect` tells.
      peer.send?.(packet, undefined, undefined, () => undefined)
    }
  }
  const answer = async (id: number, name: string, input: unknown) => {
    try {
      send({ kind: 'answer', id, output: await procedures[name as keyof never]?.(input as never) })
    } catch (error) {
      send({ kind: 'failure', id, message: error instanceof Error ? error.message : String(error) })
    }
  }
  const settle = (id: number) => {
    const call = waiting.get(id)
    waiting.delete(id)
    return call
  }

  peer.on('message', (message: unknown) => {
    const packet = message as Packet
    switch (packet.kind) {
      case 'call':
        void answer(packet.id, packet.name, packet.input)
        break
      case 'tell':
        procedures[packet.name as keyof never]?.(packet.input as never)
        break
      case 'answer':
        settle(packet.id)?.resolve(packet.output as never)
        break
      case 'failure':
        settle(packet.id)?.reject(new Error(packet.message))
    }
  })
  peer.once('disconnect', () => {
    for (const call of waiting.values()) {
      call.reject(new Error('The other process has ended.'))
    }
    waiting.clear()
    onGone()
  })

  return {
    call: (name, input) =>
      new Promise((resolve, reject) => {
        if (!peer.connected) {
          reject(new Error('The other process has ended.'))
          return
        }
        const id = ++lastId
        waiting.set(id, { resolve, reject })
        send({ kind: 'call', id, name, input })
      }),
    tell: (name, input) => send({ kind: 'tell', name, input }),
  }
}
