import { splitQuote } from '../../mime/index.ts'
import { aboutAnother, harmless, phrases } from './phrases.ts'
import { crisisChars, denialReachWords } from '../limits.ts'

/** Words that deny what follows them in the same clause. */
const negation =
  /\b(?:no|not|never|without|denies|denied|deny|denying|none|nor|neither|haven't|hasn't|don't|doesn't|didn't|wasn't|isn't|aren't|won't|wouldn't|free\s+of|nunca|sin|jam[aá]s|niega|tampoco)\b/g

/** Denials that don't deny it: "can't stop", "not sure that I won't", "I don't know how not to". */
const noDenial =
  /\b(?:not|never|don't|doesn't|didn't|isn't)\s+(?:\w+\s+)?(?:sure|certain|stop|know|see|care|only|just|help|wait|believe|trust|tell|told|keep|shake|afraid|scared|want\s+to\s+(?:tell|say|admit))\b/

const clauseEnd =
  /[.!?;:\n]|,\s*(?=i\b|and\s+i\b|quiero\b|me\b)|\b(?:but|because|although|though|and\s+(?:i|now)|so\s+i|pero|porque)\b/

/**
 * True for a letter whose new text holds words that may mean danger to life: of the writer, or of somebody near. Errs
 * towards true. Quoted mail and signatures don't count, nor denials ("no thoughts of suicide", "suicide: no").
 * Nothing is stored or sent.
 */
export function findCrisis(subject: string, text: string): boolean {
  const { newText } = splitQuote(text.slice(0, crisisChars))
  const own = newText
    .split('\n')
    .filter((line) => !line.startsWith('>'))
    .join('\n')
  const said = normalized(`${subject.replace(/^(?:\s*\w{1,3}\s*:)+/, '')}\n\n${own}`)
  return phrases.some((phrase) =>
    [...said.matchAll(phrase)].some(({ index, 0: words }) => isMeant(said, index, words)),
  )
}

function isMeant(said: string, at: number, words: string): boolean {
  const before = clauseBefore(said.slice(Math.max(0, at - 200), at), words)
  const after = said.slice(at, at + 200)
  const isSaying = harmless.some((saying) => saying.test(after)) || aboutAnother.test(before)
  return !isSaying && !isDenied(before) && !isAnsweredNo(after.slice(words.length))
}

/** What stands before the phrase since the clause began. */
function clauseBefore(text: string, words: string): string {
  const clause = `${text}${words}`.split(clauseEnd).at(-1) ?? ''
  return clause.slice(0, Math.max(0, clause.length - words.length))
}

function isDenied(clause: string): boolean {
  const near = clause.trim().split(/\s+/).slice(-denialReachWords).join(' ')
  return near.search(negation) >= 0 && !noDenial.test(near)
}

/** A question of a form that is answered with no: "Thoughts of suicide? No", "self-harm: 0", "… [ ] yes [x] no". */
function isAnsweredNo(after: string): boolean {
  return /^[^.!?\n]{0,80}[?:\u2013\u2014-]\s*(?:no|none|never|nope|not\s+at\s+all|denies|denied|0|n\/a|\[\s?\]\s*yes|☐\s*yes)\s*(?:[.,;!()[\]\n]|$)/u.test(
    after,
  )
}

function normalized(text: string): string {
  return (
    text
      .normalize('NFKC')
      .replace(/\r\n/g, '\n')
      // A line break inside a sentence is none.
      .replace(/([a-z,])[ \t]*\n(?=[a-z])/g, '$1 ')
      .toLowerCase()
      .replace(/[\u2018\u2019\u02bc\u0060\u00b4]/g, "'")
      .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
  )
}
