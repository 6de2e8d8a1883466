/** What a log is opened with where there is no vault: nowhere to keep its head, and a key for its checkpoints. */
export const noVault = {
  anchor: { read: () => Promise.resolve(null), write: () => Promise.resolve(false) },
  signingKey: (): Uint8Array => new Uint8Array(32).fill(9),
}
