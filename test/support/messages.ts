import type { FetchedMessage, MessageFlags, MessageSummary, SearchText } from '../../src/main/store/index.ts'

export const noFlags: MessageFlags = {
  isSeen: false,
  isFlagged: false,
  isAnswered: false,
  isDraft: false,
  isDeleted: false,
  keywords: [],
}

export type MessageSketch = {
  readonly uid: number | null
  readonly at?: number
  readonly subject?: string
  readonly from?: string
  readonly to?: string
  readonly cc?: string
  readonly replyTo?: string
  readonly attachmentNames?: string
  readonly body?: string
  readonly messageId?: string | null
  readonly inReplyTo?: string
  readonly references?: readonly string[]
  readonly flags?: Partial<MessageFlags>
  readonly hasAttachments?: boolean
  readonly raw?: Uint8Array
  readonly sizeBytes?: number
  readonly needsWhole?: boolean
}

/** A fetched message with everything that the sketch leaves out filled in. */
export function fetchedMessage(sketch: MessageSketch): FetchedMessage {
  const subject = sketch.subject ?? `Message ${sketch.uid}`
  const from = sketch.from ?? 'maria@patients.example'
  const to = sketch.to ?? 'dr.rivera@practice.example'
  const body = sketch.body ?? 'Hello'
  const summary: MessageSummary = {
    messageId: sketch.messageId === undefined ? `m${sketch.uid}@patients.example` : sketch.messageId,
    inReplyTo: sketch.inReplyTo ?? null,
    references: sketch.references ?? [],
    sentDate: null,
    envelope: {
      from: [{ name: '', address: from }],
      to: [{ name: '', address: to }],
      cc: [],
      bcc: [],
      replyTo: sketch.replyTo === undefined ? [] : [{ name: '', address: sketch.replyTo }],
    },
    subject,
    snippet: body.slice(0, 100),
    hasAttachments: sketch.hasAttachments ?? false,
    attachments: [],
    mark: null,
    protection: null,
    authenticity: null,
    logicalId: null,
  }
  const text: SearchText = {
    subject,
    sender: [{ name: '', address: from }],
    recipients: [{ name: '', address: to }],
    copied: sketch.cc === undefined ? [] : [{ name: '', address: sketch.cc }],
    body,
    attachmentNames: sketch.attachmentNames ?? '',
    attachmentText: '',
    isDecrypted: false,
  }
  return {
    uid: sketch.uid,
    modseq: null,
    flags: { ...noFlags, ...sketch.flags },
    internalDate: sketch.at ?? Date.UTC(2026, 10, 1) + (sketch.uid ?? 0) * 1000,
    sizeBytes: sketch.sizeBytes ?? 1000 + (sketch.uid ?? 0),
    emailId: null,
    summary,
    needsWhole: sketch.needsWhole ?? false,
    bodyState: sketch.raw === undefined ? 'absent' : 'stored',
    raw: sketch.raw ?? null,
    text,
  }
}
