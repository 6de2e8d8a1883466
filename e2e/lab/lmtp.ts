import SMTPConnection from 'nodemailer/lib/smtp-connection'

/** Hands `raw` (RFC 5322 bytes) to Dovecot over LMTP, past submission: mail that comes from the rest of the world. */
export function deliverByLmtp(
  port: number,
  envelope: { readonly from: string; readonly to: readonly string[] },
  raw: string | Uint8Array,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const connection = new SMTPConnection({
      host: '127.0.0.1',
      port,
      lmtp: true,
      ignoreTLS: true,
      secure: false,
    })
    connection.once('error', reject)
    connection.connect(() => {
      connection.send({ from: envelope.from, to: [...envelope.to] }, Buffer.from(raw), (error, info) => {
        connection.quit()
        const rejected = error ?? info?.rejectedErrors?.[0]
        if (rejected) reject(rejected)
        else resolve()
      })
    })
  })
}
