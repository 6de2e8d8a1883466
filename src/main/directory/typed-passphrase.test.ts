import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { fail, ok } from '../../shared/result.ts'
import { makeStrengthMeter } from '../vault/index.ts'
import { checkTyped, judgeTyped, type PersonalDetails } from './typed-passphrase.ts'

const words = readFileSync('resources/words/passphrase-words.txt', 'utf8').split('\n').filter(Boolean)
const meter = makeStrengthMeter(words)
const strong = 'violet harbor quilt thunder maple otter 93'

const maria: PersonalDetails = {
  name: 'María Alvarez',
  nicknames: ['Mari', 'Lu'],
  birthDate: '1985-03-07',
  phones: ['(555) 010-0142'],
  recordNumber: 'MRN-00417',
  addresses: ['sunflower77@mail.example'],
}
const unknown: PersonalDetails = {
  name: 'Bo',
  nicknames: [],
  birthDate: null,
  phones: [],
  recordNumber: null,
  addresses: [],
}
const judge = (passphrase: string, person = maria, others: readonly string[] = []) =>
  judgeTyped(passphrase, person, others, meter)

describe('a passphrase that the practice typed', () => {
  it.each([strong, 'G7$kPz!q9VxW2#mTrB&u', 'Ключ гора 47 вечер лампа снег мост'])('%j is taken', (typed) => {
    expect(judge(typed)).toMatchObject({ isEnough: true, problem: null })
    expect(checkTyped(judge(typed))).toEqual(ok(undefined))
  })

  it('needs 60 bits', () => {
    const judged = judge('violet harbor quilt')
    expect(judged).toMatchObject({ isEnough: false, problem: null })
    expect(judged.bits).toBeLessThan(60)
    expect(checkTyped(judged)).toEqual(fail('seal/weak-passphrase', { bits: judged.bits, least: 60 }))
    const measuredAt = (least = 0) => ({ bits: 60, isEnough: least === 60, label: 'good' as const })
    expect(judgeTyped(strong, maria, [], (_, least) => measuredAt(least)).isEnough).toBe(true)
  })

  it('counts as it opens: capitals and what separates the words add nothing', () => {
    const plain = judge('kestrel blanket')
    expect(judge('KeStReL,,blANKet').bits).toBe(plain.bits)
    expect(judge('  kestrel ... --- blanket  ').bits).toBe(plain.bits)
  })

  it.each([
    ['violet harbor quilt Maria maple otter 93', 'name'],
    ['violet harbor quilt maría maple otter 93', 'name'],
    ['violetharborquiltalvarezmapleotter93', 'name'],
    ['violet harbor zeravla quilt maple otter 93', 'name'],
    ['violet harbor @lv4r3z quilt maple otter 93', 'name'],
    ['violet harbor quilt al-va-rez maple otter 93', 'name'],
    ['violet harbor lu quilt maple otter 93', 'name'],
    ['violet harbor quilt maple otter 1985', 'birth-date'],
    ['violet harbor quilt maple otter 3/7/1985', 'birth-date'],
    ['violet harbor quilt maple otter 07.03.85', 'birth-date'],
    ['violet harbor quilt maple otter 19850307', 'birth-date'],
    ['violet harbor quilt maple otter 0307', 'birth-date'],
    ['violet harbor quilt maple otter 3-7-85', 'birth-date'],
    ['violet harbor quilt maple otter March 7th', 'birth-date'],
    ['violet harbor quilt maple otter 7 de marzo', 'birth-date'],
    ['violet harbor quilt maple otter 7 mar', 'birth-date'],
    ['violet harbor quilt maple otter 555 010 0142', 'phone'],
    ['violet harbor quilt maple otter 0142', 'phone'],
    ['violet harbor quilt maple otter 01-00', 'phone'],
    ['violet harbor quilt maple otter mrn00417', 'record-number'],
    ['violet harbor quilt maple otter 0041', 'record-number'],
    ['violet harbor quilt sunflower 77 maple otter', 'address'],
  ] as const)('%j is refused: its %s', (typed, problem) => {
    expect(judge(typed)).toMatchObject({ isEnough: true, problem })
    expect(checkTyped(judge(typed))).toEqual(fail('seal/personal-passphrase', { what: problem }))
    // The same is taken for somebody whose it isn't.
    expect(judge(typed, unknown).problem).toBeNull()
  })

  it.each([
    ['violet luster quilt thunder maple otter 93', 'a short nickname inside a word'],
    ['violet harbor quilt thunder maple 3 otter 7', 'digits of the birthday apart'],
    ['violet harbor quilt thunder maple march otter', 'the month of birth alone'],
    ['violet harbor quilt thunder maple otter 142', 'three digits of the phone number'],
  ])('%j is taken: %s', (typed) => {
    expect(judge(typed)).toMatchObject({ isEnough: true, problem: null })
  })

  it("is refused when it is somebody else's, whatever the writing", () => {
    const judged = judge('Violet-Harbor-Quilt-Thunder-Maple-Otter-93', maria, ['acorn baker', strong])
    expect(judged.problem).toBe('taken')
    expect(checkTyped(judged)).toEqual(fail('seal/passphrase-taken'))
    expect(judge('', maria, ['']).problem).toBeNull()
  })
})
