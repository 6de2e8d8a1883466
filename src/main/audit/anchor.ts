import { z } from 'zod'
import type { UnlockedVault } from '../vault/index.ts'
import { hashSchema } from './encoding.ts'

export type ChainHead = { readonly seq: number; readonly hash: string }

/** A head of the chain kept outside the store: in the system's keychain, so that a rolled-back store shows. */
export type AnchorPlace = {
  /** Null: nothing anchored there yet, or there is no keychain. */
  read(): Promise<ChainHead | null>
  /** False: there is no keychain to write to. */
  write(head: ChainHead): Promise<boolean>
}

const anchorSchema = z.strictObject({ seq: z.int().positive(), hash: hashSchema })

/** The vault's own place in the keychain. */
export function anchorIn(vault: Pick<UnlockedVault, 'readAnchor' | 'writeAnchor'>): AnchorPlace {
  return {
    read: async () => {
      const text = await vault.readAnchor()
      return text === null ? null : parseAnchor(text)
    },
    write: ({ seq, hash }) => vault.writeAnchor(JSON.stringify({ seq, hash })),
  }
}

function parseAnchor(text: string): ChainHead | null {
  try {
    return anchorSchema.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}
