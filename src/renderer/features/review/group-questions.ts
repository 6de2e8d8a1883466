import type { Review } from '../../../shared/contract/index.ts'

type Asked = Review['questions'][number]

/**
 * Splits what is asked into questions that stand alone and the first-time addresses that are asked about together. One
 * such address alone is a question like any other.
 */
export function groupQuestions(questions: readonly Asked[]): { single: Asked[]; firstTime: Asked[] } {
  const firstTime = questions.filter(({ question }) => question.kind === 'first-time-address')
  return firstTime.length < 2
    ? { single: [...questions], firstTime: [] }
    : { single: questions.filter((asked) => !firstTime.includes(asked)), firstTime }
}
