import type { TFunction } from 'i18next'
import type { MessageView, Protection } from '../../../../shared/contract/index.ts'
import { owner, shortName } from '../../../i18n/names.ts'
import type { ProtectionText } from './protection-words.ts'
import { signedText, smimeText } from './smime-text.ts'

type Signature = Extract<Protection, { kind: 'openpgp' }>

function openpgpText(protection: Signature, t: TFunction): ProtectionText {
  const signer = shortName(protection.signer ?? '')
  switch (protection.signature) {
    case 'good':
      return {
        text: protection.isSignerVerified
          ? t('mail.protection.openpgpGood', { signer })
          : t('mail.protection.openpgpGoodUnverified', { signer }),
        why: t('mail.protectionWhy.openpgpGood'),
        tone: 'calm',
      }
    case 'unknown-key':
      return {
        text: t('mail.protection.openpgpUnknown'),
        why: t('mail.protectionWhy.openpgpUnknown'),
        tone: 'calm',
      }
    case 'bad':
      return { text: t('mail.protection.openpgpBad'), why: t('mail.protectionWhy.openpgpBad'), tone: 'stop' }
    case 'none':
      return {
        text: t('mail.protection.openpgpNone'),
        why: t('mail.protectionWhy.openpgpNone'),
        tone: 'calm',
      }
  }
}

/** The one line over a message: how it was protected, decided by the engine; here are only its words. */
export function protectionText(view: MessageView, t: TFunction): ProtectionText {
  const { protection, authenticity } = view
  switch (protection.kind) {
    case 'none':
      return {
        text:
          authenticity.verdict === 'suspicious'
            ? t('mail.protection.noneSuspicious')
            : t('mail.protection.none'),
        why: t('mail.protectionWhy.none'),
        tone: 'attention',
      }
    case 'partial':
      return { text: t('mail.protection.partial'), why: t('mail.protectionWhy.partial'), tone: 'attention' }
    case 'openpgp':
      return openpgpText(protection, t)
    case 'smime':
      return smimeText(protection, t)
    case 'signed-only':
      return signedText(protection, t)
    case 'sealed-answer':
      return protection.openedWithPassphraseOf === null
        ? {
            text: t('mail.protection.answerUnbound'),
            why: t('mail.protectionWhy.answerUnbound'),
            tone: 'attention',
          }
        : {
            text: t('mail.protection.answerOpened', { owner: owner(protection.openedWithPassphraseOf) }),
            why: t('mail.protectionWhy.answerOpened'),
            tone: 'calm',
          }
    case 'reply-page':
      return protection.messageTo === null
        ? {
            text: t('mail.protection.replyPageUnbound'),
            why: t('mail.protectionWhy.replyPageUnbound'),
            tone: 'attention',
          }
        : {
            text: t('mail.protection.replyPage', { name: shortName(protection.messageTo) }),
            why: t('mail.protectionWhy.replyPage'),
            tone: 'attention',
          }
    case 'own-copy':
      return { text: t('mail.protection.ownCopy'), why: t('mail.protectionWhy.ownCopy'), tone: 'calm' }
    case 'unreadable':
      return {
        text: t('mail.protection.unreadable'),
        why: t('mail.protectionWhy.unreadable'),
        tone: 'attention',
      }
  }
}

/**
 * A second sentence where the sender itself, or what it wants, is in doubt; null where nothing is. One line of the
 * heaviest reason: the others stand behind "Why?".
 */
export function senderWarning(view: MessageView, t: TFunction): string | null {
  const { verdict, imitates, reasons } = view.authenticity
  if (imitates !== null) return t('mail.authenticityLine.lookAlike', { known: imitates })
  const heaviest = verdict === 'suspicious' ? reasons[0] : undefined
  if (heaviest === 'payment-details' || (verdict !== 'suspicious' && reasons.includes('payment-details')))
    return t('mail.authenticityLine.payment')
  if (heaviest === 'dangerous-attachment') return t('mail.authenticityLine.attachment')
  if (heaviest === 'link-text-names-other-host') return t('mail.authenticityLine.link')
  return verdict === 'suspicious' ? t('mail.authenticityLine.suspicious') : null
}
