import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { limits } from './limits.ts'
import type { SpellingLanguage } from './protocol.ts'

/** A word near another, and how far from it: 100 for each letter, less where people often take one for the other. */
export type NearWord = { readonly word: string; readonly cost: number }

/** The words of one language, each as it is written: names begin with a capital. */
export interface Dictionary {
  has(word: string): boolean
  near(word: string): readonly NearWord[]
}

/** Each beside the one file that its package exports. */
function fileOf(language: SpellingLanguage): string {
  const require = createRequire(import.meta.url)
  return language === 'en'
    ? path.join(path.dirname(require.resolve('@cspell/dict-en_us')), 'en_US.trie.gz')
    : path.join(path.dirname(require.resolve('@cspell/dict-es-es')), 'Spanish.trie.gz')
}

/**
 * Takes 0.3 s and some 10 MB for each language. The library is loaded with the first: only the thread that checks needs it.
 * @throws where a file can't be read: a broken installation
 */
export async function loadDictionary(language: SpellingLanguage): Promise<Dictionary> {
  const [{ decodeTrie }, packed] = await Promise.all([import('cspell-trie-lib'), readFile(fileOf(language))])
  const trie = decodeTrie(await promisify(gunzip)(packed))
  return {
    // Without regard to case and accents it would also know "wendesday" and "tambien".
    has: (word) => trie.hasWord(word, true),
    near: (word) =>
      trie.suggestWithCost(word, {
        numSuggestions: 20,
        includeTies: true,
        ignoreCase: false,
        changeLimit: limits.edits,
        timeout: limits.searchMs,
      }),
  }
}
