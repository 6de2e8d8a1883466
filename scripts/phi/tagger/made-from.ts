import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../../', import.meta.url))

/**
 * What decides the weights: the texts, the words, and the code that makes features and learns. The rules are read too,
 * as features; a change of theirs shifts the weights a little and doesn't count as making them stale.
 */
const folders = ['test/data/phi', 'test/data/phi/own', 'scripts/phi/tagger', 'src/main/phi/tagger']
const notRead = /\.test\.ts$|\.md$|recorded-figures|merge\.ts$|worth\.ts$|cross-validate\.ts$/

/** @returns the SHA-256 of everything that the weights are made from */
export function madeFrom(): Uint8Array {
  const files = folders.flatMap((folder) =>
    readdirSync(path.join(root, folder), { withFileTypes: true })
      .filter((entry) => entry.isFile() && !notRead.test(entry.name))
      .map(({ name }) => `${folder}/${name}`),
  )
  const hash = createHash('sha256')
  for (const file of [...files, 'resources/phi/lexicon.txt'].sort()) {
    hash.update(`${file}\0`)
    hash.update(readFileSync(path.join(root, file)))
  }
  return new Uint8Array(hash.digest())
}
