const bitsPerWord = 10

/**
 * A fingerprint as words, to be compared by voice: 10 bits a word, 16 words for version 4. The first 1,024 words
 * of the list are used, so their order is part of the format.
 *
 * @param fingerprint hexadecimal, any case; spaces are ignored
 * @param words the passphrase word list, at least 1,024 words
 */
export function fingerprintWords(fingerprint: string, words: readonly string[]): string[] {
  const digits = fingerprint.replaceAll(' ', '')
  if (!/^[0-9a-fA-F]{40,64}$/.test(digits)) throw new RangeError('not a fingerprint')
  if (words.length < 2 ** bitsPerWord) throw new RangeError('word list too short')
  const bits = [...digits].map((digit) => Number.parseInt(digit, 16).toString(2).padStart(4, '0')).join('')
  const groups = bits.match(new RegExp(`.{1,${bitsPerWord}}`, 'g')) ?? []
  return groups.map((group) => words[Number.parseInt(group.padEnd(bitsPerWord, '0'), 2)] ?? '')
}
