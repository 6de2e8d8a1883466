import { randomBytes } from 'node:crypto'
import { expect, it } from 'vitest'
import { manifestLine, readManifest } from './manifest.ts'

const hash = '0'.repeat(64)
const honest = {
  ...{ log: 'ab'.repeat(16), createdAt: '2026-11-22T12:00:00.000Z', people: 'codes' as const, names: {} },
  ...{ firstSeq: 1, count: 0, prev: hash, head: hash, logHead: { seq: 0, hash }, sha256: hash },
  receipts: { count: 0, sha256: hash },
}

const read = (more: Partial<Parameters<typeof manifestLine>[0]>) =>
  readManifest(manifestLine({ ...honest, ...more }, null, randomBytes(32)).subarray(0, -1))

it('a signed manifest with numbers that no log has, or a name without an end, is none', () => {
  expect(read({})).toMatchObject({ ok: true })
  const refused = { error: { code: 'audit/manifest-mismatch' } }
  expect(read({ firstSeq: Number.MAX_SAFE_INTEGER })).toMatchObject(refused)
  expect(read({ count: Number.MAX_SAFE_INTEGER })).toMatchObject(refused)
  expect(read({ logHead: { seq: Number.MAX_SAFE_INTEGER, hash } })).toMatchObject(refused)
  for (const log of ['ab'.repeat(1000), 'AB'.repeat(16), '']) expect(read({ log })).toMatchObject(refused)
})
