export interface Bridge {
  /** Makes `value` a frozen, read-only global of the other world. */
  expose: (key: string, value: unknown) => void
}

/**
 * One half of `contextBridge`: the page's world and the preload's isolated world each run one, and neither sees the
 * other's objects. Values cross as structured clones in events with names that only the two halves know; functions
 * and promises stay where they are and are called from afar. Calls are synchronous, as in Electron.
 * The function is self-contained: its source text runs in the page.
 * @param own name of the events that this half listens to
 * @param peer name of the events that the other half listens to
 */
export function makeBridge(own: string, peer: string): Bridge {
  type Wire =
    | { kind: 'function' | 'promise'; id: number }
    | { kind: 'list'; items: Wire[] }
    | { kind: 'record'; entries: [string, Wire][] }
    | { kind: 'value'; value: unknown }
  type Answer = { type: 'answer'; ok: boolean; value: Wire }
  type Message =
    | Answer
    | { type: 'call'; id: number; args: Wire[] }
    | { type: 'settle'; id: number; ok: boolean; value: Wire }
    | { type: 'expose'; key: string; value: Wire }

  // Taken before any script of the page can replace them.
  const dispatch = document.dispatchEvent.bind(document)
  const MessageEvent = CustomEvent
  const functions = new Map<number, (...args: unknown[]) => unknown>()
  const promises = new Map<number, { resolve: (value: unknown) => void; reject: (reason: unknown) => void }>()
  let lastId = 0
  let answer: Answer | undefined

  const send = (message: Message) => {
    dispatch(new MessageEvent(peer, { detail: message }))
  }
  const isPlain = (value: object) => {
    const prototype: unknown = Object.getPrototypeOf(value)
    return prototype === Object.prototype || prototype === null
  }
  const toWire = (value: unknown): Wire => {
    if (typeof value === 'function') {
      functions.set(++lastId, value as (...args: unknown[]) => unknown)
      return { kind: 'function', id: lastId }
    }
    if (value instanceof Promise) {
      const id = ++lastId
      const settle = (ok: boolean) => (outcome: unknown) => {
        send({ type: 'settle', id, ok, value: toWire(outcome) })
      }
      value.then(settle(true), settle(false))
      return { kind: 'promise', id }
    }
    if (Array.isArray(value)) {
      return { kind: 'list', items: value.map(toWire) }
    }
    if (typeof value === 'object' && value !== null && isPlain(value)) {
      return { kind: 'record', entries: Object.entries(value).map(([key, item]) => [key, toWire(item)]) }
    }
    return { kind: 'value', value }
  }
  const fromWire = (wire: Wire): unknown => {
    switch (wire.kind) {
      case 'function':
        return (...args: unknown[]) => ask({ type: 'call', id: wire.id, args: args.map(toWire) })
      case 'promise':
        return new Promise((resolve, reject) => promises.set(wire.id, { resolve, reject }))
      case 'list':
        return wire.items.map(fromWire)
      case 'record':
        return Object.freeze(Object.fromEntries(wire.entries.map(([key, item]) => [key, fromWire(item)])))
      case 'value':
        return wire.value
    }
  }
  const ask = (message: Message): unknown => {
    answer = undefined
    send(message)
    const given = answer as Answer | undefined
    const value = given === undefined ? undefined : fromWire(given.value)
    if (given?.ok === false) {
      throw value
    }
    return value
  }
  const runCall = (id: number, args: Wire[]): Answer => {
    try {
      return { type: 'answer', ok: true, value: toWire(functions.get(id)?.(...args.map(fromWire))) }
    } catch (error) {
      return { type: 'answer', ok: false, value: toWire(error) }
    }
  }
  const receive = (message: Message) => {
    switch (message.type) {
      case 'answer':
        answer = message
        break
      case 'call':
        send(runCall(message.id, message.args))
        break
      case 'settle': {
        const promise = promises.get(message.id)
        promises.delete(message.id)
        promise?.[message.ok ? 'resolve' : 'reject'](fromWire(message.value))
        break
      }
      case 'expose':
        Object.defineProperty(window, message.key, { value: fromWire(message.value), enumerable: true })
    }
  }

  document.addEventListener(own, (event) => {
    event.stopImmediatePropagation()
    receive((event as CustomEvent<Message>).detail)
  })
  return {
    expose: (key, value) => {
      if (key in window) {
        throw new Error('Cannot bind an API on top of an existing property on the window object')
      }
      send({ type: 'expose', key, value: toWire(value) })
    },
  }
}
