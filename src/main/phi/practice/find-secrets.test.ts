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

  it.each([
    ['G7$kPz!q9VxW2#mTrB&u', 'It is g7$kpz!q9vxw2#mtrb&u, keep it.'],
    ['G7$kPz!q9VxW2#mTrB&u', 'G7 $kPz! q9 VxW2 #mTrB &u'],
    ['Violet harbor, quilt & thunder 93 otter', 'VIOLET-HARBOR-QUILT-THUNDER-93-OTTER'],
    ['Violet harbor, quilt & thunder 93 otter', 'violetharborquilt\nthunder93otter'],
    ['Ключ гора 47 вечер лампа снег', 'ключ — гора — 47 — ВЕЧЕР — лампа — снег'],
    ['№?§ %&= (+*# @€~ <>| x7', 'the signs are №?§%&=(+*#@€~<>|X7'],
  ])('finds a typed one, %j, in %j', (typed, text) => {
    expect(findSecrets([text], [typed.split(' ')])).toEqual([0])
  })

  it('does not take the few letters of one that is mostly signs for the whole', () => {
    expect(findSecrets(['Take x7 and call.'], [['№?§', '%&=', '(+*#', '@€~', '<>|', 'x7']])).toEqual([])
  })

  it('finds nothing for an empty passphrase', () => {
    expect(findSecrets(['anything'], [[]])).toEqual([])
  })
})
