import type { Card } from '../../../shared/contract/index.ts'
import { decodeText } from '../charset.ts'
import { type Attachment, partBytes } from '../content.ts'
import { displayText } from '../header-fields.ts'
import { limits } from '../limits.ts'
import { type MessageTree, partAt } from '../tree.ts'
import { readCalendar } from './calendar.ts'
import { readReceipt } from './read-receipt.ts'
import { readVcard } from './vcard.ts'

const vcardTypes: ReadonlySet<string> = new Set(['text/vcard', 'text/x-vcard', 'text/directory'])
const calendarTypes: ReadonlySet<string> = new Set(['text/calendar', 'application/ics'])

const receiptTypes: ReadonlySet<string> = new Set([
  'message/disposition-notification',
  'message/global-disposition-notification',
])

/** What a file of a message says, where it is of a kind that is told rather than only listed; null for any other. */
export function readCard(tree: MessageTree, file: Attachment): Card | null {
  const params = partAt(tree, file.partPath)?.contentType.params ?? new Map<string, string>()
  if (file.contentType === 'message/partial') return pieceOf(params)
  if (file.contentType === 'message/external-body') return elsewhere(params)
  const isReceipt = receiptTypes.has(file.contentType)
  const isCalendar = calendarTypes.has(file.contentType) || /\.ics$/i.test(file.fileName)
  if (!isReceipt && !isCalendar && !vcardTypes.has(file.contentType) && !/\.vcf$/i.test(file.fileName))
    return null
  const bytes = file.sizeBytes > limits.maxCardBytes ? null : partBytes(tree, file.partPath)
  if (bytes === null) return null
  // RFC 5545 3.1.4 and RFC 6350 3.1: UTF-8 unless the part says otherwise.
  const text = decodeText(bytes, params.get('charset') ?? null).replace(/^\ufeff/, '')
  if (isReceipt) return readReceipt(text)
  return isCalendar ? readCalendar(text, params.get('method') ?? null) : readVcard(text)
}

/** RFC 2046 5.2.2 */
function pieceOf(params: ReadonlyMap<string, string>): Card {
  const count = (name: string): number | null => {
    const text = params.get(name) ?? ''
    return /^\d{1,6}$/.test(text) ? Number(text) : null
  }
  return { kind: 'piece', number: count('number'), total: count('total') }
}

/** RFC 2046 5.2.3 and RFC 2017: where it says that it lies, shown as text and never as a link. */
function elsewhere(params: ReadonlyMap<string, string>): Card {
  const site = params.get('url') ?? params.get('site') ?? params.get('server') ?? ''
  return { kind: 'elsewhere', place: displayText(site.replace(/\s+/g, '').slice(0, limits.maxCardTextChars)) }
}
