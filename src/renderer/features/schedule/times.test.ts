import { describe, expect, it } from 'vitest'
import { fieldsOf, momentOf, schedulePresets } from './times.ts'

describe('the presets', () => {
  it.each([
    ['a Wednesday', new Date(2026, 10, 18, 23, 59), ['tomorrow 2026-11-19', 'monday 2026-11-23']],
    ['a Saturday', new Date(2026, 10, 21, 7), ['tomorrow 2026-11-22', 'monday 2026-11-23']],
    ['a Sunday: they are the same', new Date(2026, 10, 22, 7), ['tomorrowMonday 2026-11-23']],
    ['a Monday: the next one', new Date(2026, 10, 23, 7), ['tomorrow 2026-11-24', 'monday 2026-11-30']],
    ['the end of a year', new Date(2026, 11, 31, 12), ['tomorrow 2027-01-01', 'monday 2027-01-04']],
  ])('on %s', (_name, now, expected) => {
    const presets = schedulePresets(now)
    expect(presets.map(({ id, at }) => `${id} ${fieldsOf(at).date}`)).toEqual(expected)
    expect(presets.every(({ at }) => fieldsOf(at).time === '08:00')).toBe(true)
  })
})

describe('the moment that the fields name', () => {
  it('is in the time zone of this computer', () => {
    expect(momentOf('2026-11-23', '08:30')).toEqual(new Date(2026, 10, 23, 8, 30))
  })
  it.each([
    ['', '08:00'],
    ['2026-11-23', ''],
    ['2026-02-30', '08:00'],
    ['2026-11-23', '24:00'],
    ['23.11.2026', '08:00'],
  ])('is none for %j %j', (date, time) => {
    expect(momentOf(date, time)).toBeNull()
  })
})
