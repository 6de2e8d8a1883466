import { CannotRead, type FileToRead, type Reading } from './reading.ts'

/** What becomes of the text in a group. */
type Destination = { readonly label: string } | 'body' | 'nothing'

type Group = {
  destination: Destination
  /** How many plain characters follow a `\u` for programs without Unicode (`\uc`). */
  fallback: number
}

/** Destinations that hold no text a person wrote. */
const NOTHING = new Set(
  'fonttbl colortbl stylesheet listtable listoverridetable rsidtbl generator themedata colorschememapping datastore latentstyles xmlnstbl mmathPr wgrffmtfilter pnseclvl panose falt'.split(
    ' ',
  ),
)
const PROPERTIES: Readonly<Record<string, string>> = {
  title: 'Title',
  subject: 'Subject',
  author: 'Author',
  operator: 'Last modified by',
  manager: 'Manager',
  company: 'Company',
  keywords: 'Keywords',
  doccomm: 'Comments',
  atnauthor: 'Author',
}
const CHARACTERS: Readonly<Record<string, string>> = {
  par: '\n',
  line: '\n',
  sect: '\n',
  page: '\n',
  row: '\n',
  tab: '\t',
  cell: '\t',
  emdash: '—',
  endash: '–',
  lquote: '‘',
  rquote: '’',
  ldblquote: '“',
  rdblquote: '”',
  bullet: '•',
  emspace: ' ',
  enspace: ' ',
}
/** Further groups that are shown, though an old reader may skip them (`\*`). */
const SHOWN_STARRED = new Set(['annotation', 'shptxt', 'fldinst', 'footnote', 'nesttableprops'])
const DEEPEST = 1_000
const WORD = /\\([a-z]{1,32})(-?\d{1,10})? ?/iy
const CHECK_TIME_EVERY = 50_000

/** Rich Text Format 1.9.1: its text, with comments and notes, and its properties. Pictures and objects can't be read. */
export function readRtf({ id, bytes }: FileToRead, reading: Reading): void {
  const source = new TextDecoder('latin1').decode(bytes)
  const body: string[] = []
  const properties: [string, string][] = []
  const groups: Group[] = [{ destination: 'body', fallback: 1 }]
  let decoder = new TextDecoder('windows-1252')
  let pending: number[] = []
  let skip = 0
  let steps = 0
  const unread = { pictures: false, objects: false }
  let starred = false

  const group = (): Group => groups[groups.length - 1] as Group
  const put = (text: string): void => {
    const { destination } = group()
    if (destination === 'body') body.push(text)
    else if (destination !== 'nothing') {
      const last = properties[properties.length - 1]
      if (last !== undefined) last[1] += text
    }
  }
  const flush = (): void => {
    if (pending.length === 0) return
    put(decoder.decode(new Uint8Array(pending)))
    pending = []
  }
  const word = (name: string, parameter: number | undefined, end: number): number => {
    const isStarred = starred
    starred = false
    if (name === 'bin') return end + Math.max(0, parameter ?? 0)
    if (name === 'ansicpg') decoder = decoderOf(parameter)
    else if (name === 'uc') group().fallback = Math.min(Math.max(parameter ?? 1, 0), 16)
    else if (name === 'u') {
      const unit = (parameter ?? 0) & 0xffff
      put(String.fromCharCode(unit))
      skip = group().fallback
    } else if (name === 'pict') {
      unread.pictures = true
      group().destination = 'nothing'
    } else if (name === 'objdata') {
      unread.objects = true
      group().destination = 'nothing'
    } else if (PROPERTIES[name] !== undefined) {
      properties.push([PROPERTIES[name], ''])
      group().destination = { label: PROPERTIES[name] }
    } else if (NOTHING.has(name) || (isStarred && !SHOWN_STARRED.has(name))) group().destination = 'nothing'
    else if (CHARACTERS[name] !== undefined) put(CHARACTERS[name])
    return end
  }

  for (let i = 0; i < source.length;) {
    if (++steps % CHECK_TIME_EVERY === 0) reading.checkTime()
    const character = source.charAt(i)
    if (character === '{') {
      flush()
      if (groups.length > DEEPEST) throw new CannotRead('too-complex')
      groups.push({ ...group() })
      i++
    } else if (character === '}') {
      flush()
      if (groups.length > 1) groups.pop()
      skip = 0
      i++
    } else if (character !== '\\') {
      if (character !== '\r' && character !== '\n') {
        if (skip > 0) skip--
        else pending.push(source.charCodeAt(i))
      }
      i++
    } else if (source.charAt(i + 1) === "'") {
      const code = Number.parseInt(source.slice(i + 2, i + 4), 16)
      if (skip > 0) skip--
      else if (!Number.isNaN(code)) pending.push(code)
      i += 4
    } else {
      flush()
      WORD.lastIndex = i
      const match = WORD.exec(source)
      if (match === null) {
        const symbol = source.charAt(i + 1)
        if (symbol === '*') starred = true
        else if (symbol === '~') put('\u00a0')
        else if (symbol === '_') put('-')
        else if (/[\\{}]/.test(symbol)) put(symbol)
        else if (symbol === '\n' || symbol === '\r') put('\n')
        i += 2
      } else {
        const [whole, name = '', parameter] = match
        i = word(name, parameter === undefined ? undefined : Number(parameter), i + whole.length)
      }
    }
  }
  flush()
  reading.text(id, body.join(''))
  reading.properties(`${id}#properties`, properties)
  if (unread.pictures) reading.unread(`${id}#pictures`, 'image')
  if (unread.objects) reading.unread(`${id}#objects`, 'unknown-type')
}

function decoderOf(codePage: number | undefined): TextDecoder {
  const names: Readonly<Record<number, string>> = {
    932: 'shift_jis',
    936: 'gbk',
    949: 'euc-kr',
    950: 'big5',
    10000: 'macintosh',
    65001: 'utf-8',
    866: 'ibm866',
    874: 'windows-874',
  }
  try {
    return new TextDecoder(names[codePage ?? 1252] ?? `windows-${String(codePage ?? 1252)}`)
  } catch {
    return new TextDecoder('windows-1252')
  }
}
