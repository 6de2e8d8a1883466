type Random = (bound: number) => number
type Mutation = (raw: Buffer, random: Random, donor: Buffer) => Buffer

/** What means something in mail, and what nearly does. */
export const tokens = [
  ...[
    '\r',
    '\n',
    '\0',
    '"',
    '<',
    '>',
    '(',
    ')',
    ';',
    ',',
    ':',
    '@',
    '\xff',
    '\x1b$B',
    '=?utf-8?B?',
    '=?x?Q?',
    '?=',
  ],
  ...['--b', '--', '\r\n\r\n', '=\r\n', '=', '*0*=', "utf-8''", '%', '+ADw-', '\u202e', 'begin 644 a\r\n'],
]
const headers = [
  ...[
    'From: x@evil.example',
    'From: "a@b.example" <x@evil.example>',
    'Subject: =?utf-8?Q?=0D=0A?=',
    'To: a:b:c;;',
  ],
  ...['Content-Type: multipart/mixed; boundary=b', 'Content-Type: message/rfc822', 'Content-Type: text/html'],
  ...[
    'Content-Type: multipart/encrypted; boundary=b',
    'Content-Type: application/pkcs7-mime; name=smime.p7m',
  ],
  ...[
    'Content-Type: application/ms-tnef',
    'Content-Type: text/calendar',
    'Content-Type: text/plain; format=flowed',
  ],
  ...[
    'Content-Transfer-Encoding: base64',
    'Content-Transfer-Encoding: quoted-printable',
    ' folded',
    'no field',
  ],
  ...[
    'Content-Disposition: attachment; filename*0*=a; filename*2=b',
    'Date: x',
    'Autocrypt: addr=x; keydata=AA',
  ],
]
const charsets = [
  'utf-7',
  'utf-16',
  'iso-2022-jp',
  'gb18030',
  'koi8-r',
  'shift_jis',
  'hz-gb-2312',
  'x-none',
  '"',
]

function piecesAt(raw: Buffer, from: number, to: number): [Buffer, Buffer, Buffer] {
  return [raw.subarray(0, from), raw.subarray(from, to), raw.subarray(to)]
}

/** Lines with their ends. */
function linesOf(raw: Buffer): string[] {
  return raw.toString('latin1').match(/[^\n]*\n|[^\n]+$/g) ?? []
}

function onLines(change: (lines: string[], random: Random) => void): Mutation {
  return (raw, random) => {
    const lines = linesOf(raw)
    if (lines.length > 0) change(lines, random)
    return Buffer.from(lines.join(''), 'latin1')
  }
}

function pick(values: readonly string[], random: Random): string {
  return values[random(values.length)] ?? ''
}

/** Replaces one of what the pattern finds. */
function replaceOne(raw: Buffer, random: Random, pattern: RegExp, by: string): Buffer {
  const text = raw.toString('latin1')
  const found = [...text.matchAll(pattern)]
  const match = found[random(Math.max(1, found.length))]
  if (match === undefined) return raw
  return Buffer.from(text.slice(0, match.index) + by + text.slice(match.index + match[0].length), 'latin1')
}

/** The ways in which a message is changed, by name. */
export const mutations: Readonly<Record<string, Mutation>> = {
  'bits flipped': (raw, random) => {
    const changed = Buffer.from(raw)
    for (let flips = 1 + random(8); flips > 0 && changed.length > 0; flips -= 1) {
      const at = random(changed.length)
      changed[at] = (changed[at] ?? 0) ^ (1 << random(8))
    }
    return changed
  },
  'cut off': (raw, random) => raw.subarray(0, random(raw.length + 1)),
  'a piece cut out': (raw, random) => {
    const at = random(raw.length + 1)
    const [before, , after] = piecesAt(raw, at, Math.min(raw.length, at + random(200)))
    return Buffer.concat([before, after])
  },
  spliced: (raw, random, donor) =>
    Buffer.concat([raw.subarray(0, random(raw.length + 1)), donor.subarray(random(donor.length + 1))]),
  'a token put in': (raw, random) => {
    const [before, , after] = piecesAt(raw, random(raw.length + 1), raw.length)
    const at = before.length
    return Buffer.concat([
      before,
      Buffer.from(pick(tokens, random), 'latin1'),
      raw.subarray(at),
      after.subarray(0, 0),
    ])
  },
  'lines doubled': onLines((lines, random) => {
    const at = random(lines.length)
    const taken = lines.slice(at, at + 1 + random(5))
    for (let times = 1 + random(4); times > 0; times -= 1) lines.splice(at, 0, ...taken)
  }),
  'lines swapped': onLines((lines, random) => {
    const [one, other] = [random(lines.length), random(lines.length)]
    const [first, second] = [lines[one] ?? '', lines[other] ?? '']
    lines[one] = second
    lines[other] = first
  }),
  'a header put in': onLines((lines, random) => {
    const end = lines.findIndex((line) => line.trim() === '')
    lines.splice(random(Math.max(1, end < 0 ? lines.length : end + 1)), 0, `${pick(headers, random)}\r\n`)
  }),
  'a header put in anywhere': onLines((lines, random) => {
    lines.splice(random(lines.length), 0, `${pick(headers, random)}\r\n`)
  }),
  'another charset': (raw, random) =>
    replaceOne(raw, random, /(?<=charset="?)[\w-]+|(?<==\?)[\w-]+(?=\?[BQ])/gi, pick(charsets, random)),
  'another boundary': (raw, random) =>
    replaceOne(
      raw,
      random,
      /(?<=boundary="?)[^"\s;]+/gi,
      pick(['b', 'bb', '', 'x'.repeat(300), '-', '"'], random),
    ),
  'other line ends': (raw, random) => {
    const by = pick(['\n', '\r', '\r\n', '\n\n', '\r\r\n'], random)
    const every = 1 + random(6)
    let count = 0
    const text = raw.toString('latin1').replace(/\r?\n/g, (end) => (++count % every === 0 ? by : end))
    return Buffer.from(text, 'latin1')
  },
  'a part of another message': (raw, random, donor) => {
    const part = donor.toString('latin1').split(/\r?\n--/)
    return replaceOne(raw, random, /\n--[^\n]*\n/g, `\n--b\r\n${part[random(part.length)] ?? ''}\r\n--b\r\n`)
  },
}

/** One to four mutations in a row; the names of those that were drawn come with what they made. */
export function mutate(raw: Buffer, random: Random, donor: Buffer): { raw: Buffer; names: string[] } {
  const all = Object.keys(mutations)
  const names: string[] = []
  let changed = raw
  for (let steps = 1 + random(4); steps > 0; steps -= 1) {
    const name = pick(all, random)
    changed = mutations[name]?.(changed, random, donor) ?? changed
    names.push(name)
  }
  return { raw: changed, names }
}
