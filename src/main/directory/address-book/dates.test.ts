import { describe, expect, it } from 'vitest'
import { dayOrderOf, readBookDate } from './dates.ts'

describe('a date of birth in an address book', () => {
  it.each([
    ['1980-03-14', '1980-03-14'],
    ['19800314', '1980-03-14'],
    ['1980-03-14T00:00:00Z', '1980-03-14'],
    ['3/14/1980', '1980-03-14'],
    ['14.3.1980', '1980-03-14'],
    ['March 14, 1980', '1980-03-14'],
    ['14 Mar 1980', '1980-03-14'],
    ['', null],
    ['0/0/00', null],
    ['--0314', null],
    ['14/3/1980', undefined],
    ['1980-02-31', undefined],
    ['last spring', undefined],
    ['1080-01-01', undefined],
  ])('%s is %s', (text, date) => {
    expect(readBookDate(text, 'month-first')).toBe(date)
  })

  it('has its day first where another of the column can only be read so', () => {
    const column = ['3/4/1980', '14/3/1980']
    expect(dayOrderOf(column)).toBe('day-first')
    expect(column.map((text) => readBookDate(text, dayOrderOf(column)))).toEqual(['1980-04-03', '1980-03-14'])
    expect(dayOrderOf(['3/4/1980'])).toBe('month-first')
  })
})
