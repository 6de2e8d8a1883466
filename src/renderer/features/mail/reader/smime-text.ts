import type { TFunction } from 'i18next'
import type { Protection, SignerCertificate } from '../../../../shared/contract/index.ts'
import { errors } from '../../../i18n/en/errors/index.ts'
import { shortName } from '../../../i18n/names.ts'
import type { ProtectionText } from './protection-words.ts'

/** Encrypted with S/MIME: who signed it, who vouches for that, and what shows that the text wasn't changed. */
export function smimeText(protection: Extract<Protection, { kind: 'smime' }>, t: TFunction): ProtectionText {
  const { certificate, signature, integrity } = protection
  const signer = shortName(protection.signer ?? '')
  if (signature === 'bad') {
    return { text: t('mail.protection.openpgpBad'), why: t('mail.protectionWhy.smimeBad'), tone: 'stop' }
  }
  if (integrity === 'none') {
    return {
      text: t('mail.protection.smimeUnproven'),
      why: [t('mail.protectionWhy.smimeUnproven'), ...remarks(certificate, t)].join(' '),
      tone: 'attention',
    }
  }
  if (signature === 'none') {
    return { text: t('mail.protection.openpgpNone'), why: t('mail.protectionWhy.smimeNone'), tone: 'calm' }
  }
  if (isRevoked(certificate)) {
    return {
      text: t('mail.protection.smimeRevoked'),
      why: t('mail.protectionWhy.smimeRevoked'),
      tone: 'stop',
    }
  }
  if (signature === 'unknown-key') {
    return {
      text: t('mail.protection.smimeUnvouched'),
      why: [t('mail.protectionWhy.smimeUnvouched'), ...remarks(certificate, t)].join(' '),
      tone: 'attention',
    }
  }
  const isChanged = certificate?.isChanged === true
  return {
    text: t(isChanged ? 'mail.protection.smimeChanged' : 'mail.protection.openpgpGood', { signer }),
    why: [
      t('mail.protectionWhy.smimeGood', { issuer: certificate?.issuer ?? '' }),
      ...remarks(certificate, t),
    ].join(' '),
    tone: isChanged ? 'attention' : 'calm',
  }
}

/** Signed and not encrypted, with either kind of key. */
export function signedText(
  protection: Extract<Protection, { kind: 'signed-only' }>,
  t: TFunction,
): ProtectionText {
  const { certificate } = protection
  const signer = shortName(protection.signer ?? '')
  if (certificate !== null && protection.signature === 'good') {
    return {
      text: t(certificate.isChanged ? 'mail.protection.signedChanged' : 'mail.protection.signedGood', {
        signer,
      }),
      why: [
        t('mail.protectionWhy.signedVouched', { issuer: certificate.issuer ?? '' }),
        ...remarks(certificate, t),
      ].join(' '),
      tone: 'attention',
    }
  }
  if (isRevoked(certificate)) {
    return {
      text: t('mail.protection.signedRevoked'),
      why: t('mail.protectionWhy.smimeRevoked'),
      tone: 'stop',
    }
  }
  if (certificate !== null && protection.signature === 'unknown-key') {
    return {
      text: t('mail.protection.signedUnvouched'),
      why: [t('mail.protectionWhy.signedUnvouched'), ...remarks(certificate, t)].join(' '),
      tone: 'attention',
    }
  }
  switch (protection.signature) {
    case 'good':
      return {
        text: t('mail.protection.signedGood', { signer }),
        why: t('mail.protectionWhy.signedGood'),
        tone: 'attention',
      }
    case 'unknown-key':
      return {
        text: t('mail.protection.signedUnknown'),
        why: t('mail.protectionWhy.signedUnknown'),
        tone: 'attention',
      }
    case 'bad':
      return { text: t('mail.protection.signedBad'), why: t('mail.protectionWhy.signedBad'), tone: 'stop' }
  }
}

function isRevoked(certificate: SignerCertificate | null): boolean {
  return certificate?.problem === 'smime/certificate-revoked'
}

/** What a root of a hospital's own, once it was compared and added, would vouch for. */
const unknownIssuer: readonly string[] = ['smime/untrusted-issuer', 'smime/self-signed']

function remarks(certificate: SignerCertificate | null, t: TFunction): string[] {
  if (certificate === null) return []
  const { problem, hasExpired, isChanged } = certificate
  return [
    ...(problem !== null && problem in errors ? [errors[problem as keyof typeof errors].happened] : []),
    ...(problem !== null && unknownIssuer.includes(problem) ? [t('mail.protectionWhy.smimeAddIssuer')] : []),
    ...(hasExpired ? [t('mail.protectionWhy.smimeExpired')] : []),
    ...(isChanged ? [t('mail.protectionWhy.smimeChanged')] : []),
  ]
}
