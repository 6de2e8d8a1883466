import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../../test/support/random.ts'
import { encodeSignedReceipt, readSignedReceipt, signReceipt, type Receipt } from './receipt.ts'
import { receiptFile, verifyReceiptFile } from './receipt-file.ts'

const seed = new Uint8Array(32).fill(3)
const facts: Omit<Receipt, 'format' | 'version'> = {
  log: 'ab'.repeat(16),
  messageId: '<1@hope.test>',
  method: 'sealed-message',
  forms: [
    {
      form: 'html',
      container: 'sealed-message-v1',
      cipher: 'aes-256-gcm',
      integrity: 'aead',
      kdf: { name: 'argon2id', cost: { memoryKib: 19456, passes: 2, lanes: 1 } },
    },
    {
      form: 'pdf',
      container: 'pdf-r6',
      cipher: 'aes-256-cbc',
      integrity: 'none',
      kdf: { name: 'pdf-r6', cost: null },
    },
  ],
  sealedTo: [],
  signedBy: null,
  recipients: [{ person: '0123456789abcdef', certificate: null, passphrase: 4 }],
  policy: 1,
  scan: {
    decision: 'phi',
    hasHealthContext: true,
    categories: { C: 2, A: 1 },
    notScanned: 0,
    setAside: 0,
    flags: [],
  },
  host: 'mail.hope.test:465',
  tls: { version: 'TLSv1.3', cipher: 'TLS_AES_256_GCM_SHA384' },
  sealedAt: '2026-11-22T12:00:00.000Z',
  dataBeganAt: '2026-11-22T12:00:10.000Z',
  confirmedAt: '2026-11-22T12:00:11.000Z',
  confirmedBy: 'host',
  sizeBytes: 4711,
  sha256: 'cd'.repeat(32),
}
const signed = signReceipt(facts, seed)
const line = encodeSignedReceipt(signed)
const file = receiptFile(signed)
const judged = { line: readSignedReceipt, file: verifyReceiptFile }

describe('a protection receipt', () => {
  it('is verified by its line and by its file (positive control)', () => {
    expect(readSignedReceipt(line)).toMatchObject({ ok: true, value: { receipt: facts } })
    expect(verifyReceiptFile(file)).toMatchObject({ ok: true, value: { receipt: facts } })
  })

  it('says in its own words that viewers check no integrity of the PDF form, and only of that', () => {
    const warning = /check no integrity/
    const about = (receipt: Omit<Receipt, 'format' | 'version'>) => {
      const verified = verifyReceiptFile(receiptFile(signReceipt(receipt, seed)))
      return verified.ok ? verified.value.about.join('\n') : ''
    }
    expect(about(facts)).toMatch(warning)
    expect(about({ ...facts, forms: facts.forms.slice(0, 1) })).not.toMatch(warning)
  })

  it('is the same file, whatever order its members had', () => {
    const turned = Object.fromEntries(Object.entries(facts).reverse()) as typeof facts
    expect(Buffer.from(receiptFile(signReceipt(turned, seed))).equals(file)).toBe(true)
  })

  it.each([
    ['another log', { log: 'ef'.repeat(16) }],
    ['another message', { messageId: '<2@hope.test>' }],
    ['another method', { method: 'openpgp' }],
    ['a form less', { forms: facts.forms.slice(0, 1) }],
    ['a reader more', { sealedTo: ['A'.repeat(40)] }],
    ['a signer', { signedBy: 'A'.repeat(40) }],
    ['another recipient', { recipients: [{ ...facts.recipients[0], person: 'fedcba9876543210' }] }],
    ['another passphrase', { recipients: [{ ...facts.recipients[0], passphrase: 5 }] }],
    ['other rules', { policy: 2 }],
    ['a cleaner scan', { scan: { ...facts.scan, decision: 'none', categories: {} } }],
    ['another host', { host: 'mail.evil.test:465' }],
    ['older TLS', { tls: { ...facts.tls, version: 'TLSv1.2' } }],
    ['sealed earlier', { sealedAt: '2026-11-21T12:00:00.000Z' }],
    ['begun earlier', { dataBeganAt: '2026-11-21T12:00:10.000Z' }],
    ['known earlier', { confirmedAt: '2026-11-21T12:00:11.000Z' }],
    ['known otherwise', { confirmedBy: 'person' }],
    ['another size', { sizeBytes: 1 }],
    ['other bytes', { sha256: '00'.repeat(32) }],
  ] as const)('is broken by %s under the old signature', (_what, change) => {
    const forged = { ...signed, receipt: { ...signed.receipt, ...change } as Receipt }
    const broken = { ok: false, error: { code: 'audit/receipt-changed' } }
    expect(readSignedReceipt(encodeSignedReceipt(forged))).toEqual(broken)
    expect(verifyReceiptFile(receiptFile(forged))).toEqual(broken)
  })

  it.each(['line', 'file'] as const)('survives no flip of a bit, nor a byte more or less: %s', (form) => {
    const bytes = { line, file }[form]
    const random = seededRandom(7)
    for (let round = 0; round < 400; round += 1) {
      const changed = Uint8Array.from(bytes)
      const at = Math.floor(random() * changed.length)
      changed[at] = (changed[at] ?? 0) ^ (1 << Math.floor(random() * 8))
      expect([at, judged[form](changed).ok]).toEqual([at, false])
    }
    expect(judged[form](bytes.slice(0, -1)).ok).toBe(false)
    expect(judged[form](Buffer.concat([bytes, Buffer.from(' ')])).ok).toBe(false)
  })

  it('signed by another key names that key', () => {
    const other = verifyReceiptFile(receiptFile(signReceipt(facts, randomBytes(32))))
    const own = verifyReceiptFile(file)
    expect(other.ok && own.ok && other.value.signer !== own.value.signer).toBe(true)
  })

  it('of a newer version is said to be that', () => {
    const newer = Buffer.from(Buffer.from(line).toString().replace('"version":1', '"version":2'))
    expect(readSignedReceipt(newer)).toMatchObject({ error: { code: 'audit/version-newer' } })
  })
})
