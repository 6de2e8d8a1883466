import { os } from './base.ts'

/** What the dictionaries would say of the words that the scenes write. */
const offers: Readonly<Record<string, readonly string[]>> = {
  recieve: ['receive', 'relieve', 'received', 'receiver', 'receives'],
  apointment: ['appointment', 'anointment'],
  Tusday: ['Tuesday'],
  sandtray: [],
}

export const spellingRouter = {
  check: os.spelling.check.handler(({ context: { state }, input }) =>
    input.words.filter((word) => Object.hasOwn(offers, word) && !state.learnedWords.includes(word)),
  ),
  suggest: os.spelling.suggest.handler(({ input }) => [...(offers[input.word] ?? [])]),
  learn: os.spelling.learn.handler(({ context: { state }, input }) => {
    state.learnedWords = [...state.learnedWords, input.word]
  }),
  learned: os.spelling.learned.handler(({ context }) => [...context.state.learnedWords]),
  unlearn: os.spelling.unlearn.handler(({ context: { state }, input }) => {
    state.learnedWords = state.learnedWords.filter((word) => word !== input.word)
  }),
}
