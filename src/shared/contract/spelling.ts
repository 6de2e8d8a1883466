import { z } from 'zod'
import { nothing, procedure } from './base.ts'

/** Letters and apostrophes: what holds anything else isn't checked. */
const wordSchema = z
  .string()
  .max(64)
  .regex(/^\p{L}[\p{L}\p{M}'’]*$/u)
/** The longest list of words that is checked in one call. */
export const mostWordsChecked = 500
const wordsSchema = z.array(wordSchema).max(mostWordsChecked)
const ofWord = z.object({ word: wordSchema })

export const spellingContract = {
  /** Which of the words are misspelt; none while spelling is off. */
  check: procedure.input(z.object({ words: wordsSchema })).output(z.array(z.string())),
  /** At most five words that may have been meant, the likeliest first. */
  suggest: procedure.input(ofWord).output(z.array(z.string()).max(5)),
  /** Taken for right from now on, in any case. */
  learn: procedure.input(ofWord).output(nothing),
  /** By the alphabet. */
  learned: procedure.output(z.array(z.string())),
  unlearn: procedure.input(ofWord).output(nothing),
}
