import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import type { Keychain } from '../../src/main/vault/index.ts'

/** Stands for the system's keychain in a process that is killed: it outlives the vault's files, and is never half-written. */
export function fileKeychain(path: string): Keychain {
  const read = (): Record<string, string> => {
    try {
      return JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>
    } catch {
      return {}
    }
  }
  return {
    read: (name) => {
      const value = read()[name]
      return Promise.resolve(value === undefined ? { state: 'absent' } : { state: 'found', value })
    },
    write: (name, value) => {
      writeFileSync(`${path}.new`, JSON.stringify({ ...read(), [name]: value }))
      renameSync(`${path}.new`, path)
      return Promise.resolve(true)
    },
  }
}
