import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Keychain, VaultDeps } from '../../src/main/vault/index.ts'

export const goodPassphrase = 'violet harbor quilt thunder maple otter 93'
export const otherPassphrase = 'copper lantern glacier pepper swan willow 41'

export type MemoryKeychain = Keychain & {
  readonly items: Map<string, string>
  isAvailable: boolean
}

/** Stands for the system's keychain, which only a session bus can give. */
export function memoryKeychain(): MemoryKeychain {
  const items = new Map<string, string>()
  const keychain: MemoryKeychain = {
    items,
    isAvailable: true,
    read: (name) => {
      const value = items.get(name)
      if (!keychain.isAvailable) return Promise.resolve({ state: 'unavailable' })
      return Promise.resolve(value === undefined ? { state: 'absent' } : { state: 'found', value })
    },
    write: (name, value) => {
      if (keychain.isAvailable) items.set(name, value)
      return Promise.resolve(keychain.isAvailable)
    },
  }
  return keychain
}

/** Argon2id as cheap as it goes: what it costs is measured elsewhere. */
export const cheapKdf = { memoryKib: 64, iterations: 1, parallelism: 1 }

export type TestVaultDeps = VaultDeps & { readonly keychain: MemoryKeychain; clock: number }

/** A cheap derivation, a clock that stands still until it is set, and a plain strength meter. */
export function testVaultDeps(): TestVaultDeps {
  const deps: TestVaultDeps = {
    keychain: memoryKeychain(),
    clock: Date.UTC(2026, 10, 21),
    now: () => deps.clock,
    meter: (passphrase) => {
      const bits = passphrase.length * 2
      return { bits, isEnough: bits >= 62, label: bits >= 62 ? 'good' : 'weak' }
    },
    kitWords: Array.from({ length: 1100 }, (_, index) => letters(index)),
    kdfCost: cheapKdf,
  }
  return deps
}

export function tempFolder(prefix = 'sealpost-vault-', parent = tmpdir()): { path: string; remove(): void } {
  const path = mkdtempSync(join(parent, prefix))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

/** 0 → "aaa", 1 → "aab", … */
function letters(index: number): string {
  return [676, 26, 1].map((place) => String.fromCharCode(97 + (Math.floor(index / place) % 26))).join('')
}
