import { decodeText } from './charset.ts'
import { hexPair } from './hex-pair.ts'
import { limits } from './limits.ts'
import { fromBase64 } from './transfer-encoding.ts'

type Word = {
  readonly charset: string
  readonly bytes: Uint8Array
  readonly start: number
  readonly end: number
}

/**
 * Decodes RFC 2047 encoded words in an unfolded header value. White space between two adjacent words goes;
 * neighbours in one charset are joined before decoding, since senders split characters across words.
 * Only ever applied after a value's structure is parsed: an encoded comma or `@` makes no new address.
 */
export function decodeEncodedWords(text: string): string {
  if (!text.includes('=?')) return text
  let out = ''
  let position = 0
  let run: Word[] = []
  for (const word of findWords(text)) {
    const gap = text.slice(position, word.start)
    const previous = run.at(-1)
    const isAdjacent = previous !== undefined && /^[ \t]*$/.test(gap)
    if (!isAdjacent || previous.charset !== word.charset) {
      out += decodeRun(run) + (isAdjacent ? '' : gap)
      run = []
    }
    run.push(word)
    position = word.end
  }
  return out + decodeRun(run) + text.slice(position)
}

function* findWords(text: string): Generator<Word> {
  // Each `[^?]` run ends at the next question mark, so the search stays linear on hostile input.
  const pattern = /=\?([^?\s]{1,80})\?([BbQq])\?([^?]*)\?=/g
  for (let count = 0; count < limits.maxEncodedWords; count += 1) {
    const match = pattern.exec(text)
    if (match === null) return
    const [whole, label = '', encoding = '', payload = ''] = match
    yield {
      // RFC 2231 section 5: `charset*language`.
      charset: (label.split('*')[0] ?? '').toLowerCase(),
      bytes: encoding.toLowerCase() === 'b' ? fromBase64(payload) : decodeQ(payload),
      start: match.index,
      end: match.index + whole.length,
    }
  }
}

const isStateful = /^(iso-2022-|hz-gb-2312|utf-7)/

function decodeRun(run: readonly Word[]): string {
  const first = run[0]
  if (first === undefined) return ''
  // Each word of these begins and ends in ASCII (RFC 2047 3), and two shifts in a row are an error in between.
  if (isStateful.test(first.charset)) return run.map(({ bytes }) => decodeText(bytes, first.charset)).join('')
  return decodeText(
    run.length === 1 ? first.bytes : Buffer.concat(run.map((word) => word.bytes)),
    first.charset,
  )
}

/** The Q encoding (RFC 2047 4.2). */
function decodeQ(payload: string): Uint8Array {
  const source = Buffer.from(payload, 'utf8')
  const out = Buffer.alloc(source.length)
  let length = 0
  for (let index = 0; index < source.length; index += 1) {
    const byte = source[index] ?? 0
    const escaped = byte === 0x3d ? hexPair(source[index + 1], source[index + 2]) : -1
    if (escaped >= 0) index += 2
    out[length] = escaped >= 0 ? escaped : byte === 0x5f ? 0x20 : byte
    length += 1
  }
  return out.subarray(0, length)
}
