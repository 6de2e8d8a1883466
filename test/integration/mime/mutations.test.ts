import { describe, expect, it } from 'vitest'
import { runMutations } from '../../../bench/mutations/campaign.ts'
import { mutations } from '../../support/mutate-mail.ts'
import { seededRandom } from '../../../src/main/sealing/random.fixture.ts'
import { receive } from '../../../bench/mutations/receive.ts'
import { authenticTexts, readSeeds } from '../../../bench/mutations/seeds.ts'

describe('P1: mutated mail', () => {
  it('500 of the corpus crash nothing, are quick, and none is vouched for that nobody signed', async () => {
    const { findings, ...tally } = await runMutations(500, 20_261_122)
    expect(findings).toEqual([])
    expect(tally.seeds).toBeGreaterThanOrEqual(400)
    expect(tally.parseMs.p99).toBeLessThanOrEqual(200)
  })

  it('whose seeds open when nothing is changed: the campaign would see a false word of a signature', async () => {
    const isProtected = ({ name }: { readonly name: string }) => /^(openpgp|smime) /.test(name)
    const texts = await Promise.all(
      (await readSeeds())
        .filter(isProtected)
        .map(async ({ raw }) => (await receive(raw)).opened?.content.text?.trim()),
    )
    expect(texts.toSorted()).toEqual(authenticTexts.toSorted())
  })

  it('is really changed, in each of the ways', async () => {
    const seeds = await readSeeds()
    for (const [name, mutation] of Object.entries(mutations)) {
      const random = seededRandom(1)
      const changed = seeds.filter(
        ({ raw }) => !mutation(raw, random, Buffer.from('donor\r\n--b\r\n')).equals(raw),
      )
      expect(changed.length, name).toBeGreaterThan(20)
    }
  })
})
