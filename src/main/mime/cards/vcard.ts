import type { Card } from '../../../shared/contract/index.ts'
import { displayText } from '../header-fields.ts'
import { limits } from '../limits.ts'
import { readContentLines, unescaped, type ContentLine } from './content-line.ts'

type PersonCard = Extract<Card, { kind: 'person' }>

/** The first person of a file of vCards (RFC 6350, 2426 and 2.1) as a card, or null where there is none. */
export function readVcard(text: string): PersonCard | null {
  const own: ContentLine[] = []
  let people = 0
  let depth = 0
  for (const line of readContentLines(text)) {
    const isOfCard = line.value.trim().toUpperCase() === 'VCARD'
    if (line.name === 'BEGIN' && isOfCard) {
      depth += 1
      if (depth === 1) people += 1
    } else if (line.name === 'END' && isOfCard) depth = Math.max(0, depth - 1)
    else if (depth === 1 && people === 1) own.push(line)
  }
  return people === 0 ? null : cardOf(own, people - 1)
}

function cardOf(lines: readonly ContentLine[], others: number): PersonCard {
  const all = (name: string): string[] =>
    lines
      .filter((line) => line.name === name)
      .slice(0, limits.maxCardPeople)
      .map(({ value }) => shown(value))
      .filter((value) => value !== '')
  const [family = '', given = ''] = (lines.find(({ name }) => name === 'N')?.value ?? '').split(/(?<!\\);/)
  const [organisation = ''] = (lines.find(({ name }) => name === 'ORG')?.value ?? '').split(/(?<!\\);/)
  return {
    kind: 'person',
    name: all('FN')[0] ?? shown(`${given} ${family}`),
    organisation: shown(organisation),
    addresses: all('EMAIL').map((address) => address.replace(/^mailto:/i, '')),
    phones: all('TEL').map((phone) => phone.replace(/^tel:/i, '')),
    others,
  }
}

function shown(value: string): string {
  return displayText(unescaped(value).slice(0, limits.maxCardTextChars))
}
