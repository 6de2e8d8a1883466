import { describe, expect, it } from 'vitest'
import { noFilters, toAuditFilter } from './filters.ts'

const types = ['vault.unlocked', 'message.viewed', 'message.sealed']

describe('toAuditFilter', () => {
  it('asks for everything without filters', () => {
    expect(toAuditFilter(noFilters, types)).toEqual({})
  })

  it('turns a group into its types', () => {
    expect(toAuditFilter({ ...noFilters, group: 'reading' }, types)).toEqual({ types: ['message.viewed'] })
  })

  it('covers whole days of this computer', () => {
    const filter = toAuditFilter({ ...noFilters, from: '2026-11-20', to: '2026-11-21' }, types)
    const hours = (new Date(filter.to!).getTime() - new Date(filter.from!).getTime()) / 3_600_000
    expect(Math.round(hours)).toBe(48)
    expect(new Date(filter.from!).getHours()).toBe(0)
  })
})
