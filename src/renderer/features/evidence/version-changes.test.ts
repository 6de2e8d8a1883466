import { describe, expect, it } from 'vitest'
import type { Agreement, EvidenceRecord } from '../../../shared/contract/index.ts'
import { versionsOf } from './version-changes.ts'

const agreement: Agreement = {
  kind: 'agreement',
  party: 'Northmail',
  service: 'mail-host',
  ...{ signedOn: null, expiresOn: null, verifiedOn: null, endedOn: null, note: '', document: null },
}
const at = '2026-11-22T10:00:00.000Z'

function version(number: number, body: Partial<Agreement>): EvidenceRecord {
  return { record: 7, version: number, at, body: { ...agreement, ...body } }
}

describe('versionsOf', () => {
  it('says what each has differently from the one before, and nothing of the first', () => {
    const document = { name: 'baa.pdf', sizeBytes: 9, sha256: 'a'.repeat(64) }
    const history = [
      version(3, { signedOn: '2026-01-10', document }),
      version(2, { signedOn: '2026-01-10' }),
      version(1, {}),
    ]
    expect(versionsOf(history)).toEqual([
      { version: 3, at, changes: [{ field: 'document', before: null, after: document }] },
      { version: 2, at, changes: [{ field: 'signedOn', before: null, after: '2026-01-10' }] },
      { version: 1, at, changes: null },
    ])
  })

  it('finds nothing where a version was saved as it was', () => {
    expect(versionsOf([version(2, {}), version(1, {})])[0]?.changes).toEqual([])
  })
})
