/** What stands between `open` and `close`, or the end, wherever they occur; linear, and cut at `longest` each. */
export function* between(text: string, open: string, close: string, longest: number): Generator<string> {
  // ASCII alone changes its case here, so places stay the same.
  const lower = text.replace(/[A-Z]/g, (letter) => letter.toLowerCase())
  for (let at = lower.indexOf(open); at >= 0; at = lower.indexOf(open, at)) {
    const start = at + open.length
    const found = lower.indexOf(close, start)
    const end = found < 0 ? text.length : found
    yield text.slice(start, Math.min(end, start + longest))
    at = end + close.length
  }
}

/** The value of an attribute in a tag's inside, or empty. */
export function attributeIn(tag: string, name: string): string {
  const match = new RegExp(`(?:^|\\s)${name}\\s{0,3}=\\s{0,3}(?:"([^"]*)"|'([^']*)')`, 'i').exec(tag)
  return match?.[1] ?? match?.[2] ?? ''
}
