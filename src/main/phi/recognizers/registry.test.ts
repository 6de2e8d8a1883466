import { describe, expect, it } from 'vitest'
import { switchableRecognizers } from '../../../shared/recognizers.ts'
import { categories, type Category } from '../categories.ts'
import { recognizers } from './registry.ts'

/** A category without a recognizer needs a written reason here. */
const exemptions: Partial<Record<Category, string>> = {}

describe('registry of recognizers', () => {
  it.each(categories)('(%s) has a recognizer or a written exemption', (category) => {
    const isRecognized = recognizers.some((recognizer) => recognizer.category === category)
    expect(isRecognized || exemptions[category] !== undefined).toBe(true)
  })

  it('offers each recognizer to be switched off but those of the numbers that Send asks about', () => {
    const kept = recognizers
      .map(({ id }) => id)
      .filter((id) => !switchableRecognizers.some((one) => one === id))
    expect(kept.sort()).toEqual(['account-number', 'card-code', 'payment-card', 'ssn'])
    for (const id of switchableRecognizers)
      expect(recognizers.some((recognizer) => recognizer.id === id)).toBe(true)
  })

  it('lists each recognizer once', () => {
    const ids = recognizers.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('holds no more groups than a byte can number', () => {
    expect(recognizers.length).toBeLessThan(255)
  })

  it.each(recognizers.map((recognizer) => [recognizer.id, recognizer] as const))(
    '%s cites its source and its label words are clean',
    (_id, recognizer) => {
      expect(recognizer.reference).not.toBe('')
      for (const phrase of recognizer.labelWords) {
        expect(phrase).toBe(phrase.toLowerCase().trim())
        expect(phrase.split(/[\s./-]+/).length).toBeLessThanOrEqual(6)
      }
      expect(new Set(recognizer.labelWords).size).toBe(recognizer.labelWords.length)
    },
  )
})
