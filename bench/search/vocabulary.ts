const onsets = 'b br c ch cl d dr f fl g gr h j k l m n p pl pr qu r s sh sl st t th tr v w z'.split(' ')
const vowels = 'a e i o u ai ea ou'.split(' ')
const codas = ['', '', 'n', 'r', 's', 't', 'l', 'm', 'ck', 'nd']
const everyday =
  'the and you for that with have this will your from they know want been good much some time very when come here just like long make many more only over such take than them well were session week sleep better mother work night letter form appointment tuesday insurance question morning thank please'.split(
    ' ',
  )
const names =
  'Ana Maria Daniel Lucia Samuel Nora Peter Ivan Zoë Ruth Clara Hugo Emma Leon Mila Jonas Iris Oscar Paula Victor'.split(
    ' ',
  )

/** Words as language has them: few are everywhere, most are rare. All the same for the same numbers. */
export type Vocabulary = {
  readonly words: readonly string[]
  /** A word by Zipf's law: the one of rank n comes up 1/n as often as the first. */
  readonly word: () => string
  readonly people: readonly { readonly name: string; readonly address: string }[]
}

const wordCount = 30_000
const peopleCount = 600

export function makeVocabulary(random: () => number): Vocabulary {
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T
  const syllable = (): string => `${pick(onsets)}${pick(vowels)}${pick(codas)}`
  const unique = new Set(everyday)
  while (unique.size < wordCount)
    unique.add(Array.from({ length: 2 + Math.floor(random() * 2) }, syllable).join(''))
  const words = [...unique]
  const people = Array.from({ length: peopleCount }, (_, index) => {
    const [first, last] = [pick(names), words[500 + index] ?? '']
    const plain = first.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
    return {
      name: `${first} ${last.charAt(0).toUpperCase()}${last.slice(1)}`,
      address: `${plain}.${last}@host${String(index % 40)}.test`,
    }
  })
  const logOfCount = Math.log(wordCount)
  return {
    words,
    people,
    word: () => words[Math.min(wordCount - 1, Math.floor(Math.exp(random() * logOfCount)) - 1)] ?? '',
  }
}
