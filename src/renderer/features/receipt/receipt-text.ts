import type { TFunction } from 'i18next'
import type { WholeReceipt } from '../../../shared/contract/index.ts'
import { formatMoment } from '../../i18n/format.ts'

/** Whom the copy was for, by name. */
export function recipientNames({ recipients }: WholeReceipt, t: TFunction): string {
  return recipients.map(({ name }) => (name === '' ? t('receipt.someone') : name)).join(', ')
}

/** `TLSv1.3` as `TLS 1.3`. */
function tlsName({ tls }: WholeReceipt): string {
  return tls.version.replace(/^TLSv/, 'TLS ')
}

/** What protected the copy, in plain sentences; what a person should know of first comes first. */
export function receiptSentences(receipt: WholeReceipt, t: TFunction): string[] {
  const { forms, recipients, scan, host, confirmedAt, confirmedBy } = receipt
  const names = recipientNames(receipt, t)
  const number = recipients.find(({ passphrase }) => passphrase !== null)?.passphrase ?? 0
  const found = scan.categories
    .map(({ category, count }) => `${t(`review.categories.${category}`)} ${String(count)}`)
    .join(', ')
  return [
    ...forms.flatMap(({ form, integrity }) => [
      t(`receipt.${form}`, { names, number }),
      ...(integrity === 'none' ? [t(form === 'pdf' ? 'receipt.pdfIntegrity' : 'receipt.noIntegrity')] : []),
    ]),
    ...(receipt.signedBy === null ? [] : [t('receipt.signed')]),
    t(`receipt.${confirmedBy}`, { host, moment: formatMoment(confirmedAt), tls: tlsName(receipt) }),
    found === ''
      ? t(`receipt.bareDecisions.${scan.decision}`)
      : t(`receipt.decisions.${scan.decision}`, { found }),
    ...(scan.notScanned === 0 ? [] : [t('receipt.notScanned', { count: scan.notScanned })]),
    ...(scan.setAside === 0 ? [] : [t('receipt.setAside', { count: scan.setAside })]),
  ]
}
