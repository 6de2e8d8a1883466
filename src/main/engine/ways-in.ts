import path from 'node:path'
import type { FactorProof, WaysIn } from '../../shared/contract/index.ts'
import type { FileHandle } from '../../shared/ids.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import { readWaysIn, type FactorProof as VaultProof, type LockedVault } from '../vault/index.ts'
import type { DesktopServices } from './desktop-services.ts'
import type { FileDesk } from './files.ts'
import type { HeldSecrets } from './held-secrets.ts'

/** What a locked vault asks for, and what a person holds out: between the window's words and the vault's. */
export interface WaysInDesk {
  /** Null: the header can't be read, or nobody said whose vault is meant. */
  read(folder: string | null, held: LockedVault | null): WaysIn | null
  /** Which key file was chosen: another person is in front of the computer. */
  forget(): void
  choose(): Promise<{ file: FileHandle; name: string } | null>
  /**
   * Runs `open` with what is held out, and wipes it after. Errors: those of a file's handle, `vault/passkey-cancelled` where
   * what the passkey gave isn't held any more.
   */
  holdingOut<T>(
    factor: FactorProof | undefined,
    open: (proof: VaultProof | null) => Promise<Result<T>>,
  ): Promise<Result<T>>
}

export function createWaysInDesk(
  desktop: Pick<DesktopServices, 'askOpenPaths'>,
  files: FileDesk,
  secrets: HeldSecrets,
): WaysInDesk {
  /** Kept while the program runs, so that the file needn't be looked for after each lock. */
  let chosen: { path: string; file: FileHandle; name: string } | null = null

  async function proofOf(factor: FactorProof | undefined): Promise<Result<VaultProof | null>> {
    if (factor === undefined) {
      return ok(null)
    }
    if (factor.kind === 'passkey') {
      const output = secrets.take(factor.output)
      return output === null
        ? fail('vault/passkey-cancelled')
        : ok({ kind: 'passkey', id: factor.id, output })
    }
    // The handle may have ended with the last lock; the file was still chosen by a person.
    const read =
      chosen?.file === factor.file ? await files.readPath(chosen.path) : await files.read(factor.file)
    return read.ok ? ok({ kind: 'key-file', file: read.value.bytes }) : read
  }

  return {
    read: (folder, held) => {
      const ways = folder === null ? null : readWaysIn(folder)
      if (ways?.ok !== true) {
        return null
      }
      const alone = held?.passkeysAlone ?? []
      const { passkeys, hasKeyFile } = ways.value
      return {
        passkeys: passkeys.map(({ transports, ...passkey }) => ({
          ...passkey,
          transports: [...transports],
          opensAlone: alone.includes(passkey.id),
        })),
        hasKeyFile,
        keyFile: chosen === null || !hasKeyFile ? null : { file: chosen.file, name: chosen.name },
      }
    },

    forget: () => {
      chosen = null
    },

    choose: async () => {
      const [place] = await desktop.askOpenPaths({ multiple: false })
      const [registered] = place === undefined ? [] : await files.register([place])
      if (place === undefined || registered === undefined) {
        return null
      }
      chosen = { path: place, file: registered.handle, name: path.basename(place) }
      return { file: chosen.file, name: chosen.name }
    },

    holdingOut: async (factor, open) => {
      const proof = await proofOf(factor)
      if (!proof.ok) {
        return proof
      }
      try {
        return await open(proof.value)
      } finally {
        wipe(proof.value)
      }
    },
  }
}

function wipe(proof: VaultProof | null): void {
  if (proof?.kind === 'passkey') {
    proof.output.fill(0)
  } else {
    proof?.file.fill(0)
  }
}
