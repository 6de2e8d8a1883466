import { makeEvent, type PreventableEvent } from './events.ts'
import type { WebContents } from './web-contents.ts'
import type { WebFrameMain } from './web-frame-main.ts'

interface IpcEvent extends PreventableEvent {
  type: 'frame'
  sender: WebContents
  /** The frame that spoke, or null where it is gone. */
  senderFrame: WebFrameMain | null
  frameId: number
  processId: number
  ports: []
  reply: (channel: string, ...args: unknown[]) => void
}

/** The event of a message that came from a frame of a window. */
export function makeIpcEvent(sender: WebContents, senderFrame: WebFrameMain | null): IpcEvent {
  return makeEvent({
    type: 'frame' as const,
    sender,
    senderFrame,
    frameId: senderFrame?.routingId ?? 0,
    processId: senderFrame?.processId ?? 0,
    ports: [] as [],
    reply: (channel: string, ...args: unknown[]) => {
      senderFrame?.send(channel, ...args)
    },
  })
}
