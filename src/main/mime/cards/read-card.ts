import type { Card } from '../../../shared/contract/index.ts'
import { decodeText } from '../charset.ts'
import { type Attachment, partBeginning, partBytes } from '../content.ts'
import { readEnvelope } from '../envelope.ts'
import { displayText } from '../header-fields.ts'
import { isMail } from '../is-mail.ts'
import { limits } from '../limits.ts'
import { parseMessage } from '../parse.ts'
import { asBuffer } from '../transfer-encoding.ts'
import { isNestedMessageType, type MessageTree, partAt } from '../tree.ts'
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
  if (isMessageFile(file)) return messageOf(tree, file)
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

const fieldsOfCard: ReadonlySet<string> = new Set(['from', 'subject', 'date'])

/** A file that is a message by its type, or by its name where programs attach mail as any file. */
function isMessageFile({ fileName, contentType }: Pick<Attachment, 'fileName' | 'contentType'>): boolean {
  return isNestedMessageType(contentType) || /\.eml$/i.test(fileName)
}

/** Who it says wrote it, and about what: read from its head alone, and vouched for by nobody. */
function messageOf(tree: MessageTree, file: Attachment): Card | null {
  const beginning = partBeginning(tree, file.partPath, limits.maxCardHeadBytes)
  const parsed = beginning === null ? null : parseMessage(headOf(asBuffer(beginning)))
  if (parsed?.ok !== true || !isMail(parsed.value)) return null
  const { root } = parsed.value
  // The rest, such as a thousand recipients, would be read for nothing, for each file.
  const fields = root.fields.filter(
    ({ key, start, end }) => fieldsOfCard.has(key) && end - start <= limits.maxCardFieldBytes,
  )
  const { subject, from, date } = readEnvelope(parsed.value, { ...root, fields })
  return { kind: 'message', title: subject.slice(0, limits.maxCardTextChars), from: from[0] ?? null, date }
}

/** Up to the first empty line: nothing of a body is parsed for a card. */
function headOf(bytes: Buffer): Buffer {
  const ends = ['\n\n', '\n\r\n'].map((end) => bytes.indexOf(end)).filter((at) => at >= 0)
  return bytes.subarray(0, Math.min(bytes.length, ...ends.map((at) => at + 1)))
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
