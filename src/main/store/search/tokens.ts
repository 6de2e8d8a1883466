/** One piece of what was typed: `-from:"maria lee"` is negated, has an operator and is a phrase. */
export type Token = {
  readonly isNegated: boolean
  /** In lower case; null where none was typed. */
  readonly operator: string | null
  readonly value: string
  readonly isPhrase: boolean
  /** Nothing was typed after it, so it may still be growing. */
  readonly isLast: boolean
}

const pattern = /(?<![^\s"])(-)?(?:(\p{L}+):)?(?:"([^"]*)"?|([^\s"]+))|([^\s"]+)/gu

/** Takes apart what a person typed, in the manner of mail search fields: words, "phrases", `operator:value`, `-not`. */
export function tokenize(query: string): Token[] {
  const matches = [...query.matchAll(pattern)]
  return matches.map(([, minus, operator, phrase, word, glued], index) => ({
    isNegated: minus !== undefined,
    operator: operator?.toLowerCase() ?? null,
    value: phrase ?? word ?? glued ?? '',
    isPhrase: phrase !== undefined,
    isLast: index === matches.length - 1 && phrase === undefined && !/\s$/.test(query),
  }))
}
