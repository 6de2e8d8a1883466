import { foldWord } from '../text/char-class.ts'
import type { Mention, Rewriting } from './rewriting.ts'

const TITLE_BEFORE = /\b(?:dr|doctor|mr|mrs|ms|miss|mx|prof|professor)\.? $/i
const CLINICIAN_BEFORE =
  /\b(?:dr|doctor|prof|professor)\.? $|\b(?:psychiatrist|therapist|psychologist|physician|pediatrician|surgeon|nurse|counselor|pcp|clinician),? $/i
const CLINICIAN_VALUE = /^(?:dr|doctor|prof|professor)\b/i
const CREDENTIAL =
  /^,? (?:m\.d\.|d\.o\.|ph\.d\.|psy\.d\.|(?:md|do|phd|psyd|lcsw|licsw|lmft|lpcc?|lmhc|np|pmhnp|aprn|rn|pa-c|bcba)\b)(?:, ?(?:md|phd|lcsw|lmft)\b)?/i
const PATIENT_BEFORE = /\b(?:patient|client|pt)\b(?:'s)?(?: name)?(?: is| named|[:,])? $/i
const NO_NAME =
  /^(?:dr|doctor|mr|mrs|ms|miss|mx|prof|professor|md|phd|psyd|lcsw|lmft|lpc|rn|np|do|jr|sr|ii|iii|iv|the|and|of|s)$/

const relations: Readonly<Record<string, string>> = {
  mom: 'mother',
  mum: 'mother',
  mommy: 'mother',
  dad: 'father',
  daddy: 'father',
  grandma: 'grandmother',
  grandpa: 'grandfather',
  fiance: 'partner',
  fiancee: 'partner',
  boyfriend: 'partner',
  girlfriend: 'partner',
  spouse: 'spouse',
  ex: 'former partner',
}
const RELATION =
  'mother|father|mom|mum|mommy|dad|daddy|parent|wife|husband|spouse|partner|son|daughter|brother|sister|sibling|twin|' +
  'aunt|uncle|cousin|niece|nephew|grandmother|grandfather|grandma|grandpa|grandson|granddaughter|stepmother|stepfather|' +
  'stepson|stepdaughter|fiance|fiancee|boyfriend|girlfriend|roommate|neighbor|friend|guardian|caregiver|boss|teacher|' +
  'coworker|colleague|ex'
const RELATION_BEFORE = new RegExp(
  `(\\b(?:his|her|their|your|['’]s) )?\\b(${RELATION})(,? (?:named |called )?|: ?| \\()$`,
  'i',
)
const RELATION_AFTER = new RegExp(`^,? (?:is |was )?(?:his|her|their|the patient['’]s) (${RELATION})\\b`, 'i')

const ROLE = /^(?:the patient(?:['’]s [a-z ]+)?|(?:person|patient|dr\.) [a-z]{1,2})$/i

/** Whether words are a role that `Cast` gives. */
export function isRole(words: string): boolean {
  return ROLE.test(words)
}

const GREETING_BEFORE =
  /(?:^|\n)\s*(?:hi|hello|dear|hey|good (?:morning|afternoon|evening)),? (?:(?:dr|mr|mrs|ms|prof)\.? )?$/i

/** Whether a name is that of somebody whom the letter goes to, in its greeting: no patient, and no secret to her. */
export function greets({ finding, value, before }: Mention, addressees: readonly string[]): boolean {
  if (finding.category !== 'A' || finding.patient !== undefined || !GREETING_BEFORE.test(before)) return false
  const words = nameWords(value)
  return words.length > 0 && addressees.some((name) => words.every((word) => nameWords(name).includes(word)))
}

type Person = { readonly words: Set<string>; readonly patient: number | undefined; role: string }

/** Who is in a text, and what each is called instead: the same person always the same. */
export class Cast {
  private readonly people: Person[] = []
  private readonly taken: Set<string>
  private main: Person | undefined

  /** @param texts everything that the roles will stand in: letters that are used there are not given again */
  constructor(texts: readonly string[]) {
    this.taken = new Set(texts.flatMap((text) => text.match(/\b(?:Dr\. |person |patient )[A-Z]\b/gi) ?? []))
  }

  /**
   * Meets everybody who is named before anyone gets a role: the patient is the one of the practice who is named most,
   * else the one whom the text calls so, else, in a text about health, the only one who is nobody else.
   */
  meet(mentions: readonly Mention[], isAboutHealth: boolean): void {
    const counts = new Map<Person, number>()
    const plain = new Set<Person>()
    let called: Person | undefined
    for (const mention of mentions) {
      const person = this.personOf(mention)
      if (person.patient !== undefined) counts.set(person, (counts.get(person) ?? 0) + 1)
      if (PATIENT_BEFORE.test(mention.before)) called ??= person
      if (isClinician(mention)) person.role ||= this.letter('Dr. ')
      const relation = relationOf(mention)
      if (relation !== undefined && person.patient === undefined)
        person.role ||= `the patient's ${relation.name}`
      plain.add(person)
    }
    const others = [...plain].filter(({ role }) => role === '')
    const [most] = [...counts].sort((one, other) => other[1] - one[1])
    this.main ??= most?.[0] ?? called ?? (isAboutHealth && others.length === 1 ? others[0] : undefined)
    if (this.main !== undefined) this.main.role = 'the patient'
    for (const person of others)
      person.role ||= this.letter(person.patient === undefined ? 'person ' : 'patient ')
  }

  rewrite(mention: Mention): Rewriting {
    const { role } = this.personOf(mention)
    const relation = relationOf(mention)
    if (relation?.isOwned === true && role === `the patient's ${relation.name}`)
      return { words: relation.written, before: relation.length }
    const credential = isClinician(mention) ? (CREDENTIAL.exec(mention.after)?.[0].length ?? 0) : 0
    const lead =
      role.startsWith("the patient's ") && relation?.isLabel === false
        ? relation.length
        : (TITLE_BEFORE.exec(mention.before)?.[0].length ?? 0)
    return { words: role, before: lead, after: credential }
  }

  /** The role of a person by the name alone. */
  roleOf(name: string, mention: Mention): string {
    const person = this.personOf({ ...mention, value: name, before: '', after: '' })
    person.role ||= this.letter(CLINICIAN_VALUE.test(name) ? 'Dr. ' : 'person ')
    return person.role
  }

  private personOf({ finding, value }: Mention): Person {
    const words = nameWords(value)
    const known = this.people.find(
      (person) =>
        (finding.patient !== undefined && person.patient === finding.patient) ||
        (words.length > 0 &&
          (finding.patient === undefined || person.patient === undefined) &&
          (words.every((word) => person.words.has(word)) ||
            (person.words.size > 0 && [...person.words].every((word) => words.includes(word))))),
    )
    if (known !== undefined) {
      for (const word of words) known.words.add(word)
      return known
    }
    const person: Person = { words: new Set(words), patient: finding.patient, role: '' }
    this.people.push(person)
    return person
  }

  private letter(kind: 'Dr. ' | 'person ' | 'patient '): string {
    // "the patient" is the first one.
    const first = kind === 'patient ' ? 1 : 0
    for (let index = first; ; index++) {
      const role = `${kind}${lettersOf(index)}`
      if (this.taken.has(role)) continue
      this.taken.add(role)
      return role
    }
  }
}

/** A … Z, AA, AB … */
function lettersOf(index: number): string {
  const last = String.fromCharCode(65 + (index % 26))
  return index < 26 ? last : lettersOf(Math.floor(index / 26) - 1) + last
}

function nameWords(value: string): string[] {
  return foldWord(value)
    .split(/[^\p{L}]+/u)
    .filter((word) => word.length > 0 && !NO_NAME.test(word))
}

function isClinician({ value, before, after }: Mention): boolean {
  return CLINICIAN_VALUE.test(value) || CLINICIAN_BEFORE.test(before) || CREDENTIAL.test(after)
}

type Relation = {
  readonly name: string
  /** The word as it stands before the name. */
  readonly written: string
  /** Units before the name that the relation takes, without whose it is. */
  readonly length: number
  /** "her mother Ana": the words say whose, so that the name can just go. */
  readonly isOwned: boolean
  /** "Mother: Ana", "Mother (Ana)" */
  readonly isLabel: boolean
}

function relationOf({ before, after }: Mention): Relation | undefined {
  const match = RELATION_BEFORE.exec(before)
  if (match !== null) {
    const [, owner, written = '', gap = ''] = match
    const isLabel = /^:| \($/.test(gap)
    return {
      name: relationName(written),
      written,
      length: written.length + gap.length,
      isOwned: owner !== undefined && !isLabel,
      isLabel,
    }
  }
  const later = RELATION_AFTER.exec(after)?.[1]
  if (later === undefined) return undefined
  return { name: relationName(later), written: later, length: 0, isOwned: false, isLabel: false }
}

function relationName(word: string): string {
  return relations[word.toLowerCase()] ?? word.toLowerCase()
}
