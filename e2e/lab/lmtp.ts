import { createTransport } from 'nodemailer'
import { patienceMs } from './patience.ts'

/** Hands mail to Dovecot over LMTP, past submission: as mail that comes from the rest of the world. */
export type LmtpDelivery = {
  /** `raw`: RFC 5322 bytes. Rejects when any recipient is refused. */
  readonly deliver: (
    envelope: { readonly from: string; readonly to: readonly string[] },
    raw: string | Uint8Array,
  ) => Promise<void>
  readonly close: () => void
}

/** Opens a few LMTP connections to `port` on loopback and keeps them, so that thousands of messages pass quickly. */
export function openLmtp(port: number): LmtpDelivery {
  const transport = createTransport({
    host: '127.0.0.1',
    port,
    lmtp: true,
    secure: false,
    ignoreTLS: true,
    pool: true,
    maxConnections: 4,
    maxMessages: Infinity,
    // Sooner than a test's own limit: what hangs says where.
    ...{ connectionTimeout: patienceMs, greetingTimeout: patienceMs, socketTimeout: patienceMs },
  })
  return {
    deliver: async (envelope, raw) => {
      const to = [...envelope.to]
      const info = await transport.sendMail({ envelope: { from: envelope.from, to }, raw: Buffer.from(raw) })
      if (info.rejected.length > 0) throw new Error(`Dovecot refused ${info.rejected.join(', ')}`)
    },
    close: () => transport.close(),
  }
}
