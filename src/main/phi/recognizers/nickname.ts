import { tokenKind, type TokenText } from '../text/token-text.ts'

/** The token after a nickname that stands between parts of a name: Corazon "Cora" Lim, Lenore (Lee) Park; or 0. */
export function nicknameEnd(text: TokenText, last: number): number {
  const open = last + 1
  if (text.gap(last) !== 1 || !text.touches(open)) return 0
  const close = text.is(open, '"') ? '"' : text.is(open, "'") ? "'" : text.is(open, '(') ? ')' : ''
  if (close === '' || !text.is(open + 2, close) || !text.touches(open + 1)) return 0
  const isName = text.isCapital(open + 1) && text.kindAt(open + 1) !== tokenKind.initial
  if (!isName || (close === ')' && !isFollowedByName(text, open + 2))) return 0
  return close === ')' && text.kindAt(open + 1) === tokenKind.upper && text.length(open + 1) < 5
    ? 0
    : open + 3
}

/** A bracket may hold anything; between two words of a name it holds the other name. */
function isFollowedByName(text: TokenText, close: number): boolean {
  return text.gap(close) === 1 && text.isCapital(close + 1) && !text.isFunctionWord(close + 1)
}
