import { wordFlag } from '../lexicon/flags.ts'
import { tokenKind, type TokenText } from '../text/token-text.ts'
import { isEponymAt, isNameable, nameRunFrom, withSuffix } from './name-run.ts'
import type { Recognizer } from './recognizer.ts'

const ALWAYS =
  /^(?:mr|mrs|ms|mx|dr|prof|sgt|lt|capt|sra|srta|mme|mlle|hon|rev|miss|senora|senor|herr|frau|professor)$/i

/** "Dr. Patel", "Mrs. de la Cruz", "Nurse Okafor", also in lower case where the title leaves no doubt. */
export const nameTitled: Recognizer = {
  id: 'name-after-title',
  category: 'A',
  labelWords: [],
  reference: '45 CFR 164.514(b)(2)(i)(A)',
  find({ text, lexicon }, emit) {
    for (const title of text.titles) {
      if (!text.has(title, wordFlag.title)) continue
      const isSure = ALWAYS.test(text.word(title))
      let first = title + 1
      if (text.is(first, '.') && text.touches(title)) first++
      if (text.gap(first - 1) > 2 || text.gap(first - 1) < (text.is(first - 1, '.') ? 0 : 1)) continue
      if (isStreetSuffix(text, title)) continue
      while (text.has(first, wordFlag.title) && text.isCapital(first) && ALWAYS.test(text.word(first)))
        first += text.is(first + 1, '.') ? 2 : 1
      const run = nameRunFrom(text, first, 4)
      if (run !== undefined && isName(run.from)) {
        if (text.kindAt(run.from) === tokenKind.initial && run.to === run.from + 1) continue
        const to = withSuffix(text, run.to)
        emit({
          start: text.start[isSure ? title : run.from] as number,
          end: text.end[to - 1] as number,
          score: isSure ? 0.95 : 0.8,
          because: 'name after a title',
        })
        continue
      }
      if (
        !isSure ||
        text.kindAt(first) !== tokenKind.lower ||
        text.isFunctionWord(first) ||
        text.length(first) < 3
      )
        continue
      const isKnown = text.has(first, wordFlag.first | wordFlag.surname)
      if (!isKnown && lexicon.isEnglish(text, first)) continue
      if (/^miss$/i.test(text.word(title)) && !text.has(first, wordFlag.surname)) continue
      let last = first
      while (
        text.kindAt(last + 1) === tokenKind.lower &&
        text.gap(last) === 1 &&
        text.has(last + 1, wordFlag.surname) &&
        !text.isFunctionWord(last + 1) &&
        last - first < 2
      )
        last++
      emit({
        start: text.start[title] as number,
        end: text.end[last] as number,
        score: 0.85,
        because: 'name after a title',
      })

      function isName(token: number): boolean {
        if (!isNameable(text, token)) return false
        if (isSure) return true
        if (isEponymAt(text, token)) return false
        return text.has(token, wordFlag.first | wordFlag.surname) || !lexicon.isEnglish(text, token)
      }
    }
  },
}

/** "12 Oak Dr Springfield": here it is a street. */
function isStreetSuffix(text: TokenText, title: number): boolean {
  if (!text.has(title, wordFlag.street) || !text.isCapital(title - 1)) return false
  for (let i = title - 2; i >= 0 && i >= title - 4; i--) if (text.kindAt(i) === tokenKind.digits) return true
  return false
}
