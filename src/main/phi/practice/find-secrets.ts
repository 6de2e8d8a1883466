/**
 * Which passphrases stand in a text: their words in order, whatever the case and whatever stands between them (spaces,
 * hyphens, commas, line ends, nothing). A passphrase in the message that it opens protects nothing.
 * @param secrets each as its words, as told to the patient
 * @returns indices into `secrets`
 */
export function findSecrets(texts: readonly string[], secrets: readonly (readonly string[])[]): number[] {
  if (secrets.length === 0) return []
  const wanted = secrets.map((words) => letters(words.join('')))
  const found = new Set<number>()
  for (const text of texts.map(letters)) {
    wanted.forEach((secret, index) => {
      if (secret.length > 0 && text.includes(secret)) found.add(index)
    })
  }
  return [...found]
}

function letters(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')
}
