import { describe, expect, it } from 'vitest'
import { addDays, dayOf, dayOrNull, daysBetween, formatCalendarDay } from './days.ts'

describe('days', () => {
  it.each([
    ['2026-11-22', 60, '2027-01-21'],
    ['2024-02-28', 1, '2024-02-29'],
    ['2026-03-28', 2, '2026-03-30'],
    ['2026-01-01', -1, '2025-12-31'],
  ])('%s and %i days is %s', (day, days, expected) => {
    expect(addDays(day, days)).toBe(expected)
    expect(daysBetween(day, expected)).toBe(days)
  })

  it('takes the day of this computer, not of Greenwich', () => {
    expect(dayOf(new Date(2026, 0, 5, 0, 1))).toBe('2026-01-05')
    expect(dayOf(new Date(2026, 11, 31, 23, 59))).toBe('2026-12-31')
  })

  it('writes the day that was written down, with the year where it is another', () => {
    const now = new Date(2026, 10, 22)
    expect(formatCalendarDay('2026-03-01', now)).toBe('1 March')
    expect(formatCalendarDay('2025-03-01', now)).toBe('1 March 2025')
  })

  it('has no day where a field is empty', () => {
    expect(dayOrNull('')).toBeNull()
    expect(dayOrNull('2026-03-01')).toBe('2026-03-01')
  })
})
