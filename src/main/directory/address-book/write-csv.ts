import { csvCell } from '../../audit/index.ts'
import type { ContactRow } from '../../store/index.ts'

/**
 * A table (RFC 4180) in UTF-8 with the mark by which Excel knows it, under names that Sealpost reads back. As many
 * columns for addresses and phones as somebody needs.
 */
export function writeCsv(people: readonly ContactRow[]): string {
  const most = (count: (row: ContactRow) => number) => Math.max(1, ...people.map(count))
  const addresses = most((row) => row.addresses.length)
  const phones = most((row) => row.phones.length)
  const nicknames = most((row) => row.nicknames.length)
  const numbered = (name: string, count: number) =>
    Array.from({ length: count }, (_, index) => `${name} ${String(index + 1)}`)
  const padded = (values: readonly string[], count: number) =>
    Array.from({ length: count }, (_, index) => values[index] ?? '')
  const head = [
    'Name',
    'Kind',
    ...numbered('E-mail', addresses),
    ...numbered('Phone', phones),
    ...Array.from({ length: nicknames }, () => 'Nickname'),
    'Birthday',
    'Record number',
    'Reads mail on',
    'Agreed to e-mail on',
  ]
  const rows = people.map((row) => [
    row.name,
    row.kind,
    ...padded(row.addresses, addresses),
    ...padded(row.phones, phones),
    ...padded(row.nicknames, nicknames),
    row.birthDate ?? '',
    row.recordNumber ?? '',
    row.readsMailOn,
    row.agreedToEmailOn ?? '',
  ])
  return `\ufeff${[head, ...rows].map((cells) => `${cells.map(csvCell).join(',')}\r\n`).join('')}`
}
