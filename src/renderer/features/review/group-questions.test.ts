import { describe, expect, it } from 'vitest'
import type { Review } from '../../../shared/contract/index.ts'
import { groupQuestions } from './group-questions.ts'

const asked = (question: Review['questions'][number]['question'], id: string) => ({
  id,
  question,
  isBlocking: false,
})
const first = (address: string) => asked({ kind: 'first-time-address', address }, address)
const part2 = asked({ kind: 'part-2-content' }, 'part2')

describe('the questions of a review', () => {
  it('asks once about all first-time addresses, and about anything else by itself', () => {
    const questions = [first('ana@mail.example'), part2, first('ben@mail.example')]
    const { single, firstTime } = groupQuestions(questions)
    expect(single).toEqual([part2])
    expect(firstTime.map(({ id }) => id)).toEqual(['ana@mail.example', 'ben@mail.example'])
  })

  it('leaves one first-time address a question of its own', () => {
    const questions = [first('ana@mail.example'), part2]
    expect(groupQuestions(questions)).toEqual({ single: questions, firstTime: [] })
  })

  it('never takes an address that looks like a known one into the list', () => {
    const lookAlike = asked(
      {
        kind: 'look-alike-address',
        address: 'an@mail.example',
        known: 'ana@mail.example',
        wasCorrected: false,
      },
      'look',
    )
    const questions = [first('ben@mail.example'), lookAlike, first('eva@mail.example')]
    expect(groupQuestions(questions).single).toEqual([lookAlike])
  })
})
