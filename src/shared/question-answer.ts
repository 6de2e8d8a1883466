import type { Question } from './contract/drafts.ts'

/** What a person says who lets a question of Send pass: the reason that goes into the log. */
export const questionAnswers = [
  'both-are-right',
  'address-is-new',
  'address-is-right',
  'weaker-from-now-on',
  'weaker-for-this-answer',
  'patients-know-each-other',
  'number-belongs-there',
  'authorization-on-file',
  'consent-on-file',
] as const
export type QuestionAnswer = (typeof questionAnswers)[number]

/** The one answer that lets it go; null where only a change of the draft helps. */
export function answerTo(question: Question): QuestionAnswer | null {
  switch (question.kind) {
    case 'another-patient-named':
      return 'both-are-right'
    case 'look-alike-address':
      return question.wasCorrected ? 'address-is-right' : 'address-is-new'
    case 'first-time-address':
      return 'address-is-right'
    case 'weaker-than-before':
      return question.measure === 'last-message' ? 'weaker-from-now-on' : 'weaker-for-this-answer'
    case 'patients-visible-to-each-other':
      return 'patients-know-each-other'
    case 'sensitive-number':
      return 'number-belongs-there'
    case 'psychotherapy-notes':
      return 'authorization-on-file'
    case 'part-2-content':
      return 'consent-on-file'
    case 'passphrase-in-text':
    case 'recipient-without-protection':
      return null
  }
}
