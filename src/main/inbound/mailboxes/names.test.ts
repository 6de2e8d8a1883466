import { describe, expect, it, test } from 'vitest'
import { afterRename, checkMailboxName, isBelow, withName } from './names.ts'

describe('a name', () => {
  test.each([
    ['Billing', 'Billing'],
    ['  Billing 2026 ', 'Billing 2026'],
    ['Größe & 漢字', 'Größe & 漢字'],
    // Decomposed, as macOS types it.
    ['Gro\u0308\u00dfe', 'Größe'],
    ['Q1.2026', 'Q1.2026'],
  ])('%j is taken as %j', (typed, name) => {
    expect(checkMailboxName(typed, '/')).toEqual({ ok: true, value: name })
  })

  test.each([
    ['', 'imap/name-unusable'],
    ['   ', 'imap/name-unusable'],
    ['All*', 'imap/name-unusable'],
    ['100%', 'imap/name-unusable'],
    ['#shared', 'imap/name-unusable'],
    ['~root', 'imap/name-unusable'],
    ['../etc', 'imap/name-has-delimiter'],
    ['..', 'imap/name-unusable'],
    ['two\r\nlines', 'imap/name-unusable'],
    ['nul\0', 'imap/name-unusable'],
    ['x'.repeat(201), 'imap/name-unusable'],
    ['漢'.repeat(70), 'imap/name-unusable'],
    ['Clients/2026', 'imap/name-has-delimiter'],
  ])('%j is refused: %s', (typed, code) => {
    expect(checkMailboxName(typed, '/')).toMatchObject({ ok: false, error: { code } })
  })

  it('may not hold what stands between levels at this host, which is said', () => {
    expect(checkMailboxName('Dr. Lee', '.')).toEqual({
      ok: false,
      error: { code: 'imap/name-has-delimiter', detail: { delimiter: '.' } },
    })
    expect(checkMailboxName('Dr. Lee', '/').ok).toBe(true)
    expect(checkMailboxName('Dr. Lee', '').ok).toBe(true)
  })
})

describe('a path', () => {
  it('is below another at any depth, not beside it', () => {
    expect(isBelow('A/B/C', 'A', '/')).toBe(true)
    expect(isBelow('AB/C', 'A', '/')).toBe(false)
    expect(isBelow('A', 'A', '/')).toBe(false)
    expect(isBelow('AB', 'A', '')).toBe(false)
  })

  it('gets another last part', () => {
    expect(withName('A/B', '/', 'C')).toBe('A/C')
    expect(withName('A', '/', 'C')).toBe('C')
    expect(withName('A/B', '', 'C')).toBe('C')
  })

  test.each([
    ['A', 'Z'],
    ['A/B', 'Z/B'],
    ['AB', 'AB'],
    ['C/A', 'C/A'],
  ])('%s becomes %s when A becomes Z', (before, after) => {
    expect(afterRename(before, { from: 'A', to: 'Z' }, '/')).toBe(after)
  })
})
