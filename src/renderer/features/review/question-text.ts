import type { TFunction } from 'i18next'
import type { Question } from '../../../shared/contract/index.ts'
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

const weakerAnswers = {
  'last-message': 'review.answers.weaker',
  'answered-message': 'review.answers.weakerAnswer',
} as const

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
  switch (question.kind) {
    case 'another-patient-named':
      return t('review.answers.bothRight')
    case 'look-alike-address':
      return t(question.wasCorrected ? 'review.answers.right' : 'review.answers.isNew')
    case 'first-time-address':
      return t('review.answers.right')
    case 'weaker-than-before':
      return t(weakerAnswers[question.measure])
    case 'patients-visible-to-each-other':
      return t('review.answers.visibleIntended')
    case 'sensitive-number':
      return t('review.answers.numberBelongs')
    case 'psychotherapy-notes':
      return t('review.answers.hasAuthorization')
    case 'part-2-content':
      return t('review.answers.hasConsent')
    case 'passphrase-in-text':
    case 'recipient-without-protection':
      return null
  }
}
