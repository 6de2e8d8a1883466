/** As dictionaries write it: composed (NFC), with the straight apostrophe. */
export function normalWord(word: string): string {
  return word.normalize('NFC').replaceAll('’', "'")
}

/** A word and what was put behind it, such as 's. */
export function splitPossessive(word: string): readonly [word: string, ending: string] {
  const match = /^(.{2,})('s)$/i.exec(word)
  return match?.[1] === undefined || match[2] === undefined ? [word, ''] : [match[1], match[2]]
}

export function isCapitalised(word: string): boolean {
  return /^\p{Lu}/u.test(word)
}

export function capitalise(word: string): string {
  return word.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase())
}

/** What is left without case, accents and apostrophes, which are forgotten more often than letters. */
export function bareLetters(word: string): string {
  return word
    .normalize('NFD')
    .replaceAll(/[\p{M}']/gu, '')
    .toLowerCase()
}
