import { sql, type Reader, type Tx } from '../connection.ts'
import { text } from '../rows.ts'

/** A word that spelling takes for right; `key` is the word as it is compared. */
export type LearnedWord = { readonly key: string; readonly word: string }

/** By the alphabet of their keys. */
export function listLearnedWords(reader: Reader): LearnedWord[] {
  return reader[sql]
    .all('SELECT key, word FROM learned_words ORDER BY key')
    .map((row) => ({ key: text(row, 'key'), word: text(row, 'word') }))
}

/** Learning the same again changes nothing. */
export function addLearnedWord(
  tx: Tx,
  { key, word, learnedAt }: LearnedWord & { readonly learnedAt: number },
): void {
  tx[sql].run(
    'INSERT INTO learned_words (key, word, learned_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
    key,
    word,
    learnedAt,
  )
}

export function removeLearnedWord(tx: Tx, key: string): void {
  tx[sql].run('DELETE FROM learned_words WHERE key = ?', key)
}
