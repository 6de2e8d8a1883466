import type { MailAuthority, OwnIdentity, RevocationListState } from '../../../src/shared/contract/index.ts'

const words =
  'amber coast ladder violin harbor maple signal orbit candle river stone winter paper glove forest lemon'.split(
    ' ',
  )
const rivera = 'rivera@rivera-practice.example'
const office = 'office@rivera-practice.example'

function identity(hue: string, change: Partial<OwnIdentity>): OwnIdentity {
  return {
    ...{ fingerprint: `${hue}0A4C7719DE33F1A8804E62C9D75510AB3E7F904D1628C35E9F0071B6A2DD4`, words },
    ...{ subject: 'Dr. Ana Rivera', issuer: 'Health Mail CA 3', addresses: [rivera], algorithm: 'rsa 3072' },
    ...{ validFrom: '2026-01-12T00:00:00.000Z', expiresAt: '2028-01-12T00:00:00.000Z' },
    ...{ fits: [rivera], usedFor: [], expiresSoon: false, problem: null },
    ...change,
  }
}

/** One in use, one that two accounts could sign with, the office's that was revoked, and what opens old mail alone. */
export const identities: readonly OwnIdentity[] = [
  identity('51', { usedFor: [rivera] }),
  identity('62', {
    ...{ subject: 'Rivera Practice, office', addresses: [office], fits: [office], usedFor: [office] },
    problem: { code: 'smime/certificate-revoked' },
  }),
  identity('73', { subject: 'Rivera Practice', addresses: [rivera, office], fits: [rivera, office] }),
  identity('84', {
    ...{ subject: 'Dr. Ana Rivera, 2023', expiresAt: '2025-01-12T00:00:00.000Z' },
    problem: { code: 'smime/certificate-expired', detail: { expiredAt: '2025-01-12T00:00:00.000Z' } },
  }),
  identity('95', {
    ...{ subject: 'A. Rivera, Harbor Clinic', addresses: ['rivera@harbor-clinic.example'], fits: [] },
    problem: { code: 'smime/address-mismatch' },
  }),
]

export const authority: MailAuthority = {
  fingerprint: '91C2A70B44DE08F15C6E2B93D07A5F18E4B6C3390A2D7E5184F0963B2C7DA1E5',
  words: words.slice(8),
  subject: 'Lakeside Hospital Root CA',
  issuer: null,
  algorithm: 'rsa 4096',
  validFrom: '2020-03-01T00:00:00.000Z',
  expiresAt: '2040-03-01T00:00:00.000Z',
  hasExpired: false,
}

export const revocationLists: readonly RevocationListState[] = [
  {
    id: 1,
    issuer: 'Health Mail CA 3',
    issuedAt: '2026-11-20T06:00:00.000Z',
    nextAt: '2026-11-27T06:00:00.000Z',
    entries: 1204,
    isStale: false,
  },
  {
    id: 2,
    issuer: 'Lakeside Hospital Root CA',
    issuedAt: '2026-09-01T06:00:00.000Z',
    nextAt: '2026-10-01T06:00:00.000Z',
    entries: 3,
    isStale: true,
  },
]
