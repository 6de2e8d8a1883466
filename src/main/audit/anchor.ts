import { z } from 'zod'
import type { UnlockedVault } from '../vault/index.ts'
import { hashSchema } from './encoding.ts'

export type ChainHead = { readonly seq: number; readonly hash: string }

/** What stands where the head is kept. Null: there is no keychain, or it doesn't answer. */
export type AnchorReading = ChainHead | 'nothing' | 'not-a-head' | null

/** A head of the chain kept outside the store: in the system's keychain, so that a rolled-back store shows. */
export type AnchorPlace = {
  read(): Promise<AnchorReading>
  /** False: there is no keychain to write to. */
  write(head: ChainHead): Promise<boolean>
}

const anchorSchema = z.strictObject({ seq: z.int().positive(), hash: hashSchema })

/** The vault's own place in the keychain. */
export function anchorIn(vault: Pick<UnlockedVault, 'readAnchor' | 'writeAnchor'>): AnchorPlace {
  return {
    read: async () => {
      const answer = await vault.readAnchor()
      if (answer.state === 'unavailable') return null
      return answer.state === 'absent' ? 'nothing' : parseAnchor(answer.value)
    },
    write: ({ seq, hash }) => vault.writeAnchor(JSON.stringify({ seq, hash })),
  }
}

/** The head that was kept; null where none is known. */
export function headIn(reading: AnchorReading): ChainHead | null {
  return typeof reading === 'string' ? null : reading
}

function parseAnchor(text: string): ChainHead | 'not-a-head' {
  try {
    return anchorSchema.safeParse(JSON.parse(text)).data ?? 'not-a-head'
  } catch {
    return 'not-a-head'
  }
}
