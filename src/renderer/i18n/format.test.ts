import { describe, expect, it } from 'vitest'
import {
  formatAgo,
  formatAhead,
  formatDate,
  formatDay,
  formatMoment,
  formatRowDate,
  formatSize,
  formatTime,
} from './format.ts'
import { initials, joinNames, owner, shortName } from './names.ts'

/** Local wall-clock time as an instant, so that the tests hold in any time zone. */
function at(year: number, month: number, day: number, hour = 12, minute = 0): string {
  return new Date(year, month - 1, day, hour, minute).toISOString()
}

const now = new Date(2026, 10, 21, 15, 30)

describe('dates', () => {
  it.each([
    [at(2026, 11, 21, 14, 2), '14:02'],
    [at(2026, 11, 21, 0, 5), '00:05'],
    [at(2026, 11, 20, 23, 59), 'Fri'],
    [at(2026, 11, 14, 9), '14 Nov'],
    [at(2026, 11, 22, 9), '22 Nov'],
    [at(2025, 3, 3, 9), '3 Mar 2025'],
  ])('row %s is %s', (instant, expected) => {
    expect(formatRowDate(instant, now)).toBe(expected)
  })

  it.each([
    [at(2026, 11, 21, 18), 'today 18:00'],
    [at(2026, 11, 22, 8), 'tomorrow 08:00'],
    [at(2026, 11, 30, 8), 'Monday 30 November, 08:00'],
  ])('%s is ahead as %s', (instant, expected) => {
    expect(formatAhead(instant, now)).toBe(expected)
  })

  it('writes days, moments and dates in full', () => {
    expect(formatTime(at(2026, 11, 21, 14, 2))).toBe('14:02')
    expect(formatDate(at(2026, 3, 3), now)).toBe('3 March')
    expect(formatDate(at(2025, 3, 3), now)).toBe('3 March 2025')
    expect(formatDay(at(2026, 11, 21, 1), now)).toBe('Today')
    expect(formatDay(at(2026, 11, 20, 23), now)).toBe('Yesterday')
    expect(formatDay(at(2026, 3, 3), now)).toBe('Tuesday 3 March')
    expect(formatMoment(at(2026, 11, 21, 14, 2), now)).toBe('Today 14:02')
    expect(formatMoment(at(2026, 3, 3, 14, 2), now)).toBe('Tuesday 3 March, 14:02')
  })

  it.each([
    [0, 'just now'],
    [1, '1 minute ago'],
    [2, '2 minutes ago'],
    [60, '1 hour ago'],
    [185, '3 hours ago'],
  ])('%i minutes are %s', (minutes, expected) => {
    expect(formatAgo(new Date(now.getTime() - minutes * 60_000).toISOString(), now)).toBe(expected)
  })
})

describe('sizes', () => {
  it.each([
    [640, '640 bytes'],
    [12_400, '12 KB'],
    [3_400_000, '3.4 MB'],
    [3_000_000, '3 MB'],
    [41_900_000, '42 MB'],
  ])('%i bytes are %s', (bytes, expected) => {
    expect(formatSize(bytes)).toBe(expected)
  })
})

describe('names', () => {
  it.each([
    ['Maria Alvarez', 'Maria', "Maria's", 'MA'],
    ['Dr. Susan Lee', 'Dr. Lee', "Dr. Lee's", 'SL'],
    ['Dr. Susan Lee, MD', 'Dr. Lee', "Dr. Lee's", 'SL'],
    ['James Okafor', 'James', "James'", 'JO'],
    ['info@acme.com', 'info@acme.com', "info@acme.com's", 'IC'],
  ])('%s is called %s', (name, short, possessive, letters) => {
    expect([shortName(name), owner(name), initials(name)]).toEqual([short, possessive, letters])
  })

  it('joins', () => {
    expect(joinNames(['Maria', 'Daniel', 'Dr. Lee'])).toBe('Maria, Daniel and Dr. Lee')
    expect(joinNames(['Maria'])).toBe('Maria')
    expect(joinNames([])).toBe('')
  })
})
