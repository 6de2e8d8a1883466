declare module 'hoodiecrow-imap' {
  import type { Server } from 'node:tls'

  type StoredMessage = {
    /** One character for each byte. */
    raw: string
    flags?: string[]
    /** As in APPEND: `17-Jul-2026 02:44:25 +0000`. */
    internaldate?: string | Date
    uid?: number
  }

  type Mailbox = {
    messages?: StoredMessage[]
    'special-use'?: string
    uidvalidity?: number
    subscribed?: boolean
  }

  type Namespace = { type: 'personal'; separator: string; folders: Record<string, Mailbox> }

  type Options = {
    secureConnection: boolean
    credentials: { key: string; cert: string; minVersion: 'TLSv1.2' }
    users: Record<string, { password: string }>
    plugins: string[]
    storage: { INBOX: Mailbox; '': Namespace }
  }

  type ImapServer = {
    readonly server: Server
    listen(port: number, host: string, listening: () => void): void
    close(closed: () => void): void
    appendMessage(mailbox: string, flags: string[], internalDate: Date | string, raw: string): void
    getMailbox(path: string): Required<Mailbox> | undefined
  }

  export default function hoodiecrow(options: Options): ImapServer
}
