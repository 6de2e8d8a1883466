/** Chances at which the tagger's word counts. A miss is worse than a false alert, so they lean to finding. */
export type Thresholds = {
  /** A unit is an identifier where the chance that it is none stays below this. */
  readonly reported: number
  /** The same in a paragraph that holds a sure finding: where one identifier stands, more do. */
  readonly reportedBesideSure: number
  /** A finding of the rules is sure from this score on. */
  readonly sure: number
  /** A weak finding of the rules goes where each of its units is none with more than this chance. */
  readonly dropped: number
  /** The same for a strong finding of a kind that is known by words alone. */
  readonly droppedStrong: number
  /** A weak one is called something else where the chance of that is more than this. */
  readonly renamed: number
  /**
   * A unit that the rules didn't find is none without a look at its further features where the first ones say so by
   * this much (natural logarithm of the odds). In the texts that are learned from, that changes hardly a finding: none of
   * 22,979 between 4.5 and 4, a dozen at 3.5.
   */
  readonly settled: number
}

export const standardThresholds: Thresholds = {
  reported: 0.5,
  reportedBesideSure: 0.8,
  sure: 0.85,
  dropped: 0.8,
  droppedStrong: 0.97,
  renamed: 0.75,
  settled: 4,
}
