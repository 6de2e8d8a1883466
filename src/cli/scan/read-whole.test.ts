import { appendFileSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { readUpTo, readWhole } from './read-whole.ts'

const folder = mkdtempSync(join(tmpdir(), 'sealpost-read-'))
const file = join(folder, 'a.txt')
beforeEach(() => writeFileSync(file, 'MRN 4471902'))
afterAll(() => rmSync(folder, { recursive: true }))

describe('reading a file whole', () => {
  it('gives the bytes of a file that stays as it is', async () => {
    const { bytes, reason } = await readWhole(file, 100)
    expect([Buffer.from(bytes).toString(), reason]).toEqual(['MRN 4471902', undefined])
  })

  it.each([
    ['grows', () => appendFileSync(file, ' and more')],
    ['is rewritten in the same size', () => writeFileSync(file, 'MRN 0000000')],
    ['gets shorter', () => writeFileSync(file, 'MRN')],
  ])('says so when it %s meanwhile', async (_what, change) => {
    utimesSync(file, 1_000, 1_000)
    const read = await readWhole(file, 100, async (handle, largest) => {
      const bytes = await readUpTo(handle, largest)
      change()
      return bytes
    })
    expect(read.reason).toBe('changed')
    expect(Buffer.from(read.bytes).toString()).toBe('MRN 4471902')
  })

  it.each([
    ['a file that is too large', file, 5, 'too-large'],
    ['a folder', folder, 100, 'no-file'],
    ['what is not there', join(folder, 'absent'), 100, 'unreadable'],
  ])('names %s', async (_what, path, largest, reason) => {
    expect(await readWhole(path, largest)).toEqual({ bytes: new Uint8Array(), reason })
  })

  it('ends with a device that never ends', async () => {
    expect(await readWhole('/dev/zero', 3_000_000)).toEqual({ bytes: new Uint8Array(), reason: 'too-large' })
  })
})
