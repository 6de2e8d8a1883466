/** No number that a person writes has so many digits. */
const ENDLESS = 5_000
const STEP = 1_000

/**
 * Whether a text holds a run of thousands of digits: data of some kind, which no recognizer can read anything from.
 * Looks at every thousandth unit, so that it costs nothing beside the scan.
 */
export function hasEndlessNumber(text: string): boolean {
  let run = 0
  for (let at = 0; at < text.length; at += STEP) {
    run = isDigit(text, at) ? run + 1 : 0
    if (run > ENDLESS / STEP && isAllDigits(text, at - ENDLESS, at)) return true
  }
  return false
}

function isAllDigits(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (!isDigit(text, at)) return false
  return true
}

function isDigit(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  return code >= 48 && code <= 57
}
