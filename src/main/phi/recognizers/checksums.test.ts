import { describe, expect, it } from 'vitest'
import { isRoutingNumber } from './account.ts'
import { isMedicareBeneficiary } from './health-plan.ts'
import { isDeaNumber, isNpi } from './licence.ts'
import { passesLuhn } from './payment-card.ts'
import { isValidSsn } from './ssn.ts'
import { isVin } from './vehicle.ts'

/** Published examples of each form, and the same with one character changed. */
const cases: readonly (readonly [
  string,
  (value: string) => boolean,
  readonly string[],
  readonly string[],
])[] = [
  [
    'SSN areas, groups and serials',
    isValidSsn,
    ['123-45-6789', '899-99-9999', '900-70-1234'],
    ['000-45-6789', '666-45-6789', '123-00-6789', '123-45-0000', '12-45-6789'],
  ],
  [
    'cards by Luhn',
    passesLuhn,
    ['4111111111111111', '378282246310005', '4539148803436467'],
    ['4111111111111112', ''],
  ],
  ['NPI by Luhn over 80840', isNpi, ['1234567893', '1245319599'], ['1234567890', '3234567893', '123456789']],
  ['DEA check digit', isDeaNumber, ['BH1234563', 'AB1234563'], ['BH1234564', 'IH1234563', 'BH123456']],
  [
    'VIN check digit',
    isVin,
    ['1HGCM82633A004352', '11111111111111111'],
    ['1HGCM82633A004353', '1HGCM82633A00435', 'IHGCM82633A004352'],
  ],
  ['ABA routing checksum', isRoutingNumber, ['121000248', '021000021'], ['121000249', '12100024']],
  [
    'MBI by position',
    isMedicareBeneficiary,
    ['1EG4-TE5-MK73', '1EG4TE5MK73'],
    ['0EG4-TE5-MK73', '1EG4-TE5-MS73', '1EG4-TE5-MK7'],
  ],
]

describe.each(cases)('%s', (_name, check, valid, invalid) => {
  it.each(valid)('accepts %s', (value) => {
    expect(check(value)).toBe(true)
  })
  it.each(invalid)('refuses %s', (value) => {
    expect(check(value)).toBe(false)
  })
})
