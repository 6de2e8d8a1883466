import { describe, expect, it } from 'vitest'
import { agreementState } from './agreement-state.ts'

const today = '2026-11-22'
const signed = { signedOn: '2025-01-10', expiresOn: null, endedOn: null }

describe('agreementState', () => {
  it.each([
    ['without an end', signed, { state: 'in-force' }],
    ['asked for', { ...signed, signedOn: null }, { state: 'unsigned' }],
    ['61 days before its end', { ...signed, expiresOn: '2027-01-22' }, { state: 'in-force' }],
    ['60 days before', { ...signed, expiresOn: '2027-01-21' }, { state: 'expires', on: '2027-01-21' }],
    ['on its last day', { ...signed, expiresOn: today }, { state: 'expires', on: today }],
    ['on the day after', { ...signed, expiresOn: '2026-11-21' }, { state: 'expired', on: '2026-11-21' }],
    ['ended', { ...signed, endedOn: '2026-11-22' }, { state: 'ended', on: '2026-11-22' }],
    ['to be ended', { ...signed, endedOn: '2026-11-23' }, { state: 'in-force' }],
    [
      'ended, never signed',
      { ...signed, signedOn: null, endedOn: '2026-01-01' },
      { state: 'ended', on: '2026-01-01' },
    ],
  ])('%s', (_when, agreement, expected) => {
    expect(agreementState(agreement, today)).toEqual(expected)
  })
})
