/** One letter more, less, other, or two neighbours swapped. A digit for another is none: people number addresses. */
export function isOneEditAway(one: string, other: string): boolean {
  if (Math.abs(one.length - other.length) > 1 || one === other) {
    return false
  }
  let start = 0
  while (start < Math.min(one.length, other.length) && one[start] === other[start]) {
    start += 1
  }
  const rest = (text: string, skip: number) => text.slice(start + skip)
  const isReplaced = rest(one, 1) === rest(other, 1)
  if (isReplaced && isDigit(one[start]) && isDigit(other[start])) {
    return false
  }
  return (
    isReplaced ||
    rest(one, 1) === rest(other, 0) ||
    rest(one, 0) === rest(other, 1) ||
    (one[start] === other[start + 1] && one[start + 1] === other[start] && rest(one, 2) === rest(other, 2))
  )
}

function isDigit(letter: string | undefined): boolean {
  return letter !== undefined && /\d/.test(letter)
}
