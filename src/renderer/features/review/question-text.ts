import type { TFunction } from 'i18next'
import type { Question } from '../../../shared/contract/index.ts'
import { answerTo, type QuestionAnswer } from '../../../shared/question-answer.ts'
import { joinNames, shortName } from '../../i18n/names.ts'

const numberKeys = {
  SSN: 'review.questions.ssn',
  CARD: 'review.questions.card',
  ACCOUNT: 'review.questions.account',
} as const

const quotedNumberKeys = {
  SSN: 'review.questions.ssnQuoted',
  CARD: 'review.questions.cardQuoted',
  ACCOUNT: 'review.questions.accountQuoted',
} as const

const patientKeys = {
  message: 'review.questions.anotherPatient',
  file: 'review.questions.anotherPatientInFile',
  quoted: 'review.questions.anotherPatientQuoted',
} as const

const methodKeys = {
  openpgp: 'review.methods.openpgp',
  smime: 'review.methods.smime',
  'sealed-message': 'review.methods.sealed',
} as const

const weakerKeys = {
  'last-message': 'review.questions.weaker',
  'answered-message': 'review.questions.weakerAnswer',
} as const

const answerKeys = {
  'both-are-right': 'review.answers.bothRight',
  'address-is-new': 'review.answers.isNew',
  'address-is-right': 'review.answers.right',
  'weaker-from-now-on': 'review.answers.weaker',
  'weaker-for-this-answer': 'review.answers.weakerAnswer',
  'patients-know-each-other': 'review.answers.visibleIntended',
  'number-belongs-there': 'review.answers.numberBelongs',
  'authorization-on-file': 'review.answers.hasAuthorization',
  'consent-on-file': 'review.answers.hasConsent',
} as const satisfies Record<QuestionAnswer, string>

/** The question as a sentence. */
export function questionText(question: Question, t: TFunction): string {
  switch (question.kind) {
    case 'another-patient-named':
      return t(patientKeys[question.where], question)
    case 'look-alike-address':
      return t(question.wasCorrected ? 'review.questions.corrected' : 'review.questions.lookAlike', {
        address: question.address,
        known: question.known,
      })
    case 'first-time-address':
      return t('review.questions.firstTime', question)
    case 'weaker-than-before':
      return t(weakerKeys[question.measure], {
        address: question.address,
        before: t(methodKeys[question.before]),
        now: t(methodKeys[question.now]),
      })
    case 'patients-visible-to-each-other':
      return t('review.questions.visible', { patients: joinNames(question.patients) })
    case 'sensitive-number':
      return t((question.isInQuote ? quotedNumberKeys : numberKeys)[question.label], {
        count: question.count,
      })
    case 'passphrase-in-text':
      return t('review.questions.passphraseInText', { patient: shortName(question.patient) })
    case 'psychotherapy-notes':
      return t('review.questions.psychotherapy')
    case 'part-2-content':
      return t('review.questions.part2')
    case 'recipient-without-protection':
      return t('review.questions.withoutProtection', question)
  }
}

/** The words of the answer that lets it go; null where only a change of the draft helps. */
export function acceptText(question: Question, t: TFunction): string | null {
  const answer = answerTo(question)
  return answer === null ? null : t(answerKeys[answer])
}
