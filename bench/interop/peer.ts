import type { InteropMessage } from './messages.ts'

/** Another program that reads or makes our formats. Each way says whether the other side got exactly what was sent. */
export type InteropPeer = {
  readonly name: string
  /** We seal, the peer opens: the same bytes, and a good signature where the format has one. */
  readonly toPeer: (message: InteropMessage) => Promise<boolean>
  /** The peer seals, we open; null for a program that only reads. */
  readonly fromPeer: ((message: InteropMessage) => Promise<boolean>) | null
  readonly dispose: () => Promise<void>
}
