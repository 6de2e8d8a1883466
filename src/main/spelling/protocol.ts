export type SpellingLanguage = 'en' | 'es'

export type SpellingTask =
  /** Which of these words is in none of the dictionaries. */
  | { readonly kind: 'check'; readonly words: readonly string[] }
  /** What may have been meant, the likeliest first. */
  | { readonly kind: 'suggest'; readonly word: string }

export type SpellingJob = {
  readonly id: number
  readonly languages: readonly SpellingLanguage[]
  readonly task: SpellingTask
}

export type SpellingAnswer = { readonly id: number; readonly words: readonly string[] }
