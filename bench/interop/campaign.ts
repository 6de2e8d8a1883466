import { interopMessages } from './messages.ts'
import { gpgPeer, sqPeer } from './openpgp.ts'
import { opensslPeer } from './openssl.ts'
import type { InteropPeer } from './peer.ts'
import { recipePeer } from './recipe.ts'

export const interopPeers: Readonly<Record<string, () => Promise<InteropPeer>>> = {
  gpg: gpgPeer,
  sq: sqPeer,
  openssl: opensslPeer,
  recipe: recipePeer,
}

export type InteropTally = {
  readonly name: string
  readonly messages: number
  /** How many the peer opened, whole and with a good signature. */
  readonly toPeer: number
  /** How many of the peer's we opened so; null for one that only reads. */
  readonly fromPeer: number | null
  /** The kinds that failed, with the way. */
  readonly failed: readonly string[]
}

/** Sends the same letters to each peer and back. */
export async function runInterop(
  peers: readonly string[],
  count: number,
  seed: number,
): Promise<InteropTally[]> {
  const messages = await interopMessages(count, seed)
  const tallies: InteropTally[] = []
  for (const name of peers) {
    const peer = await interopPeers[name]?.()
    if (peer === undefined) throw new Error(`there is no peer ${name}`)
    const failed: string[] = []
    const goodOf = async (way: 'to' | 'from', work: InteropPeer['toPeer']): Promise<number> => {
      let good = 0
      for (const message of messages) {
        if (await work(message)) good += 1
        else failed.push(`${way}: ${message.kind}, ${message.letter.messageId}`)
      }
      return good
    }
    try {
      const toPeer = await goodOf('to', peer.toPeer)
      const fromPeer = peer.fromPeer === null ? null : await goodOf('from', peer.fromPeer)
      tallies.push({ name: peer.name, messages: messages.length, toPeer, fromPeer, failed })
    } finally {
      await peer.dispose()
    }
  }
  return tallies
}
