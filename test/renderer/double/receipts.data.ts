import type { ReceiptView, WholeReceipt } from '../../../src/shared/contract/index.ts'

const shared: Omit<WholeReceipt, 'id' | 'recipients' | 'forms' | 'signedBy'> = {
  kind: 'whole',
  policy: 1,
  scan: {
    decision: 'phi',
    categories: [
      { category: 'A', count: 1 },
      { category: 'C', count: 2 },
    ],
    notScanned: 0,
    setAside: 1,
  },
  host: 'smtp.hope.example:465',
  tls: { version: 'TLSv1.3', cipher: 'TLS_AES_256_GCM_SHA384' },
  sealedAt: '2026-03-03T13:02:00.000Z',
  dataBeganAt: '2026-03-03T13:02:10.000Z',
  confirmedAt: '2026-03-03T13:02:11.000Z',
  confirmedBy: 'host',
  messageId: '<5f3a0c@hope.example>',
  sizeBytes: 48_211,
  sha256: '9f'.repeat(32),
  hash: '4b'.repeat(32),
  signer: '1F2E 3D4C 5B6A 7988 1F2E 3D4C 5B6A 7988',
}

/** One copy under a passphrase in both forms, one to a certificate, and one that was tampered with. */
export const receipts: ReceiptView[] = [
  {
    ...shared,
    id: 1,
    recipients: [{ name: 'Maria Alvarez', certificate: null, passphrase: 3 }],
    forms: [
      {
        ...{ form: 'html', container: 'sealed-message-v1', cipher: 'aes-256-gcm', integrity: 'aead' },
        kdfMemoryKib: 19_456,
      },
      {
        ...{ form: 'pdf', container: 'pdf-r6', cipher: 'aes-256-cbc', integrity: 'none' },
        kdfMemoryKib: null,
      },
    ],
    signedBy: null,
  },
  {
    ...shared,
    id: 2,
    recipients: [{ name: 'Dr. Daniel Lee', certificate: 'A1B2'.repeat(10), passphrase: null }],
    forms: [
      {
        ...{ form: 'openpgp', container: 'seipd-v1', cipher: 'aes-256-cfb', integrity: 'mdc' },
        kdfMemoryKib: null,
      },
    ],
    signedBy: 'C3D4'.repeat(10),
    confirmedBy: 'found-in-sent',
  },
  { id: 3, kind: 'changed' },
]
