import { zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { readZipNames } from './zip-names.ts'

const file = new Uint8Array([1, 2, 3])
const archive = zipSync({ 'letter.pdf': file, 'inner/Rechnung für.pdf.exe': file })

describe('names in a zip', () => {
  it('are read from its directory', () => {
    expect(readZipNames(archive)).toEqual(['letter.pdf', 'inner/Rechnung für.pdf.exe'])
  })

  it('are found behind what stands before the archive, and before a comment', () => {
    const withComment = new Uint8Array([...archive, 1, 2, 3])
    expect(readZipNames(withComment)).toEqual(['letter.pdf', 'inner/Rechnung für.pdf.exe'])
  })

  it('of anything else are none, of every cut piece at most those', () => {
    expect(
      readZipNames(new TextEncoder().encode('PK no archive at all, only a text of some length')),
    ).toEqual([])
    for (let end = 0; end < archive.length; end += 1) {
      expect(readZipNames(archive.subarray(0, end))).toEqual([])
    }
  })

  it('of every changed byte end without a failure', () => {
    for (let at = 0; at < archive.length; at += 1) {
      const changed = archive.slice()
      changed[at] = 0xff
      expect(readZipNames(changed).length).toBeLessThanOrEqual(2)
    }
  })
})
