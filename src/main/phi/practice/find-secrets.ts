/** A passphrase with fewer letters and digits is looked for with its signs: letters alone would stand in any text. */
const leastLetters = 8

/**
 * Which passphrases stand in a text: their words in order, whatever the case and whatever stands between them (spaces,
 * hyphens, commas, line ends, nothing). A passphrase in the message that it opens protects nothing.
 * @param secrets each as its words, as told to the patient
 * @returns indices into `secrets`
 */
export function findSecrets(texts: readonly string[], secrets: readonly (readonly string[])[]): number[] {
  if (secrets.length === 0) return []
  const wanted = secrets.map((words) => {
    const secret = words.join('')
    const letters = lettersOf(secret)
    return letters.length < leastLetters
      ? { inLetters: false, sought: unspaced(secret) }
      : { inLetters: true, sought: letters }
  })
  const found = new Set<number>()
  for (const text of texts) {
    const read = { letters: lettersOf(text), signs: unspaced(text) }
    wanted.forEach(({ inLetters, sought }, index) => {
      if (sought !== '' && (inLetters ? read.letters : read.signs).includes(sought)) found.add(index)
    })
  }
  return [...found]
}

function lettersOf(text: string): string {
  return unspaced(text).replace(/[^\p{L}\p{N}]+/gu, '')
}

function unspaced(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/gu, '')
}
