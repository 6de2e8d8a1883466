/** What a server saw its clients say, above TLS where there is TLS. */
export type Recorder = {
  readonly record: (chunk: Buffer) => void
  /** Every byte that clients sent so far. */
  readonly bytes: () => Buffer
  /** True when any watched secret arrived: as it is, or inside base64 as SASL sends it. */
  readonly sawCredentials: () => boolean
  readonly reset: () => void
}

/** Records client bytes and looks for `secrets` (passwords, access tokens) in them. */
export function createRecorder(secrets: readonly string[]): Recorder {
  let chunks: Buffer[] = []
  const bytes = (): Buffer => Buffer.concat(chunks)
  return {
    record: (chunk) => {
      chunks.push(Buffer.from(chunk))
    },
    bytes,
    sawCredentials: () => {
      const seen = bytes().toString('latin1')
      return secrets.some((secret) => traces(secret).some((trace) => seen.includes(trace)))
    },
    reset: () => {
      chunks = []
    },
  }
}

/**
 * The forms in which a secret shows on the wire. Inside a longer base64 text it can start at any of three offsets;
 * the characters that depend on its neighbours are cut off at both ends.
 */
function traces(secret: string): readonly string[] {
  const encoded = [0, 1, 2].map((offset) => {
    const text = Buffer.concat([Buffer.alloc(offset), Buffer.from(secret)]).toString('base64')
    return text.replace(/=+$/, '').slice(offset === 0 ? 0 : offset + 1, -1)
  })
  return [secret, ...encoded]
}
