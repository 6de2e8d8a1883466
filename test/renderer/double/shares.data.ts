import type { Paper, Shares } from '../../../src/shared/contract/index.ts'

export const shareCode = '0417'

const words =
  'amber coast ladder violin harbor maple signal orbit candle river stone winter paper glove forest lemon bridge cotton anchor velvet'.split(
    ' ',
  )

/** What each holder gets; the words of one say nothing of the others. */
export const threeShares: Paper[] = [0, 7, 13].map((turn) => ({
  words: [...words.slice(turn), ...words.slice(0, turn)],
  checkCode: shareCode,
}))

export const demoShares: Shares = {
  set: '3f9a',
  madeAt: '2026-11-20T10:00:00.000Z',
  holders: ['Dr. Susan Lee', 'Ortiz & Partner, notaries', 'The safe at home'],
  isOfPresentKit: true,
  isConfirmed: true,
}
