/**
 * Builds resources/phi/lexicon.txt, the one word file that the scanner loads, from the npm packages and from the
 * lists beside this script. Run it with `node scripts/phi/build-dictionaries.ts` after changing a list.
 *
 * The file is front-coded: words are sorted, each line starts with one base-36 digit (characters shared with the
 * line before), then the rest of the word, then a tab and its flag letters when it is more than an English word.
 */
import { writeFileSync, mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { syllableNames } from './asian-names.ts'
import {
  allEnglishWords,
  fakerPeople,
  packagedFirstNames,
  plainPhrase,
  readList,
  readPhrases,
  usCities,
} from './word-sources.ts'

const outputFolder = fileURLToPath(new URL('../../resources/phi/', import.meta.url))

/** Letters of the flags in the file; src/main/phi/lexicon/lexicon.ts reads them. */
const flag = {
  first: 'f',
  ambiguous: 'a',
  surname: 's',
  english: 'e',
  city: 'c',
  majorCity: 'C',
  medical: 'm',
  protected: 'p',
  eponym: 'y',
  nation: 'n',
  /** A phrase that is the name of a thing. */
  thing: 't',
} as const

const LONGEST_WORD = 16
/** Letters from which a rare name is believed in lower case too. */
const LONG_ENOUGH = 7

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

const allWords = allEnglishWords(LONGEST_WORD)

function englishWords(): Set<string> {
  const kept = new Set<string>()
  for (const word of [...allWords].sort((a, b) => a.length - b.length)) {
    const derived = inflections.some(([ending, repairs]) => {
      if (!word.endsWith(ending) || word.length - ending.length < 3) return false
      const stem = word.slice(0, -ending.length)
      return repairs.some((repair) => kept.has(stem + repair))
    })
    if (!derived) kept.add(word)
  }
  return kept
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

/** Endings of the names of substances; a rare name with one is taken for a substance. */
const SUBSTANCE_ENDING =
  /(?:pril|statin|sartan|olol|dipine|azole|prazole|cillin|mycin|floxacin|cycline|vir|mab|nib|zumab|tinib|parin|gliptin|gliflozin|glutide|oxetine|azepam|zolam|barbital|caine|setron|triptan|dronate|thiazide|semide|steride|sone|solone|cort|afil|lukast|tropin|relin|ase)$/

const isName = (word: string): boolean => /^[a-z]{2,16}$/.test(word)
/** Names of two letters are particles, states and words too; those of the older lists were looked at one by one. */
const SHORTEST = 3
const isWord = (word: string): boolean => allWords.has(word)
/** An everyday word that is also a name, read from the lists by hand. */
const everyday = new Set([...readList('common-surnames.txt'), ...readList('ambiguous-names.txt')])
const nations = new Set(readList('nations.txt'))
const majorCities = [...readList('major-cities.txt', /;/), ...readList('places.txt', /;/)]
const places = new Set([...usCities(), ...majorCities])

type Names = {
  /** In use beyond doubt: they win against a product of the same name. */
  readonly known: ReadonlySet<string>
  /** Rare, or made by rule: any other meaning wins. */
  readonly rare: ReadonlySet<string>
  /** Known names that are words too. */
  readonly ambiguous: ReadonlySet<string>
  /** Known names that a dictionary also has as a rare word: names with a capital only. */
  readonly capitalOnly: ReadonlySet<string>
}

function firstNames(
  old: ReadonlySet<string>,
  faker: ReadonlySet<string>,
  surnames: ReadonlySet<string>,
): Names {
  const never = new Set([...notAFirstName, ...readList('not-first-names.txt')])
  const usable = (name: string): boolean =>
    isName(name) && name.length >= SHORTEST && !never.has(name) && !functionWords.has(name)
  const namesFirst = new Set(readList('names-not-words.txt'))
  const common = [
    // "Cruz", "Cohen": better known as surnames.
    ...readList('us-first-names-common.txt').filter((name) => !surnames.has(name)),
    ...readList('world-first-names.txt').filter((name) => !nations.has(name)),
    ...namesFirst,
  ].filter(usable)
  const known = new Set([...old].filter((name) => isName(name) && !never.has(name)))
  const ambiguous = new Set(readList('ambiguous-names.txt').filter((name) => known.has(name)))
  const capitalOnly = new Set<string>()
  for (const name of common) {
    if (known.has(name)) continue
    known.add(name)
    if (!isWord(name)) continue
    if (namesFirst.has(name)) capitalOnly.add(name)
    else ambiguous.add(name)
  }
  const rare = [...readList('us-first-names-rare.txt'), ...faker, ...syllableNames()].filter(
    (name) =>
      usable(name) &&
      !known.has(name) &&
      !isWord(name) &&
      !nations.has(name) &&
      !surnames.has(name) &&
      !places.has(name) &&
      !SUBSTANCE_ENDING.test(name) &&
      !MEDICAL_ENDING.test(name),
  )
  return { known, rare: new Set(rare), ambiguous, capitalOnly }
}

function surnameLists(faker: ReadonlySet<string>): { known: Set<string>; more: Set<string> } {
  const known = new Set(readList('surnames.txt').filter(isName))
  const own = [
    ...readList('world-surnames.txt'),
    ...readList('world-surnames-2.txt'),
    ...readList('us-surnames.txt'),
  ]
  // "In Gillette" is a town; "Dr. Gillette" and "Ann Gillette" are seen without the list.
  const usable = (name: string): boolean =>
    isName(name) && name.length >= SHORTEST && !functionWords.has(name) && !places.has(name)
  const more = new Set([...own, ...faker].filter((name) => usable(name) && !isWord(name)))
  return { known, more }
}

/** Products, abbreviations, organisations and the like, unless a town or a person is better known by the word. */
function protectedNames(people: ReadonlySet<string>): { words: Set<string>; phrases: string[] } {
  const all = ['drugs', 'clinical-words', 'devices', 'organisations'].flatMap((name) =>
    readList(`protected/${name}.txt`),
  )
  const words = all.filter((word) => isName(word) && !people.has(word) && !places.has(word))
  const phrases = all.filter((word) => word.includes('-')).map((word) => plainPhrase(word))
  return { words: new Set(words), phrases: [...phrases, ...readPhrases('protected/phrases.txt')] }
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
  const faker = fakerPeople()
  const old = new Set(packagedFirstNames())
  const surnames = surnameLists(faker.last)
  const first = firstNames(old, faker.first, new Set([...surnames.known, ...surnames.more]))
  // The word list knows rare words ("a johnson", "to peter out"); as words of a letter they are names.
  const english = englishWords()
  for (const name of surnames.known) {
    if (everyday.has(name)) english.add(name)
    else english.delete(name)
  }
  for (const name of old) {
    const isOnlyAName = !everyday.has(name) && name.length > 4 && !wordsToo.has(name)
    if (isOnlyAName && first.known.has(name)) english.delete(name)
  }
  for (const name of first.capitalOnly) english.add(name)
  // "Toner", "Baker": inflected words that the list of words leaves to the scanner, unless they are names.
  for (const name of [...surnames.more, ...first.ambiguous]) if (isWord(name)) english.add(name)
  // In lower case a short rare name is more often slang, an abbreviation or a slip.
  for (const name of first.rare) if (name.length < LONG_ENOUGH) english.add(name)
  const wellKnown = new Set([...old, ...readList('us-first-names-common.txt'), ...surnames.known])
  const { words: products, phrases } = protectedNames(wellKnown)
  const medical = [...english].filter((word) => MEDICAL_ENDING.test(word) && !notMedical.has(word))
  const isFree = (name: string): boolean => !products.has(name)

  add(english, flag.english)
  add(medical, flag.medical)
  add(
    readList('protected/drugs.txt').filter((word) => products.has(word)),
    flag.medical,
  )
  add([...first.known, ...first.rare].filter(isFree), flag.first)
  add([...first.ambiguous].filter(isFree), flag.ambiguous)
  add(surnames.known, flag.surname)
  add([...surnames.more].filter(isFree), flag.surname)
  add(products, flag.protected)
  add(
    [...nations].filter((name) => !wellKnown.has(name)),
    flag.nation,
  )
  add(
    readList('protected/eponyms.txt').filter((word) => !old.has(word)),
    flag.eponym,
  )
  add(new Set(phrases), flag.thing)
  add(
    usCities().filter((city) => !functionWords.has(city)),
    flag.city,
  )
  add(majorCities, flag.majorCity)

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
