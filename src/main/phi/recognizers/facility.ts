import { wordFlag } from '../lexicon/flags.ts'
import { tokenKind, type TokenText } from '../text/token-text.ts'
import { isEponymAt } from './name-run.ts'
import { phrases, type Recognizer } from './recognizer.ts'

/** Nouns that end the name of a place of care, work, study or worship. */
const HEADS =
  /^(?:hospitals?|clinics?|infirmary|hospice|pharmacy|school|academy|university|college|elementary|church|synagogue|mosque|temple|shelter|prison|jail|penitentiary|courthouse|library|daycare|preschool|kindergarten|center|centre|institute|rehab|rehabilitation|counseling|associates|practice|residence|manor|village|apartments|towers|hotel|motel|inn|medical|healthcare|laboratory|laboratories|home|hall|ranch|retreat|wellness|living|aquarium|museum|zoo|therapy|dental|pediatrics|orthopedics|cardiology|oncology|dermatology|psychiatry)$/i

/** Heads that need a proper name before them; "Outpatient Clinic" alone names no place. */
const GENERIC =
  /^(?:the|our|your|this|that|a|an|outpatient|inpatient|medical|health|mental|behavioral|primary|urgent|emergency|care|family|women's|women|children's|children|wellness|counseling|therapy|surgery|surgical|imaging|rehabilitation|rehab|nursing|assisted|living|day|treatment|crisis|pain|sleep|dental|eye|cancer|heart|specialty|speciality|follow|up|general|local|elementary|middle|high|public|private|state|national|senior|skilled|group|homeless|women|call|contact|community|ambulatory|infusion|dialysis|wound|chemotherapy|vaccine|covid|flu|walk|telehealth|virtual|office|physical|occupational|speech|cognitive|behavior|behavioural|dialectical|exposure|psychiatric|psychology|internal|sports|graduate|law|nursing|home|summer|sunday|new|patient|patients|student|teaching|research|data|fitness|poison|control|in|at|prolonged|couples|art|play|music|acceptance|commitment|electroconvulsive|hormone|replacement|radiation|massage|speech-language|language|\w{3,14}ology|\w{3,12}iatry|\w{4,12}iatrics|\w{4,12}opedics|comprehensive|annual|interpersonal|schema|narrative|trauma|focused)$/i

/** "the Mayo Clinic protocol", "a Johns Hopkins Hospital series": literature, not a place where someone was. */
const PUBLISHED =
  /^(?:protocols?|guidelines?|series|cohort|website|handout|study|studies|recommendations?|framework|journal|press|foundation|association|textbook|manual)$/i

export const facility: Recognizer = {
  id: 'facility',
  category: 'B',
  labelWords: phrases(`
    facility; employer; school; works at; works for; working at; employed by; employed at; attends;
    student at; admitted to; facility name; preferred pharmacy; school name; workplace
  `),
  reference: '45 CFR 164.514(b)(2)(i)(B), and (i) "relatives, employers, or household members"',
  find({ text, labels }, emit) {
    let covered = -1
    for (const hit of labels) {
      const employer = announcedName(text, hit.to)
      if (employer === undefined) continue
      emit({ ...employer, score: 0.7, because: 'named employer, school or facility' })
    }
    for (const head of text.facilities) {
      if ((text.start[head] as number) < covered || !text.isCapital(head) || !HEADS.test(text.word(head)))
        continue
      const from = nameStart(text, head)
      if (from === undefined) continue
      const to = nameEnd(text, head)
      if (isEponymAt(text, to) || PUBLISHED.test(text.word(to + 1))) continue
      covered = text.end[to] as number
      emit({
        start: text.start[from] as number,
        end: covered,
        score: isSureHead(text, head) ? 0.92 : 0.72,
        because: 'named facility',
      })
    }
  },
}

