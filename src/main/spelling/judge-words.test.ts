import { describe, expect, it } from 'vitest'
import { loadDictionary } from './dictionary.ts'
import { isKnown, suggestFor } from './judge-words.ts'
import { loadWordRanks } from './word-ranks.ts'

const english = [await loadDictionary('en')]
const spanish = [await loadDictionary('es')]
const both = [...english, ...spanish]
const ranks = loadWordRanks()

describe('a word', () => {
  it.each(
    "therapy Therapy Tuesday can't can’t patient's patients rumination co-workers okay psychoeducational copays wifi".split(
      ' ',
    ),
  )('%s is right in English', (word) => {
    // The window takes words apart at hyphens.
    for (const part of word.split('-')) expect(isKnown(part, english)).toBe(true)
  })

  it.each('recieve Recieve tuesday dont wont cant appointmnet therepy colour tambien'.split(' '))(
    '%s is wrong in English',
    (word) => {
      expect(isKnown(word, english)).toBe(false)
    },
  )

  it.each([
    ['también', true],
    ['tambie\u0301n', true],
    ['Háblame', true],
    ['dígaselo', true],
    ['tambien', false],
    ['resivir', false],
  ])('%s in Spanish: %s', (word, isRight) => {
    expect(isKnown(word, spanish)).toBe(isRight)
    expect(isKnown(word, both)).toBe(isRight)
  })

  it('of either language is right where both are written', () => {
    expect(['appointment', 'cita'].every((word) => isKnown(word, both))).toBe(true)
    expect(isKnown('cita', english)).toBe(false)
  })
})

describe('what is offered', () => {
  it.each([
    ['recieve', 'receive'],
    ['Recieve', 'Receive'],
    ['teh', 'the'],
    ['dont', "don't"],
    ['wont', "won't"],
    ['tuesday', 'Tuesday'],
    ['Wendsday', 'Wednesday'],
    ['appointmnet', 'appointment'],
    ['therepist’s', "therapist's"],
    ['tommorow', 'tomorrow'],
    ['alot', 'a lot'],
    ['Infact', 'In fact'],
  ])('for %s begins with %s', (word, first) => {
    expect(suggestFor(word, english, ranks)[0]).toBe(first)
  })

  it.each([
    ['tambien', 'también'],
    ['medicacion', 'medicación'],
    ['haver', 'haber'],
  ])('for %s has %s, beside English', (word, meant) => {
    expect(suggestFor(word, spanish, ranks)[0]).toBe(meant)
    expect(suggestFor(word, both, ranks)).toContain(meant)
  })

  it.each(['fuk', 'shitt', 'cuntt', 'whor'])('for %s is nothing to be ashamed of', (word) => {
    expect(suggestFor(word, english, ranks).join(' ')).not.toMatch(/fuck|shit\b|cunt|whore/i)
  })

  it('is at most five words, and none for what is like nothing', () => {
    expect(suggestFor('tean', english, ranks)).toHaveLength(5)
    expect(suggestFor('qqxzzvkw', english, ranks)).toEqual([])
  })

  it('comes in bounded time, however long and odd the word is', () => {
    const begun = performance.now()
    suggestFor('aeiou'.repeat(12), both, ranks)
    // Two dictionaries, 300 ms each at most; a search without an end would take minutes.
    expect(performance.now() - begun).toBeLessThan(10_000)
  })
})
