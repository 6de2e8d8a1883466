import { parseAddressList } from './addresses.ts'
import { partBytes, readContent } from './content.ts'
import { readEnvelope } from './envelope.ts'
import { displayField, fieldsNamed, fieldText } from './header-fields.ts'
import { limits } from './limits.ts'
import { parseMessage } from './parse.ts'
import type { MessageTree } from './tree.ts'

/** What a host, or somebody who says to be one, reports of one recipient of a message. */
export type ReportedRecipient = {
  /** Addresses by which it is named, lower case: as it was given to the first host, and where it ended. */
  readonly addresses: readonly string[]
  /** RFC 3464 section 2.3.3; only `failed` says that it won't arrive. */
  readonly action: 'failed' | 'delayed' | 'other'
  /** RFC 3463, such as `5.2.2`; null where none is given. */
  readonly status: string | null
}

/** A notice that a message didn't arrive (RFC 3464, or the plain text of older hosts). Anyone can write one. */
export type DeliveryReport = {
  /** The id that the sender gave with ENVID (RFC 3461), which doesn't stand in the message itself. */
  readonly envelopeId: string | null
  /** Message-ID of the message it speaks of, in angle brackets. */
  readonly messageId: string | null
  readonly recipients: readonly ReportedRecipient[]
}

/** The report that a message is, or null for any other message. */
export function readDeliveryReport(tree: MessageTree): DeliveryReport | null {
  const { mediaType, params } = tree.root.contentType
  const isReport =
    mediaType === 'multipart/report' && params.get('report-type')?.toLowerCase() === 'delivery-status'
  return isReport ? readStatusParts(tree) : readPlainBounce(tree)
}

function readStatusParts(tree: MessageTree): DeliveryReport | null {
  const status = tree.parts.find(({ contentType }) =>
    ['message/delivery-status', 'message/global-delivery-status'].includes(contentType.mediaType),
  )
  if (status === undefined) return null
  const [ofMessage, ...ofRecipients] = fieldGroups(textOf(partBytes(tree, status.path)))
  return {
    envelopeId: ofMessage?.get('original-envelope-id') ?? null,
    messageId: returnedMessageId(tree),
    recipients: ofRecipients.slice(0, limits.maxReportedRecipients).map((fields) => ({
      addresses: ['original-recipient', 'final-recipient'].flatMap((name) => addressIn(fields.get(name))),
      action: actionOf(fields.get('action')),
      status: statusIn(fields.get('status')),
    })),
  }
}

/** The blocks of fields between blank lines (RFC 3464 section 2.1), keys in lower case. */
export function fieldGroups(text: string): Map<string, string>[] {
  const blocks = text.replaceAll('\r\n', '\n').split(/\n{2,}/)
  return blocks
    .map((block) => {
      const lines = block.replaceAll(/\n[ \t]+/g, ' ').split('\n')
      return new Map(
        lines.flatMap((line): [string, string][] => {
          const [, name, value] = /^([\w-]+):[ \t]*(.*)$/.exec(line) ?? []
          return name === undefined || value === undefined ? [] : [[name.toLowerCase(), value.trim()]]
        }),
      )
    })
    .filter(({ size }) => size > 0)
}

/** `rfc822; "maria"@mail.example` (RFC 3464 section 2.3.2). */
function addressIn(value: string | undefined): string[] {
  const address = /^(?:rfc822|utf-8);\s*<?([^<>\s]+)>?$/i.exec(value ?? '')?.[1]
  return address === undefined ? [] : [address.toLowerCase()]
}

function actionOf(value: string | undefined): ReportedRecipient['action'] {
  const action = value?.toLowerCase()
  return action === 'failed' || action === 'delayed' ? action : 'other'
}

function statusIn(value: string | undefined): string | null {
  return /(?<![\d.])[245]\.\d{1,3}\.\d{1,3}(?![\d.])/.exec(value ?? '')?.[0] ?? null
}

/** Of the message, or of its headers alone, that came back with the report. */
function returnedMessageId(tree: MessageTree): string | null {
  const returned = tree.parts.find(({ contentType }) =>
    ['message/rfc822', 'message/global', 'text/rfc822-headers', 'message/global-headers'].includes(
      contentType.mediaType,
    ),
  )
  const bytes = returned === undefined ? null : partBytes(tree, returned.path)
  const parsed = bytes === null ? null : parseMessage(bytes)
  return parsed?.ok === true ? readEnvelope(parsed.value).messageId : null
}

/**
 * Notices without a machine-readable part: Exim names the recipients in `X-Failed-Recipients`, qmail and its heirs
 * (QSBMF) begin with "Hi. This is the" and name them as `<address>:`. Both append the message or its headers.
 */
function readPlainBounce(tree: MessageTree): DeliveryReport | null {
  const isFromHost = /\b(?:mailer-daemon|postmaster)@/i.test(displayField(tree, tree.root, 'From') ?? '')
  if (!isFromHost) return null
  const failed = fieldsNamed(tree.root, 'x-failed-recipients').map((field) => fieldText(tree.raw, field))
  const text = (readContent(tree).text ?? '').slice(0, limits.maxBounceChars)
  const isQmail = text.trimStart().startsWith('Hi. This is the ')
  if (failed.length === 0 && !isQmail) return null
  // Line by line: a pattern over the whole text would try each dash of a long line as its beginning.
  const lines = text.split('\n')
  const border = lines.findIndex(
    (line) => line.startsWith('---') && /copy of the message|returned message/i.test(line),
  )
  const report = lines.slice(0, border < 0 ? lines.length : border).join('\n')
  const returned = border < 0 ? '' : lines.slice(border + 1).join('\n')
  const named = isQmail
    ? [...report.matchAll(/^<([^<>\s]+)>:$/gm)].map((match) => match[1] ?? '')
    : failed.flatMap((value) => parseAddressList(value).addresses.map(({ address }) => address))
  const messageId = /^Message-ID:\s*(<[^<>\s]+>)/im.exec(returned)?.[1] ?? returnedMessageId(tree)
  return {
    envelopeId: null,
    messageId,
    recipients: named.slice(0, limits.maxReportedRecipients).map((address) => ({
      addresses: [address.toLowerCase()],
      action: 'failed',
      status: statusIn(report),
    })),
  }
}

function textOf(bytes: Uint8Array | null): string {
  return Buffer.from((bytes ?? new Uint8Array()).subarray(0, limits.maxBounceChars)).toString('latin1')
}
