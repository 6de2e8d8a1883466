import { describe, expect, it } from 'vitest'
import { countFindings } from './count-findings.ts'

const found = (part: string, isInQuote = false) => ({ part, isInQuote })

describe('countFindings', () => {
  it.each([
    ['nothing', [], { written: 0, inFiles: 0, inQuote: 0 }],
    ['text and subject', [found('text'), found('subject')], { written: 2, inFiles: 0, inQuote: 0 }],
    ["a file's name, which is read while typing", [found('file:3')], { written: 1, inFiles: 0, inQuote: 0 }],
    ['what is in a file', [found('attachment:3'), found('file:3')], { written: 1, inFiles: 1, inQuote: 0 }],
    ['a name within an archive', [found('attachment:3#name')], { written: 0, inFiles: 1, inQuote: 0 }],
    ['what is quoted', [found('text', true), found('text')], { written: 1, inFiles: 0, inQuote: 1 }],
    ['what is quoted in a file', [found('attachment:3', true)], { written: 0, inFiles: 1, inQuote: 0 }],
  ])('counts %s', (_name, findings, counts) => {
    expect(countFindings(findings)).toEqual(counts)
  })
})
