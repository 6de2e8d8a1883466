import { describe, expect, it } from 'vitest'
import { decideVersion, idBeside, type Decision, type FoundVersion, type LocalVersion } from './decide.ts'

const local: LocalVersion = {
  copyMessageId: '<2@x>',
  versions: ['<2@x>', '<1@x>'],
  savedAt: 200,
  isChanged: false,
  isLeaving: false,
}
const found: FoundVersion = { messageId: '<3@x>', replaces: ['<2@x>', '<1@x>'], savedAt: 300 }

describe('a version of a draft that was met on the host', () => {
  it.each<[string, Partial<FoundVersion>, Partial<LocalVersion>, Decision]>([
    ['is what is here', { messageId: '<2@x>' }, {}, 'same'],
    ['came before what is here', { messageId: '<1@x>', replaces: [] }, {}, 'older'],
    ['came after it', {}, {}, 'newer'],
    ['came after one that was missed here', { replaces: ['<2b@x>', '<2@x>'] }, {}, 'newer'],
    ['came after it by a clock that is behind', { savedAt: 1 }, {}, 'newer'],
    ['came after it, which was written on since: later', { savedAt: 300 }, { isChanged: true }, 'instead'],
    ['came after it, which was written on later', { savedAt: 100 }, { isChanged: true }, 'beside'],
    ['was written from the same version, later', { replaces: ['<1@x>'] }, {}, 'instead'],
    ['was written from the same version, earlier', { replaces: ['<1@x>'], savedAt: 100 }, {}, 'beside'],
    ['was written at the same time, by its name', { replaces: [], savedAt: 200 }, {}, 'instead'],
    ['is of a draft that was never copied here', {}, { copyMessageId: null, versions: [] }, 'instead'],
    ['came after one that waits to leave', {}, { isLeaving: true }, 'beside'],
  ])('%s: %s', (_name, change, change2, decision) => {
    expect(decideVersion({ ...found, ...change }, { ...local, ...change2 })).toBe(decision)
  })

  it('ends the same on both computers: what is beside on one is instead on the other', () => {
    const [one, other] = [
      { messageId: '<a@x>', savedAt: 200 },
      { messageId: '<b@x>', savedAt: 300 },
    ]
    const seen = (it: typeof one, by: typeof one) =>
      decideVersion(
        { ...it, replaces: ['<1@x>'] },
        { ...local, copyMessageId: by.messageId, versions: [by.messageId, '<1@x>'], savedAt: by.savedAt },
      )
    expect([seen(one, other), seen(other, one)]).toEqual(['beside', 'instead'])
    // The earlier one gets its own id, the same on both.
    expect(idBeside('0'.repeat(32), one.messageId)).toMatch(/^[0-9a-f]{32}$/)
  })
})
