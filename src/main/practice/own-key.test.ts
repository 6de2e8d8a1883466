import { describe, expect, it } from 'vitest'
import { prepareOwnKey, prepareRenewal } from './own-key.ts'

const made = new Date('2026-01-01T00:00:00Z')
const year = 365 * 86_400_000
const later = (years: number) => new Date(made.getTime() + years * year)

describe("the practice's own key", () => {
  it('is renewed in good time, keeps its fingerprint, and lasts three more years', async () => {
    const prepared = await prepareOwnKey('Dr. Rivera', 'Rivera@hope.test', made)
    const key = { ...prepared, id: 1, revokedAt: null }
    expect(await prepareRenewal(key, 'Dr. Rivera', later(0.9))).toBeNull()
    const renewal = await prepareRenewal(key, 'Dr. Rivera', later(1.1))
    expect(renewal).toMatchObject({ id: 1, fingerprint: prepared.fingerprint })
    expect(renewal?.expiresAt).toBeGreaterThan(later(4).getTime())
    expect(renewal?.certificate).not.toBe(prepared.certificate)
  })
})
