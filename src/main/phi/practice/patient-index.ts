import { wordFlag } from '../lexicon/flags.ts'
import { hashA } from '../lexicon/hash.ts'
import type { Lexicon } from '../lexicon/lexicon.ts'
import { wordSet } from '../lexicon/word-set.ts'
import { foldWord } from '../text/char-class.ts'
import { tokenKind, type TokenText } from '../text/token-text.ts'
import type { Category } from '../categories.ts'
import type { KnownPatient } from '../types.ts'
import { nicknamesOf } from './nicknames.ts'
import { parseDate } from './parse-date.ts'
import { PatientAddresses } from './patient-addresses.ts'

type NameWord = { readonly patient: number; readonly role: 'first' | 'last' }

/** The patients that a word may be a name of. */
type WordMatch = { readonly entries: readonly NameWord[]; readonly isExact: boolean }

type NameWalk = {
  readonly last: number
  readonly words: number
  readonly exactWords: number
  readonly patients: ReadonlySet<number>
}

export type PatientMatch = {
  readonly category: Category
  readonly start: number
  readonly end: number
  readonly score: number
  readonly because: string
  /** Index into the list; absent where several patients fit. */
  readonly patient?: number
}

const SHORTEST_MISSPELLED = 5
const SHORTEST_NUMBER = 4

/** The practice's patient list, prepared for matching in any text: names, nicknames, numbers, addresses, dates. */
export class PatientIndex {
  private readonly words = new Map<string, NameWord[]>()
  private readonly wordHashes = new Set<number>()
  /** Every name of five letters or more with one letter left out → the name: finds any single edit. */
  private readonly misspelled = new Map<string, Set<string>>()
  private readonly numbers = new Map<string, { category: Category; patient: number }>()
  private readonly emails = new Map<string, number>()
  private readonly phones = new Map<string, number>()
  private readonly birthDates = new Map<string, number>()
  private readonly addresses = new PatientAddresses()
  readonly size: number

  constructor(patients: readonly KnownPatient[]) {
    this.size = patients.length
    patients.forEach((patient, index) => this.add(patient, index))
  }

