import { wordFlag } from '../lexicon/flags.ts'
import { hashA } from '../lexicon/hash.ts'
import { foldWord } from '../text/char-class.ts'
import { tokenKind, type TokenText } from '../text/token-text.ts'
import type { Category } from '../categories.ts'
import type { KnownPatient } from '../types.ts'
import { nicknamesOf } from './nicknames.ts'
import { parseDate } from './parse-date.ts'

type NameWord = { readonly patient: number; readonly role: 'first' | 'last' }

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
    if (patient.email !== undefined) this.emails.set(patient.email.trim().toLowerCase(), index)
    if (patient.phone !== undefined) this.phones.set(lastTen(patient.phone), index)
    if (patient.mrn !== undefined && compact(patient.mrn).length >= SHORTEST_NUMBER)
      this.numbers.set(compact(patient.mrn), { category: 'H', patient: index })
    const birth = patient.dob === undefined ? undefined : parseDate(patient.dob)
    if (birth !== undefined) this.birthDates.set(birth, index)
  }

  private addWord(word: string, entry: NameWord): void {
    const present = this.words.get(word) ?? []
    if (!present.some((other) => other.patient === entry.patient && other.role === entry.role))
      present.push(entry)
    this.words.set(word, present)
    this.wordHashes.add(hashA(word))
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

  byNumber(value: string): number | undefined {
    return this.numbers.get(compact(value))?.patient
  }

  /** Names and record numbers of patients in a tokenized paragraph. */
  find(text: TokenText): PatientMatch[] {
    if (this.size === 0) return []
    const found: PatientMatch[] = []
    for (let token = 0; token < text.count; token++) {
      if (text.isWord(token)) token = this.findName(text, token, found)
      else if (this.numbers.size > 0 && text.kindAt(token) >= tokenKind.digits)
        this.findNumber(text, token, found)
    }
    return found
  }

  private entriesAt(
    text: TokenText,
    token: number,
  ): { entries: readonly NameWord[]; isExact: boolean } | undefined {
    if (!text.isWord(token)) return undefined
    if (this.wordHashes.has(text.hashA[token] as number)) {
      const entries = this.words.get(foldWord(text.word(token).replace(/'/g, '')))
      if (entries !== undefined) return { entries, isExact: true }
    }
    if (!text.isCapital(token) || text.length(token) < SHORTEST_MISSPELLED) return undefined
    if (
      text.has(
        token,
        wordFlag.functionWord | wordFlag.english | wordFlag.health | wordFlag.month | wordFlag.weekday,
      )
    )
      return undefined
    const word = foldWord(text.word(token))
    const entries: NameWord[] = []
    for (const variant of [word, ...deletions(word)]) {
      for (const name of this.misspelled.get(variant) ?? (this.words.has(variant) ? [variant] : [])) {
        if (isOneEdit(word, name)) entries.push(...(this.words.get(name) ?? []))
      }
    }
    return entries.length === 0 ? undefined : { entries, isExact: false }
  }

  private findName(text: TokenText, token: number, found: PatientMatch[]): number {
    const here = this.entriesAt(text, token)
    if (here === undefined) return token
    // The words after it that belong to one of the same patients: "Maria L. Alvarez", "Alvarez, Maria".
    let last = token
    let patients = new Set(here.entries.map((entry) => entry.patient))
    let exactWords = here.isExact ? 1 : 0
    let words = 1
    let at = token + 1
    for (let steps = 0; steps < 4; steps++) {
      if (
        text.is(at, ',') ||
        text.is(at, '-') ||
        text.is(at, '.') ||
        text.is(at, '_') ||
        text.kindAt(at) === tokenKind.initial
      ) {
        at++
        continue
      }
      const next = this.entriesAt(text, at)
      const shared = next?.entries.filter((entry) => patients.has(entry.patient)) ?? []
      const isOther = shared.some(
        (entry) => !here.entries.some((own) => own.patient === entry.patient && own.role === entry.role),
      )
      if (next === undefined || !isOther) break
      patients = new Set(shared.map((entry) => entry.patient))
      last = at
      words++
      exactWords += next.isExact ? 1 : 0
      at++
    }
    const score =
      words > 1
        ? exactWords === words
          ? 0.99
          : exactWords > 0
            ? 0.85
            : 0
        : here.isExact
          ? this.loneScore(text, token)
          : loneMisspelling(text, token)
    if (score === 0) return token
    const [only] = patients
    found.push({
      category: 'A',
      start: text.start[token] as number,
      end: text.end[last] as number,
      score,
      because:
        words === exactWords
          ? 'name of a patient of the practice'
          : 'nearly the name of a patient of the practice',
      ...(patients.size === 1 && only !== undefined ? { patient: only } : {}),
    })
    return last
  }

  private loneScore(text: TokenText, token: number): number {
    const isEveryday =
      text.has(
        token,
        wordFlag.ambiguous | wordFlag.functionWord | wordFlag.month | wordFlag.street | wordFlag.health,
      ) ||
      (text.has(token, wordFlag.english) && !text.has(token, wordFlag.first))
    if (text.isCapital(token)) {
      if (text.has(token, wordFlag.majorCity) && text.has(token - 1, wordFlag.placePreposition)) return 0
      return isEveryday ? (text.startsSentence(token) ? 0 : 0.6) : 0.85
    }
    return isEveryday || text.has(token, wordFlag.english) || text.length(token) < 4 ? 0 : 0.7
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
      if (
        !text.touches(to) &&
        !(kind === tokenKind.digits && text.kindAt(to + 1) === tokenKind.digits && text.gap(to) === 1)
      )
        return
      to++
    }
  }
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
