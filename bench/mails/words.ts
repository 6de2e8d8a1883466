import { readFileSync } from 'node:fs'
import wordListPath from 'word-list'

/** As many as a person's mail of ten years holds; a small vocabulary would flatter the index and compression. */
const vocabularySize = 20_000
const wordsPerLine = 11

const all = readFileSync(wordListPath, 'utf8').split('\n')
const stride = Math.floor(all.length / vocabularySize)
/** The k-th is used k times more seldom than the first: the distance of the stride mixes the alphabet. */
const vocabulary = Array.from(
  { length: vocabularySize },
  (_, rank) => all[(rank * 7919 * stride) % all.length] ?? '',
)

/** A word, the frequent ones more often, as Zipf found: the probability falls with the rank. */
export function word(random: () => number): string {
  return vocabulary[Math.floor(vocabularySize ** random()) - 1] ?? ''
}

/** Lines of words, about `chars` characters long, each ended by CRLF. */
export function prose(chars: number, random: () => number): string {
  const lines: string[] = []
  let length = 0
  while (length < chars) {
    const line = `${Array.from({ length: wordsPerLine }, () => word(random)).join(' ')}\r\n`
    lines.push(line)
    length += line.length
  }
  return lines.join('')
}
