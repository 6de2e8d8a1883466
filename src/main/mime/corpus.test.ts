import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Card } from '../../shared/contract/index.ts'
import type { Expected } from '../../../test/data/mime/expected/expected.ts'
import { corpus } from '../../../test/data/mime/expected/index.ts'
import {
  type Content,
  type Envelope,
  type MessageTree,
  parseMessage,
  readCard,
  readContent,
  readEnvelope,
} from './index.ts'

const folder = 'test/data/mime/'
const files = readdirSync(folder)
  .filter((name) => name.endsWith('.eml'))
  .map((name) => name.slice(0, -4))

function open(name: string): { tree: MessageTree; envelope: Envelope; content: Content } {
  const parsed = parseMessage(readFileSync(`${folder}${name}.eml`))
  if (!parsed.ok) throw new Error(`${name}: ${parsed.error.code}`)
  return { tree: parsed.value, envelope: readEnvelope(parsed.value), content: readContent(parsed.value) }
}

/** A card in one line, for the table. */
function cardLine(card: Card): string {
  const person = ({ name, address }: { name: string; address: string }): string =>
    name === '' ? address : `${name} <${address}>`
  switch (card.kind) {
    case 'message':
      return [`message "${card.title}"`, card.from !== null && `from ${person(card.from)}`, card.date]
        .filter((piece) => typeof piece === 'string')
        .join(' ')
    case 'piece':
      return `piece ${card.number}/${card.total}`
    case 'receipt':
      return `receipt ${card.disposition} by ${card.recipient}`
    case 'elsewhere':
      return `elsewhere ${card.place}`
    case 'person':
      return [card.name, card.organisation, ...card.addresses, ...card.phones]
        .filter((text) => text !== '')
        .join(', ')
        .concat(card.others > 0 ? ` +${card.others}` : '')
    case 'event': {
      const [start, end] = [card.start, card.end].map((time) =>
        time === null ? null : (time.at ?? time.wall + (time.zone === null ? '' : ` [${time.zone}]`)),
      )
      return [
        `${card.method} "${card.title}"`,
        start,
        end != null && `${start == null ? 'until' : 'to'} ${end}`,
        card.place !== '' && `at ${card.place}`,
        card.organizer !== null && `from ${person(card.organizer)}`,
        card.attendees.length > 0 && `with ${card.attendees.map(person).join(', ')}`,
        card.isRecurring && 'recurring',
        card.others > 0 && `+${card.others}`,
      ]
        .filter((piece) => typeof piece === 'string')
        .join(' ')
    }
  }
}

describe('the corpus of our own making', () => {
  it('has a row for every file and a file for every row', () => {
    expect(Object.keys(corpus).toSorted()).toEqual(files.toSorted())
    expect(files.length).toBeGreaterThanOrEqual(300)
  })

  it.each(Object.entries(corpus))('reads %s as its row says', (name, expected: Expected) => {
    const { tree, envelope, content } = open(name)
    expect({
      subject: envelope.subject,
      from: envelope.from.map((each) => (each.name === '' ? each.address : `${each.name} <${each.address}>`)),
      text: content.text,
      unshown: content.unshownText,
      hasHtml: content.html !== null,
      files: content.attachments.map((file) => file.fileName),
      cards: content.attachments
        .map((file) => readCard(tree, file))
        .filter((card) => card !== null)
        .map(cardLine),
      warnings: [
        ...envelope.ambiguous,
        ...tree.parts.flatMap((part) => part.defects.map((defect) => `${part.path} ${defect}`)),
      ],
    }).toEqual({
      subject: expected.subject,
      from: expected.from ?? ['Maria Alvarez <maria.alvarez@patient.example>'],
      text: expected.text,
      unshown: expected.unshown ?? null,
      hasHtml: expected.hasHtml ?? false,
      files: expected.files ?? [],
      cards: expected.cards ?? [],
      warnings: expected.warnings ?? [],
    })
  })
})
