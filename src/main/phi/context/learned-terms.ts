export const learnedTerms: readonly (readonly [number, string])[] = []
