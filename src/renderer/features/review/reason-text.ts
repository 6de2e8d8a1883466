import type { TFunction } from 'i18next'
import type { DecisionReason } from '../../../shared/contract/index.ts'
import { joinNames } from '../../i18n/names.ts'

/** A reason of the decision as the end of a sentence. */
export function reasonText(reason: DecisionReason, t: TFunction): string {
  switch (reason.code) {
    case 'identifiers': {
      const categories = reason.categories.map((category) => t(`review.categories.${category}`))
      return t('review.why.identifiers', { count: reason.count, categories: categories.join(', ') })
    }
    case 'health-context':
      return t('review.why.health-context', {
        topics: joinNames(reason.topics.map((topic) => t(`review.topics.${topic}`))),
      })
    case 'patient-list-match':
    case 'not-scanned':
      return t(`review.why.${reason.code}`, { count: reason.count })
    case 'recipient-is-patient':
    case 'psychotherapy-notes':
    case 'part2':
    case 'in-quote-only':
      return t(`review.why.${reason.code}`)
  }
}
