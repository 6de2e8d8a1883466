import type { Accelerator } from '../contract.ts'
import type { Bridge } from './bridge.ts'
import type { Codec } from './codec.ts'

/** What a frame's isolated world says to the driver. */
export type WorldMessage =
  | { type: 'send'; channel: string; args: unknown[] }
  | { type: 'invoke'; id: number; channel: string; args: unknown[] }
  | { type: 'accelerator'; id: number }
  | { type: 'title'; title: string }

/** What the driver says to a frame's isolated world. */
export type DriverMessage =
  | { type: 'message'; channel: string; args: unknown[] }
  | { type: 'result'; id: number; ok: true; value: unknown }
  | { type: 'result'; id: number; ok: false; message: string }
  | { type: 'accelerators'; accelerators: Accelerator[] }

export type PreloadFunction = (require: unknown, module: unknown, exports: unknown, process: unknown) => void

export interface IsolatedWorldSetup {
  /** Global function, of this world alone, that carries text to the driver. */
  postName: string
  /** Global function, of this world alone, that the driver calls. */
  receiveName: string
  process: Record<string, unknown>
  accelerators: Accelerator[]
  codec: Codec
  /** Absent in frames where no preload runs; there only the keys of the menu are watched. */
  bridge: Bridge | null
  preload: PreloadFunction | null
}

/**
 * The world of a sandboxed preload: `require('electron')` and a small `process`, nothing of Node.
 * The function is self-contained: its source text runs in the page's isolated world.
 */
export function startIsolatedWorld(setup: IsolatedWorldSetup): void {
  type Listener = (event: unknown, ...args: unknown[]) => void
  const { codec, bridge } = setup
  const world = globalThis as unknown as Record<string, unknown>
  const postText = world[setup.postName] as (text: string) => void
  const post = (message: WorldMessage) => {
    postText(codec.stringify(message))
  }
  const listeners = new Map<string, { listener: Listener; once: boolean }[]>()
  const calls = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>()
  let accelerators = setup.accelerators
  let lastCall = 0

  const add = (channel: string, listener: Listener, once: boolean) => {
    listeners.set(channel, [...(listeners.get(channel) ?? []), { listener, once }])
    return ipcRenderer
  }
  const remove = (channel: string, listener: Listener) => {
    const kept = (listeners.get(channel) ?? []).filter((entry) => entry.listener !== listener)
    listeners.set(channel, kept)
    return ipcRenderer
  }
  const ipcRenderer = {
    on: (channel: string, listener: Listener) => add(channel, listener, false),
    addListener: (channel: string, listener: Listener) => add(channel, listener, false),
    once: (channel: string, listener: Listener) => add(channel, listener, true),
    off: remove,
    removeListener: remove,
    removeAllListeners: (channel?: string) => {
      for (const name of channel === undefined ? [...listeners.keys()] : [channel]) {
        listeners.delete(name)
      }
      return ipcRenderer
    },
    send: (channel: string, ...args: unknown[]) => {
      post({ type: 'send', channel, args })
    },
    postMessage: (channel: string, message: unknown, transfer: unknown[] = []) => {
      if (transfer.length > 0) {
        throw new Error('The stand-in host carries no transferred ports.')
      }
      post({ type: 'send', channel, args: [message] })
    },
    invoke: (channel: string, ...args: unknown[]) =>
      new Promise((resolve, reject) => {
        const id = ++lastCall
        post({ type: 'invoke', id, channel, args })
        calls.set(id, { resolve, reject })
      }),
  }
  const webUtils = {
    // Only the browser's process knows the path. The statement stops this thread until the driver, which sees the
    // pause, has written the answer into `path`: the one way to a synchronous answer from outside.
    getPathForFile: (file: unknown) => {
      const path = file === null ? 'null' : ''
      // eslint-disable-next-line no-debugger -- the driver answers here
      debugger
      return path
    },
  }
  const contextBridge = {
    exposeInMainWorld: (key: string, value: unknown) => {
      bridge?.expose(key, value)
    },
  }

  const receive = (message: DriverMessage) => {
    switch (message.type) {
      case 'message':
        for (const entry of listeners.get(message.channel) ?? []) {
          if (entry.once) {
            remove(message.channel, entry.listener)
          }
          entry.listener({ sender: ipcRenderer, ports: [] }, ...message.args)
        }
        break
      case 'result': {
        const call = calls.get(message.id)
        calls.delete(message.id)
        if (message.ok) {
          call?.resolve(message.value)
        } else {
          call?.reject(new Error(message.message))
        }
        break
      }
      case 'accelerators':
        accelerators = message.accelerators
    }
  }
  Object.defineProperty(world, setup.receiveName, {
    value: (text: string) => {
      receive(codec.parse(text) as DriverMessage)
    },
  })

  // The menu sees a key only after the page has left it alone: the listener that looks is added last, while the key
  // is on its way; where the page stops the event, a moment later.
  const onKey = (event: KeyboardEvent) => {
    const pressed = accelerators.find(
      (accelerator) =>
        accelerator.key === event.key.toLowerCase() &&
        accelerator.ctrl === event.ctrlKey &&
        accelerator.shift === event.shiftKey &&
        accelerator.alt === event.altKey &&
        accelerator.meta === event.metaKey,
    )
    if (pressed === undefined) {
      return
    }
    const press = () => {
      window.removeEventListener('keydown', press)
      clearTimeout(later)
      if (!event.defaultPrevented) {
        event.preventDefault()
        post({ type: 'accelerator', id: pressed.id })
      }
    }
    const later = setTimeout(press)
    window.addEventListener('keydown', press)
  }
  window.addEventListener('keydown', onKey, { capture: true })

  if (window === window.top) {
    let lastTitle = ''
    const tellTitle = () => {
      if (document.title !== lastTitle) {
        lastTitle = document.title
        post({ type: 'title', title: lastTitle })
      }
    }
    document.addEventListener('DOMContentLoaded', () => {
      tellTitle()
      new MutationObserver(tellTitle).observe(document.head, {
        subtree: true,
        childList: true,
        characterData: true,
      })
    })
  }

  const module = { exports: {} }
  const requireModule = (name: string) => {
    if (name === 'electron' || name === 'electron/renderer') {
      return { ipcRenderer, contextBridge, webUtils }
    }
    throw new Error(`module not found: ${name}`)
  }
  setup.preload?.(requireModule, module, module.exports, setup.process)
}
