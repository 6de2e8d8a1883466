import { wordFlag } from '../lexicon/flags.ts'
import { wordSet } from '../lexicon/word-set.ts'
import { tokenKind, type TokenText } from '../text/token-text.ts'
import type { Recognizer } from './recognizer.ts'

/** "Initials: ES", "init mjr" */
const INITIALS = wordSet('init inits initial initials initialed initialled')
/** Who did it: "scored by JR", "tech GVS", "Sig: KP", "Apprv: MTB". */
const SIGNS = wordSet(`
  by sig sign signed tech op operator apprv appr approved scribe typed typist entered verified vfy prep prepped scored cosign
  cosigner witness witnessed chk checked dispensed rph drawn coll collector phleb reader scanned rcvd recd transcriptionist
`)
/** Letters that stand there and are nobody's. */
const NOT_INITIALS = wordSet(`
  ems pcp pmd osh ir or er ed iv im po sq np pa md do rn us ct mr mri tv cps aps va cvs ups usps fax hpi mar ekg ecg cab van bus
  car pd po ii iii iv jr sr usa lab mom dad sw cm pt ot st rt rd ma the and for his her our you not all yes no na ok am pm ac pc hs
  dot dmv tbd tba asap etc cc bcc re fyi faq otc prn nos wnl nka ama aox cna cma lpn lvn dr mrs mi bp hr rr wt ht bmi spo temp
  hmo ppo epo pos bcbs uhc aarp id dob ssn mrn npi dea ein vin gcs nih cdc fda aa na al
`)

/** The letters that staff sign with: "COLL 0705 BY BT", "Initials: ES", "DS, PTA", "-MLT" at the end of a note. */
export const staffInitials: Recognizer = {
  id: 'staff-initials',
  category: 'A',
  anchors: ['capitals'],
  labelWords: [],
  reference: '45 CFR 164.514(b)(2)(i)(A)',
  find({ text }, emit) {
    for (const token of text.capitals) {
      if (!canBeInitials(text, token)) continue
      const score = scoreOf(text, token)
      if (score === 0) continue
      emit({
        start: text.start[token] as number,
        end: text.end[token] as number,
        score,
        because: 'initials where somebody signs',
      })
    }
  },
}

const OTHERS =
  wordFlag.health |
  wordFlag.protected |
  wordFlag.credential |
  wordFlag.month |
  wordFlag.weekday |
  wordFlag.title

/** Whether two or three capitals stand for nothing else that is known. */
export function canBeInitials(text: TokenText, token: number): boolean {
  return (
    text.kindAt(token) === tokenKind.upper &&
    text.length(token) <= 3 &&
    !text.has(token, OTHERS) &&
    text.inTerm[token] === 0 &&
    text.labelOf[token] === 0 &&
    !text.isOneOf(token, NOT_INITIALS) &&
    !(text.is(token + 1, '-') && text.touches(token))
  )
}

function scoreOf(text: TokenText, token: number): number {
  let before = token - 1
  while (
    token - before < 4 &&
    (text.is(before, ':') || text.is(before, '.') || text.is(before, '=') || text.is(before, '_'))
  )
    before--
  if (text.isWord(before) && text.isOneOf(before, INITIALS)) return 0.8
  if (isExplained(text, token)) return 0.8
  const credential = text.is(token + 1, ',') ? token + 2 : token + 1
  if (
    text.has(credential, wordFlag.credential) &&
    text.kindAt(credential) === tokenKind.upper &&
    isSignature(text, token)
  )
    return 0.7
  if (text.isWord(before) && text.isOneOf(before, SIGNS)) return 0.65
  return endsNote(text, token) ? 0.6 : 0
}

/** "LM = Luz Marquez": the key under a table. */
function isExplained(text: TokenText, token: number): boolean {
  if (!text.is(token + 1, '=') && !text.is(token + 1, ':')) return false
  const [first, second] = [token + 2, token + 3]
  return (
    text.kindAt(first) === tokenKind.capitalised &&
    text.kindAt(second) === tokenKind.capitalised &&
    text.text.charAt(text.start[first] as number) === text.text.charAt(text.start[token] as number) &&
    text.text.charAt(text.start[second] as number) === text.text.charAt((text.end[token] as number) - 1)
  )
}

/** At the beginning of a line, after a sentence or after a stroke. */
function isSignature(text: TokenText, token: number): boolean {
  return (
    text.startsSentence(token) ||
    text.is(token - 1, '.') ||
    text.is(token - 1, '-') ||
    text.is(token - 1, '/')
  )
}

/** "… reviewed. -MLT", "RTC 1 wk /RJM" */
function endsNote(text: TokenText, token: number): boolean {
  if (token + 1 < text.count && !(text.is(token + 1, '.') && token + 2 === text.count)) return false
  return (
    (text.is(token - 1, '-') || text.is(token - 1, '/')) &&
    text.touches(token - 1) &&
    !text.touches(token - 2)
  )
}
