import { decodeText } from '../charset.ts'
import { limits } from '../limits.ts'
import { BrokenTnef, ByteReader } from './byte-reader.ts'

/** What the dictionary holds at the start (MS-OXRTFCP 2.1.2.1). */
const initialDictionary =
  '{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx'
const compressed = 0x75465a4c
const uncompressed = 0x414c454d

/** Undoes the compression of RTF in Exchange (MS-OXRTFCP), cut at `limits.maxRtfBytes`. Throws `BrokenTnef`. */
export function decompressRtf(bytes: Buffer): Buffer {
  const reader = new ByteReader(bytes)
  reader.u32()
  const rawSize = Math.min(reader.u32(), limits.maxRtfBytes)
  const kind = reader.u32()
  reader.u32()
  if (kind === uncompressed) return reader.take(rawSize)
  if (kind !== compressed) throw new BrokenTnef()
  const dictionary = Buffer.alloc(4096, 0x20)
  let write = dictionary.write(initialDictionary, 'latin1')
  const out = Buffer.alloc(rawSize)
  let length = 0
  const put = (byte: number): void => {
    out[length] = byte
    length += 1
    dictionary[write] = byte
    write = (write + 1) % 4096
  }
  while (length < rawSize) {
    const control = reader.u8()
    for (let bit = 0; bit < 8 && length < rawSize; bit += 1) {
      if ((control & (1 << bit)) === 0) {
        put(reader.u8())
        continue
      }
      const reference = (reader.u8() << 8) | reader.u8()
      const offset = reference >> 4
      if (offset === write) return out.subarray(0, length)
      for (let step = 0; step < (reference & 15) + 2 && length < rawSize; step += 1)
        put(dictionary[(offset + step) % 4096] ?? 0)
    }
  }
  return out
}

/** Groups that hold no text of the message; those marked `\*` hold none either. */
const hidden = /^(fonttbl|colortbl|stylesheet|info|pict|object|header|footer|themedata|datastore)$/
const characters: ReadonlyMap<string, string> = new Map([
  ...(['par', 'line', 'row', 'sect', 'page'] as const).map((word) => [word, '\n'] as const),
  ...([
    ['tab', '\t'],
    ['cell', '\t'],
    ['emdash', '—'],
    ['endash', '–'],
    ['bullet', '•'],
  ] as const),
  ...([
    ['lquote', '‘'],
    ['rquote', '’'],
    ['ldblquote', '“'],
    ['rdblquote', '”'],
  ] as const),
])
const token = /\\([a-z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-f]{2})|\\([^])|([{}])|([^\\{}]+)|\\/giy

/** The text of an RTF body (RTF 1.9.1), without its form; linear and total. */
export function rtfToText(rtf: Buffer): string {
  const source = rtf.toString('latin1')
  const out: string[] = []
  const groups: { isHidden: boolean; fallback: number }[] = []
  let group = { isHidden: false, fallback: 1 }
  let charset = 'windows-1252'
  let pending: number[] = []
  let skip = 0
  const flush = (): void => {
    if (pending.length > 0) out.push(decodeText(Uint8Array.from(pending), charset))
    pending = []
  }
  const put = (text: string): void => {
    flush()
    if (!group.isHidden) out.push(text)
  }
  const putBytes = (bytes: readonly number[]): void => {
    for (const byte of bytes) {
      if (skip > 0) skip -= 1
      else if (!group.isHidden) pending.push(byte)
    }
  }
  token.lastIndex = 0
  for (let match = token.exec(source); match !== null; match = token.exec(source)) {
    const [, word, parameter, hex, symbol, brace, text] = match
    if (brace === '{' && groups.length < limits.maxRtfDepth) {
      groups.push(group)
      group = { ...group }
    } else if (brace === '}') {
      group = groups.pop() ?? group
      skip = 0
    } else if (hex !== undefined) putBytes([Number.parseInt(hex, 16)])
    else if (text !== undefined)
      putBytes([...text].map((one) => one.charCodeAt(0)).filter((code) => code !== 13 && code !== 10))
    else if (symbol === '*') group.isHidden = true
    else if (symbol !== undefined)
      put(symbol === '~' ? '\u00a0' : symbol === '_' ? '-' : /[\\{}]/.test(symbol) ? symbol : '')
    else if (word === 'u') {
      put(String.fromCharCode(Number(parameter ?? 0) & 0xffff))
      skip = group.fallback
    } else if (word === 'uc') group.fallback = Math.min(16, Math.max(0, Number(parameter ?? 1)))
    else if (word === 'ansicpg') charset = `windows-${parameter ?? '1252'}`
    else if (word === 'bin') token.lastIndex += Math.max(0, Number(parameter ?? 0))
    else if (word !== undefined && hidden.test(word)) group.isHidden = true
    else if (word !== undefined) {
      const character = characters.get(word)
      if (character !== undefined) put(character)
    }
  }
  flush()
  return out.join('').trim()
}
