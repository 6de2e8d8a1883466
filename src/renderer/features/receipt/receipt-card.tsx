import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReceiptView, WholeReceipt } from '../../../shared/contract/index.ts'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { say } from '../../app/lines.ts'
import { formatSize } from '../../i18n/format.ts'
import { FailureNote } from '../../ui/failure-note.tsx'
import { Fingerprint } from '../../ui/fingerprint.tsx'
import { receiptSentences, recipientNames } from './receipt-text.ts'
import './receipt.css'

function Details({ receipt }: { readonly receipt: WholeReceipt }) {
  const { t } = useTranslation()
  const code = (text: string) => <code className="receipt-code">{text}</code>
  const kdf = receipt.forms.find(({ kdfMemoryKib }) => kdfMemoryKib !== null)?.kdfMemoryKib ?? null
  const rows: (readonly [label: string, value: ReactNode])[] = [
    ...receipt.forms.map(
      ({ container, cipher }) => [t('receipt.fields.container'), code(`${container} ${cipher}`)] as const,
    ),
    ...(kdf === null
      ? []
      : [[t('receipt.fields.kdf'), t('receipt.argon', { mebibytes: kdf / 1024 })] as const]),
    ...receipt.recipients.flatMap(({ name, certificate }) =>
      certificate === null
        ? []
        : [
            [
              t('receipt.fields.certificate', { name }),
              <Fingerprint key={name} value={certificate} />,
            ] as const,
          ],
    ),
    ...(receipt.signedBy === null
      ? []
      : [[t('receipt.fields.signedBy'), <Fingerprint key="signer" value={receipt.signedBy} />] as const]),
    [t('receipt.fields.tls'), code(`${receipt.tls.version} ${receipt.tls.cipher}`)],
    [t('receipt.fields.sealedAt'), code(receipt.sealedAt)],
    [t('receipt.fields.dataBeganAt'), code(receipt.dataBeganAt)],
    [t('receipt.fields.confirmedAt'), code(receipt.confirmedAt)],
    [t('receipt.fields.policy'), String(receipt.policy)],
    [t('receipt.fields.messageId'), code(receipt.messageId)],
    [t('receipt.fields.sha256', { size: formatSize(receipt.sizeBytes) }), code(receipt.sha256)],
    [t('receipt.fields.hash'), code(receipt.hash)],
    [t('receipt.fields.signer'), code(receipt.signer)],
  ]
  return (
    <details className="receipt-details">
      <summary className="word-button">{t('receipt.details')}</summary>
      <dl className="receipt-fields">
        {rows.map(([label, value], index) => (
          // The rows of one receipt never change places.
          <div key={index} className="receipt-field">
            <dt className="detail">{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </details>
  )
}

/** One hand-over of one copy: plain sentences, the details folded, and the way to a file. */
export function ReceiptCard({ receipt }: { readonly receipt: ReceiptView }) {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const save = useMutation(
    queries.outbox.saveReceipt.mutationOptions({
      onSuccess: ({ saved }) => {
        if (saved) say(`${t('receipt.saved')} ${t('common.leaves')}`)
      },
    }),
  )
  if (receipt.kind === 'changed') {
    return (
      <p role="alert" className="receipt-changed">
        {t('receipt.changed')}
      </p>
    )
  }
  const names = recipientNames(receipt, t)
  return (
    <section className="receipt" aria-label={names}>
      <h3 className="section-title">{names}</h3>
      <ul className="receipt-sentences">
        {receiptSentences(receipt, t).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <Details receipt={receipt} />
      {save.isError && <FailureNote failure={failureOf(save.error)} />}
      <Button
        variant="default"
        size="xs"
        loading={save.isPending}
        onClick={() => {
          save.mutate({ receiptId: receipt.id })
        }}
      >
        {t('receipt.save')}
      </Button>
    </section>
  )
}
