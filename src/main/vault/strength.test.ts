import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../../test/support/random.ts'
import { leastPassphraseBits, makeStrengthMeter } from './strength.ts'
import { cpuMs } from '../../../test/support/cpu-time.ts'

const words = readFileSync('resources/words/passphrase-words.txt', 'utf8').split('\n').filter(Boolean)
const meter = makeStrengthMeter(words)

describe('the strength of a passphrase', () => {
  it.each([
    'password',
    'Tr0ub4dour&3',
    'correct horse battery staple',
    'my dog is very very nice',
    'the quick brown fox jumps over the lazy dog',
    'violet harbor 93 quilt thunder maple',
    'mary had a little lamb its fleece',
    'therapist practice password 2024!',
    'MyPractice2024!MyPractice2024!',
    'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
    'word '.repeat(40),
    '',
    '   ---   ',
  ])('is not enough: %j', (passphrase) => {
    expect(meter(passphrase)).toMatchObject({ isEnough: false })
  })

  it.each([
    'violet harbor quilt thunder maple otter 93',
    'table acorn lunch river piano cabin',
    'xkqjzvwpmrtbnabcqwpl',
    'G7$kPz!q9VxW2#mTrB&u',
    'Ключ гора 47 вечер лампа снег мост',
  ])('is enough: %j', (passphrase) => {
    expect(meter(passphrase)).toMatchObject({ isEnough: true })
  })

  it('of six different drawn words is always enough, with spaces or hyphens', () => {
    const random = seededRandom(3)
    for (let round = 0; round < 100; round += 1) {
      const drawn = new Set<string>()
      while (drawn.size < 6) drawn.add(words[Math.floor(random() * words.length)]!)
      expect(meter([...drawn].join(' ')).bits).toBeGreaterThanOrEqual(leastPassphraseBits)
      expect(meter([...drawn].join('-')).isEnough).toBe(true)
    }
  })

  it('is judged quickly, however long the text', () => {
    meter('warm up')
    const start = cpuMs()
    meter('x1'.repeat(50_000))
    meter('ab '.repeat(50_000))
    expect(cpuMs() - start).toBeLessThan(2000)
  })
})
