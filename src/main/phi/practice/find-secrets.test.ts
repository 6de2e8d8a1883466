import { describe, expect, it } from 'vitest'
import { findSecrets } from './find-secrets.ts'

describe('passphrase in the text', () => {
  const words = ['amber', 'kite', 'novel', 'river', 'stone', 'upper']

  it.each([
    'the words are amber kite novel river stone upper, ok?',
    'Amber-Kite-Novel-River-Stone-Upper',
    'amber, kite,\nnovel, river,\nstone, upper',
    'amberkitenovelriverstoneupper',
    'amber • kite • novel • river • stone • upper',
  ])('finds it in %j', (text) => {
    expect(findSecrets([text], [['other', 'words'], words])).toEqual([1])
  })

  it.each(['amber kite novel river stone', 'upper stone river novel kite amber', ''])(
    'does not find it in %j',
    (text) => {
      expect(findSecrets([text], [words])).toEqual([])
    },
  )

  it('finds nothing for an empty passphrase', () => {
    expect(findSecrets(['anything'], [[]])).toEqual([])
  })
})
