/**
 * Whether a text holds a passphrase: its words in order, whatever the case and whatever stands between them (spaces,
 * hyphens, commas, line ends, nothing). A passphrase in the message that it opens protects nothing.
 * @param words the passphrase's words, as told to the patient
 */
export function findsSecret(text: string, words: readonly string[]): boolean {
  const wanted = letters(words.join(''))
  return wanted.length > 0 && letters(text).includes(wanted)
}

function letters(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')
}
