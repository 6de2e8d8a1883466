import { buildInner, type InnerMessage } from '../../src/main/mime/index.ts'
import { seededRandom } from '../../src/main/sealing/random.fixture.ts'

/** A letter as it is written, and as the entity that is sealed. */
export type InteropMessage = {
  readonly kind: (typeof kinds)[number] | '10 MB'
  readonly letter: InnerMessage
  readonly entity: Uint8Array
}

const kinds = ['text', 'HTML', 'attachments', 'nested', 'non-ASCII'] as const
const largeBytes = 10 * 1024 * 1024

const words = 'we see each other on Tuesday at three bring the diary and the form please thank you'.split(' ')
const foreign = ['Łukasz', 'Übung', '日本語', '👩‍⚕️', 'مرحبا', 'Привет', 'é', 'ﬀ', 'ẛ̣', '\u00a0']

type Random = (bound: number) => number

function sentence(random: Random, from: readonly string[]): string {
  return Array.from({ length: 5 + random(40) }, () => from[random(from.length)] ?? '').join(' ')
}

function bytesOf(random: Random, length: number): Uint8Array {
  return Uint8Array.from({ length }, () => random(256))
}

function bodyOf(kind: InteropMessage['kind'], random: Random): Partial<InnerMessage> {
  const html = `<p>${sentence(random, words)}, <b>${sentence(random, words)}</b></p><ul><li>one</li></ul>`
  const file = (fileName: string, length: number) => ({
    fileName,
    contentType: 'application/octet-stream',
    bytes: bytesOf(random, length),
  })
  switch (kind) {
    case 'text':
      return {}
    case 'HTML':
      return { html }
    case 'attachments':
      return { attachments: [file('a.bin', random(5000)), file('empty.bin', 0), file('ü b.bin', 300)] }
    case 'nested':
      return {
        html,
        quotedHtml: `<blockquote><blockquote>${html}</blockquote></blockquote>`,
        attachments: [
          { ...file('mail.eml', 0), bytes: Buffer.from('Subject: inside\r\n\r\n.\r\nFrom here\r\n') },
        ],
      }
    case 'non-ASCII':
      return {
        subject: sentence(random, foreign),
        text: sentence(random, foreign),
        html: `<p>${sentence(random, foreign)}</p>`,
      }
    case '10 MB':
      return { attachments: [file('scan.bin', largeBytes)] }
  }
}

/** So many letters, each kind in turn and a large one at the end; the same for the same seed. */
export async function interopMessages(count: number, seed: number): Promise<InteropMessage[]> {
  const random = seededRandom(seed)
  const messages: InteropMessage[] = []
  for (let index = 0; index < count; index++) {
    const isLarge = index === count - 1 && count > kinds.length
    const kind = isLarge ? '10 MB' : (kinds[index % kinds.length] ?? 'text')
    const letter: InnerMessage = {
      from: { name: 'Dr. Rivera', address: 'rivera@practice.example' },
      to: [{ name: 'Dr. Lee', address: 'lee@clinic.example' }],
      cc: [],
      subject: sentence(random, words),
      date: '2026-11-22T12:00:00Z',
      messageId: `<${index}.${seed}@practice.example>`,
      inReplyTo: null,
      references: [],
      text: `${sentence(random, words)}\n${sentence(random, words)}\n`,
      html: null,
      attachments: [],
      ...bodyOf(kind, random),
    }
    const built = await buildInner(letter)
    if (!built.ok) throw new Error(built.error.code)
    messages.push({ kind, letter, entity: built.value })
  }
  return messages
}