  private add(patient: KnownPatient, index: number): void {
    const parts = patient.name
      .split(/[\s,._-]+/)
      .map((part) => foldWord(part.replace(/['’]/g, '')))
      .filter((part) => part.length > 1 && !/^(?:jr|sr|ii|iii|iv|md|phd|mr|mrs|ms|dr)$/.test(part))
    const isReversed = patient.name.includes(',')
    const ordered = isReversed ? [...parts.slice(1), ...parts.slice(0, 1)] : parts
    const [first, ...rest] = ordered
    if (first !== undefined) {
      this.addWord(first, { patient: index, role: 'first' })
      for (const nickname of nicknamesOf(first)) this.addWord(nickname, { patient: index, role: 'first' })
    }
    for (const last of rest)
      if (!/^(?:de|la|van|von|der|del|st)$/.test(last)) this.addWord(last, { patient: index, role: 'last' })
    for (const nickname of patient.nicknames ?? []) {
      for (const part of nickname.split(/\s+/))
        if (part.length > 1) this.addWord(foldWord(part), { patient: index, role: 'first' })
    }
    for (const email of addressesOf(patient)) this.emails.set(email, index)
    for (const phone of [...(patient.phone === undefined ? [] : [patient.phone]), ...(patient.phones ?? [])])
      this.phones.set(lastTen(phone), index)
    if (patient.mrn !== undefined && compact(patient.mrn).length >= SHORTEST_NUMBER)
      this.numbers.set(compact(patient.mrn), { category: 'H', patient: index })
    const birth = patient.dob === undefined ? undefined : parseDate(patient.dob)
    if (birth !== undefined) this.birthDates.set(birth, index)
    if (patient.address !== undefined) this.addresses.add(patient.address, index)
  }

  private addWord(word: string, entry: NameWord): void {
    const present = this.words.get(word) ?? []
    if (!present.some((other) => other.patient === entry.patient && other.role === entry.role))
      present.push(entry)
    this.words.set(word, present)
    this.wordHashes.add(hashA(word))
    // In a text O'Connor keeps its apostrophe.
    if (/^o[a-z]{4}/.test(word)) this.wordHashes.add(hashA(`o'${word.slice(1)}`))
    if (/^d[aeiou][a-z]{3}/.test(word)) this.wordHashes.add(hashA(`d'${word.slice(1)}`))
    if (word.length < SHORTEST_MISSPELLED) return
    for (const variant of deletions(word)) {
      const names = this.misspelled.get(variant) ?? new Set()
      names.add(word)
      this.misspelled.set(variant, names)
    }
  }

  byEmail(address: string): number | undefined {
    return this.emails.get(address.trim().toLowerCase())
  }

  byPhone(value: string): number | undefined {
    return this.phones.get(lastTen(value))
  }

  byBirthDate(value: string): number | undefined {
    if (this.birthDates.size === 0) return undefined
    const parsed = parseDate(value)
    return parsed === undefined ? undefined : this.birthDates.get(parsed)
  }

  /** Whose address, phone or fax number, or birth date a finding is: what isn't looked for by `find`. */
  byFound(category: Category, value: string): number | undefined {
    if (this.size === 0) return undefined
    switch (category) {
      case 'F':
        return this.byEmail(value)
      case 'D':
      case 'E':
        return this.byPhone(value)
      case 'C':
        return this.byBirthDate(value)
      default:
        return undefined
    }
  }

  byNumber(value: string): number | undefined {
    return this.numbers.get(compact(value))?.patient
  }

  /** Names, record numbers and addresses of patients in a tokenized paragraph. */
  find(text: TokenText, lexicon: Lexicon): PatientMatch[] {
    if (this.size === 0) return []
    const found: PatientMatch[] = []
    for (let token = 0; token < text.count; token++) {
      if (text.isFileName && this.findJoined(text, token, found)) continue
      if (text.isWord(token)) {
        const last = this.findName(text, token, lexicon, found)
        if (last === token && this.numbers.size > 0 && isNumberHead(text, token))
          this.findNumber(text, token, found)
        token = last
      } else if (text.kindAt(token) >= tokenKind.digits) {
        if (this.numbers.size > 0) this.findNumber(text, token, found)
        if (!this.addresses.isEmpty) this.findAddress(text, token, found)
      }
    }
    return found
  }

  /** "OrtizDaniel.pdf", "DanielOrtiz2026": names without a space, of one patient. */
  private findJoined(text: TokenText, token: number, found: PatientMatch[]): boolean {
    const kind = text.kindAt(token)
    if (kind !== tokenKind.mixed && kind !== tokenKind.alphanumeric) return false
    const pieces = text.word(token).match(/\p{Lu}\p{Ll}{1,40}/gu) ?? []
    if (pieces.length < 2) return false
    const named = pieces.map((piece) => this.words.get(foldWord(piece)) ?? [])
    const patients = new Set(
      named.flatMap((entries, index) =>
        entries
          .filter(({ patient, role }) =>
            named.some(
              (others, at) =>
                at !== index && others.some((one) => one.patient === patient && one.role !== role),
            ),
          )
          .map(({ patient }) => patient),
      ),
    )
    const [only] = patients
    if (only === undefined) return false
    found.push({
      category: 'A',
      start: text.start[token] as number,
      end: text.end[token] as number,
      score: fullScore(2, 2),
      because: 'name of a patient of the practice',
      ...(patients.size === 1 ? { patient: only } : {}),
    })
    return true
  }

  private entriesAt(text: TokenText, token: number): WordMatch | undefined {
    if (!text.isWord(token)) return undefined
    if (this.wordHashes.has(text.hashA[token] as number)) {
      const entries = this.words.get(foldWord(text.word(token).replace(/'/g, '')))
      if (entries !== undefined) return { entries, isExact: true }
    }
    if (!text.isCapital(token) || text.length(token) < SHORTEST_MISSPELLED) return undefined
    if (text.has(token, wordFlag.functionWord | wordFlag.health | wordFlag.month | wordFlag.weekday))
      return undefined
    if (text.has(token, wordFlag.english) && !text.has(token, wordFlag.first)) return undefined
    const word = foldWord(text.word(token))
    const entries: NameWord[] = []
    for (const variant of [word, ...deletions(word)]) {
      for (const name of this.misspelled.get(variant) ?? (this.words.has(variant) ? [variant] : [])) {
        if (isOneEdit(word, name)) entries.push(...(this.words.get(name) ?? []))
      }
    }
    return entries.length === 0 ? undefined : { entries, isExact: false }
  }

  private findName(text: TokenText, token: number, lexicon: Lexicon, found: PatientMatch[]): number {
    const here = this.entriesAt(text, token)
    if (here === undefined) return token
    const { last, words, exactWords, patients } = this.walkName(text, token, lexicon, here)
    const isExact = words === exactWords
    const score =
      words > 1
        ? fullScore(words, exactWords)
        : isExact
          ? isTitled(text, token) && here.entries.some(({ role }) => role === 'last')
            ? TITLED
            : loneScore(text, token, lexicon)
          : loneMisspelling(text, token)
    if (score === 0 || isInsideAddress(text, token, last)) return token
    const [only] = patients
    found.push({
      category: 'A',
      start: text.start[token] as number,
      end: text.end[last] as number,
      score,
      because: isExact ? 'name of a patient of the practice' : 'nearly the name of a patient of the practice',
      ...(patients.size === 1 && only !== undefined ? { patient: only } : {}),
    })
    return last
  }

  /** The words after a first one that belong to the same patients: "Maria L. Alvarez", "Alvarez, Maria". */
  private walkName(text: TokenText, token: number, lexicon: Lexicon, here: WordMatch): NameWalk {
    const walk = {
      last: token,
      words: 1,
      exactWords: here.isExact ? 1 : 0,
      patients: new Set(here.entries.map(({ patient }) => patient)),
    }
    let at = token + 1
    for (let steps = 0; steps < 4; steps++, at++) {
      if (text.is(at, ',') || text.is(at, '-') || text.is(at, '.') || text.is(at, '_')) continue
      if (text.kindAt(at) === tokenKind.initial) continue
      const next = this.entriesAt(text, at)
      const shared = next?.entries.filter(({ patient }) => walk.patients.has(patient)) ?? []
      const isOther = shared.some(
        (entry) => !here.entries.some((own) => own.patient === entry.patient && own.role === entry.role),
      )
      if (next === undefined || !isOther || isSentence(text, token, at, lexicon)) break
      walk.patients = new Set(shared.map(({ patient }) => patient))
      walk.last = at
      walk.words++
      walk.exactWords += next.isExact ? 1 : 0
    }
    return walk
  }

  private findAddress(text: TokenText, token: number, found: PatientMatch[]): void {
    const match = this.addresses.at(text, token)
    if (match !== undefined)
      found.push({ category: 'B', score: 0.97, because: 'address of a patient of the practice', ...match })
  }

  private findNumber(text: TokenText, token: number, found: PatientMatch[]): void {
    if (text.touches(token - 1) && /[-/._]/.test(text.word(token - 1))) return
    let to = token
    let value = ''
    for (let steps = 0; steps < 10 && to < text.count; steps++) {
      const kind = text.kindAt(to)
      if (kind >= tokenKind.digits || text.isWord(to)) value += text.word(to)
      const entry = this.numbers.get(foldWord(value))
      if (entry !== undefined && !(text.touches(to) && text.kindAt(to + 1) >= tokenKind.digits)) {
        found.push({
          category: entry.category,
          start: text.start[token] as number,
          end: text.end[to] as number,
          score: 0.97,
          because: 'record number of a patient of the practice',
          patient: entry.patient,
        })
        return
      }
      if (!text.touches(to) && !(text.gap(to) === 1 && text.kindAt(to + 1) === tokenKind.digits)) return
      to++
    }
  }
}

/** A first or a last name alone. In lower case it must be no other word, nor end like one: a patient Walker, "a walker". */
function loneScore(text: TokenText, token: number, lexicon: Lexicon): number {
  const isEveryday =
    text.has(
      token,
      wordFlag.ambiguous | wordFlag.functionWord | wordFlag.month | wordFlag.street | wordFlag.health,
    ) ||
    (text.has(token, wordFlag.english) && !text.has(token, wordFlag.first))
  if (text.isCapital(token)) {
    if (text.has(token, wordFlag.majorCity) && text.has(token - 1, wordFlag.placePreposition)) return 0
    return isEveryday ? (text.startsSentence(token) ? 0 : 0.6) : 0.84
  }
  return isEveryday || lexicon.isEnglish(text, token) || text.length(token) < 4 ? 0 : 0.7
}

/** "To be frank, Stone floors": the first of two words is in lower case, and an everyday word as it stands. */
function isSentence(text: TokenText, token: number, other: number, lexicon: Lexicon): boolean {
  return !text.isCapital(token) && text.isCapital(other) && lexicon.isEnglish(text, token)
}

/** Two words that are each one letter from the names of one patient are hardly anybody else's. */
function fullScore(words: number, exactWords: number): number {
  if (exactWords === words) return 0.99
  return exactWords > 0 ? 0.9 : 0.86
}

const TITLED = 0.92
/** Not "Dr.", which a colleague of the same name has too. */
const TITLES = wordSet('mr mrs ms miss mx sr sra señor señora')

/** "Mr. Ortiz" */
function isTitled(text: TokenText, token: number): boolean {
  return text.isCapital(token) && text.isOneOf(text.is(token - 1, '.') ? token - 2 : token - 1, TITLES)
}

/** Every mail address of a patient, as it is compared. */
export function addressesOf({ email, emails = [] }: KnownPatient): string[] {
  return [...(email === undefined ? [] : [email]), ...emails].map((address) => address.trim().toLowerCase())
}

/** Inside a mail address: that is found as a whole. */
function isInsideAddress(text: TokenText, from: number, last: number): boolean {
  return (text.is(last + 1, '@') && text.touches(last)) || (text.is(from - 1, '@') && text.touches(from - 1))
}

/** "HC 20417", "HC-20417": letters that begin a record number. */
function isNumberHead(text: TokenText, token: number): boolean {
  if (text.length(token) > 5) return false
  const next = text.is(token + 1, '-') ? token + 2 : token + 1
  return text.kindAt(next) >= tokenKind.digits && text.gap(next - 1) <= 1
}

function loneMisspelling(text: TokenText, token: number): number {
  // Another known name ("Marta" beside the patient "Maria") is a person of its own.
  return text.has(token, wordFlag.first | wordFlag.surname | wordFlag.city) || text.length(token) < 6
    ? 0
    : 0.6
}

function deletions(word: string): string[] {
  const variants: string[] = []
  for (let i = 0; i < word.length; i++) variants.push(word.slice(0, i) + word.slice(i + 1))
  return variants
}

/** Whether two words differ by one insertion, deletion, substitution or swap of neighbours. */
export function isOneEdit(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1) return false
  let head = 0
  while (head < a.length && head < b.length && a[head] === b[head]) head++
  let tail = 0
  while (tail < Math.min(a.length, b.length) - head && a[a.length - 1 - tail] === b[b.length - 1 - tail])
    tail++
  const restA = a.slice(head, a.length - tail)
  const restB = b.slice(head, b.length - tail)
  if (restA.length <= 1 && restB.length <= 1) return true
  return restA.length === 2 && restA === [...restB].reverse().join('')
}

function compact(value: string): string {
  return foldWord(value.replace(/[^\p{L}\p{N}]/gu, ''))
}

function lastTen(phone: string): string {
  return phone.replace(/\D/g, '').slice(-10)
}
