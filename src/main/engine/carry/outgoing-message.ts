/** A message on its way into a file. */
export interface OutgoingMessage {
  readonly bytes: Uint8Array
  readonly sender: string
  readonly received: Date
  readonly mailbox: string
  readonly isStillEncrypted: boolean
}
