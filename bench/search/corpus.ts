import { seededRandom } from '../../test/support/random.ts'
import { makeVocabulary, type Vocabulary } from './vocabulary.ts'

export const ownAddress = 'rivera@hope.test'
/** Every message has a minute of its own. */
export const firstDate = Date.UTC(2016, 0, 4)
export const everyMs = 50 * 60_000

export type CorpusMail = {
  readonly index: number
  readonly source: string
  readonly date: Date
  readonly isSeen: boolean
  readonly isFlagged: boolean
}

/** Ten years of a practice's mail: short letters, answers to earlier ones, one in twelve with a file. */
export function* corpus(count: number): Generator<CorpusMail> {
  const random = seededRandom(7)
  const { word, people } = corpusVocabulary()
  for (let index = 0; index < count; index++) {
    const date = new Date(firstDate + index * everyMs)
    const sender = people[Math.floor(random() ** 2 * people.length)] ?? people[0]
    const copied = people[Math.floor(random() * people.length)]
    const answered = index > 0 && random() < 0.4 ? Math.max(0, index - 1 - Math.floor(random() * 200)) : null
    const subject = Array.from({ length: 2 + Math.floor(random() * 5) }, word).join(' ')
    const hasFile = random() < 1 / 12
    const header = [
      `From: ${encoded(sender?.name ?? '')} <${sender?.address ?? ''}>`,
      `To: Ana Rivera <${ownAddress}>`,
      ...(random() < 0.1 ? [`Cc: ${encoded(copied?.name ?? '')} <${copied?.address ?? ''}>`] : []),
      `Subject: ${answered === null ? '' : 'Re: '}${subject}`,
      `Date: ${date.toUTCString().replace('GMT', '+0000')}`,
      `Message-ID: <bench-${String(index)}@mail.test>`,
      ...(answered === null ? [] : [`In-Reply-To: <bench-${String(answered)}@mail.test>`]),
      'MIME-Version: 1.0',
    ]
    const body = letter(random, word)
    const text = ['Content-Type: text/plain; charset=utf-8', '', body]
    const lines = hasFile
      ? [
          ...header,
          'Content-Type: multipart/mixed; boundary="=_b"',
          '',
          '--=_b',
          ...text,
          '--=_b',
          'Content-Type: application/octet-stream',
          `Content-Disposition: attachment; filename="${word()}-${String(index)}.bin"`,
          'Content-Transfer-Encoding: base64',
          '',
          'AAECAwQFBgcICQ==',
          '--=_b--',
          '',
        ]
      : [...header, ...text]
    yield {
      index,
      source: lines.join('\r\n'),
      date,
      isSeen: random() < 0.97,
      isFlagged: random() < 0.01,
    }
  }
}

/** The words of the corpus and its queries; the same every time. */
export function corpusVocabulary(): Vocabulary {
  return makeVocabulary(seededRandom(3))
}

/** 30 to 400 words in lines of twelve. */
function letter(random: () => number, word: () => string): string {
  const length = 30 + Math.floor(random() ** 2 * 370)
  const words = Array.from({ length }, word)
  const lines: string[] = []
  for (let at = 0; at < length; at += 12) lines.push(words.slice(at, at + 12).join(' '))
  return `${lines.join('\r\n')}\r\n`
}

function encoded(name: string): string {
  return /^[ -~]*$/.test(name) ? name : `=?utf-8?B?${Buffer.from(name).toString('base64')}?=`
}