function nameStart(text: TokenText, head: number): number | undefined {
  let token = head
  let proper = 0
  for (let steps = 0; steps < 9; steps++) {
    const before = token - 1
    const gap = text.gap(before)
    if (gap > 1 || before < 0) break
    if (
      text.isCapital(before) &&
      !(text.isFunctionWord(before) && !/^(?:of|our)$/i.test(text.word(before))) &&
      !text.has(before, wordFlag.title | wordFlag.greeting)
    ) {
      token = before
      if (!GENERIC.test(text.word(before)) && !text.has(before, wordFlag.health)) proper++
      continue
    }
    if (text.is(before, ',') && text.has(before + 1, wordFlag.organisation)) break
    if (text.is(before, '-') || text.is(before, "'") || text.is(before, '&') || text.is(before, ',')) {
      // "Malone and Robertson Hospital", "St. Mary's Hospital", "Williams, Malone and …"
      if (!text.isCapital(before - 1)) break
      token = before
      continue
    }
    if (text.is(before, '.') && /^(?:st|mt|ft|dr)$/i.test(text.word(before - 1))) {
      token = before - 1
      continue
    }
    if (text.word(before) === 's' && text.is(before - 1, "'")) {
      token = before
      continue
    }
    if (
      /^(?:of|and|for|the|at)$/.test(text.word(before)) &&
      text.isCapital(before - 1) &&
      text.gap(before - 1) === 1
    ) {
      token = before
      continue
    }
    if (
      text.kindAt(before) === tokenKind.alphanumeric &&
      /^\d{1,3}(?:st|nd|rd|th)$/.test(text.word(before))
    ) {
      token = before
      proper++
      continue
    }
    break
  }
  while (
    token < head &&
    (!text.isCapital(token) || /^(?:and|for|at|the|of|our)$/i.test(text.word(token))) &&
    text.kindAt(token) !== tokenKind.alphanumeric
  )
    token++
  const isTheOf =
    /^(?:university|college|school|hospital|church|institute|academy)$/i.test(text.word(head)) &&
    /^of$/i.test(text.word(head + 1)) &&
    text.isCapital(head + 2)
  if (token === head) return isTheOf ? head : undefined
  // A sentence may begin with any word: it needs a second proper one.
  if (text.startsSentence(token) && proper < 2 && head - token > 1 && text.has(token, wordFlag.english))
    proper--
  return proper > 0 || isTheOf ? token : undefined
}

function nameEnd(text: TokenText, head: number): number {
  let to = head
  if (/^of$/i.test(text.word(head + 1)) && text.isCapital(head + 2)) to = head + 2
  while (
    text.isCapital(to + 1) &&
    text.gap(to) === 1 &&
    text.has(to + 1, wordFlag.facility | wordFlag.organisation | wordFlag.city) &&
    to - head < 4
  )
    to++
  return to
}

/** Heads that nothing but a place carries. */
function isSureHead(text: TokenText, head: number): boolean {
  return /^(?:hospitals?|clinic|pharmacy|school|academy|university|college|church|center|centre|institute|elementary|hospice|synagogue|mosque)$/i.test(
    text.word(head),
  )
}

/** "Employer: Mystic Aquarium", "works at Harlow Freight": capitalised words after a label. */
function announcedName(text: TokenText, token: number): { start: number; end: number } | undefined {
  let from = token
  if (text.is(from, ':')) from++
  if (/^the$/i.test(text.word(from))) from++
  let to = from
  while (
    text.isCapital(to) &&
    !text.isFunctionWord(to) &&
    to - from < 5 &&
    (to === from || text.gap(to - 1) === 1) &&
    text.kindAt(to) !== tokenKind.initial
  )
    to++
  if (
    to === from ||
    text.has(from, wordFlag.health | wordFlag.weekday | wordFlag.month | wordFlag.title) ||
    (text.startsSentence(from) && !text.is(from - 1, ':'))
  )
    return undefined
  if (to === from + 1 && (text.kindAt(from) === tokenKind.upper || GENERIC.test(text.word(from))))
    return undefined
  return { start: text.start[from] as number, end: text.end[to - 1] as number }
}
