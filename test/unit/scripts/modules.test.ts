import { describe, expect, it } from 'vitest'
import { matchesLockfile } from '../../../scripts/lib/modules.mjs'

const zod = { version: '4.6.7', integrity: 'sha512-a' }
const forMac = { version: '2.3.3', integrity: 'sha512-b', optional: true }
const wanted = { '': {}, 'node_modules/zod': zod, 'node_modules/fsevents': forMac }

describe('node_modules against the lockfile', () => {
  it.each([
    ['all there', { 'node_modules/zod': zod, 'node_modules/fsevents': forMac }, true],
    ['a package for another system is missing', { 'node_modules/zod': zod }, true],
    ['nothing installed', {}, false],
    ['another version', { 'node_modules/zod': { ...zod, version: '4.6.6' } }, false],
    ['another content', { 'node_modules/zod': { ...zod, integrity: 'sha512-c' } }, false],
  ])('%s', (_, installed, matches) => {
    expect(matchesLockfile(wanted, installed)).toBe(matches)
  })
})
