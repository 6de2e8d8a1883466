import type { ContactId, LogicalMessageId } from '../../../shared/ids.ts'
import { fail, ok, type Result } from '../../../shared/result.ts'
import type { AutocryptHint, LearnedFromMail } from '../../directory/index.ts'
import {
  readAutocrypt,
  readDeliveryReport,
  readEnvelope,
  readHeaderOnly,
  type DeliveryReport,
  type PlainReading,
} from '../../mime/index.ts'
import type { FetchedMessage, MailboxRole, MessageFlags } from '../../store/index.ts'
import type { FetchedMessage as Downloaded } from '../../transport/index.ts'
import { readHostFiling, type OwnCopyOf } from '../host-filing.ts'
import { judgeSender, type AccountHosts } from '../judge.ts'
import { openMessage } from '../open-message.ts'
import type { OpenedMessage, OpeningKnowledge } from '../opened-message.ts'
import type { ScreeningKnowledge } from '../screen.ts'
import { oneSender } from '../shown-envelope.ts'
import { bare, searchTextOf, summarize, summarizeUnread } from '../summarize.ts'

export interface PreparingKnowledge {
  readonly opening: OpeningKnowledge
  readonly screening: ScreeningKnowledge
  readonly account: AccountHosts | null
  /** A certificate came with a good signature. */
  readonly onLearned: (learned: LearnedFromMail) => void
  /** A sealed answer came out of the page that was sent to this person. */
  readonly onAnswered: (contactId: ContactId) => void
  /** It reports on a message; answers which of ours, if any. */
  readonly onReport: (report: DeliveryReport, at: number) => LogicalMessageId | null
  /** A certificate came in an Autocrypt header. */
  readonly onAutocrypt: (hint: AutocryptHint) => Promise<void>
  /** The message of ours that a Message-ID in Sent is a copy of. */
  readonly logicalIdOf: (messageId: string) => LogicalMessageId | null
  /** Our own copy of what was submitted under a Message-ID. */
  readonly ownCopyOf: (messageId: string) => OwnCopyOf | null
}

/**
 * A downloaded message made ready for the store: opened, judged, summarised. Total: what can't be read is listed.
 * @param role of the mailbox in which it lies
 * @param reading what a thread without keys read in it; null where nobody did
 */
export async function prepareMessage(
  message: Downloaded,
  known: PreparingKnowledge,
  role: MailboxRole,
  reading: PlainReading | null,
): Promise<FetchedMessage> {
  const base = {
    uid: message.uid,
    modseq: message.modseq?.toString() ?? null,
    flags: flagsOf(message.flags),
    internalDate: message.internalDate.getTime(),
    sizeBytes: message.size,
    emailId: null,
  }
  const { ownAddresses } = known.opening
  const filing = readHostFiling(message.source, role, { ownAddresses, ownCopyOf: known.ownCopyOf })
  if (filing === null && message.source.length < message.size) {
    const summary = summarizeUnread(readHeaderOnly(message.source))
    return { ...base, summary, bodyState: 'too-large', raw: null, text: null }
  }
  const source = filing?.raw ?? message.source
  const unread = { ...base, bodyState: 'too-complex', raw: source, text: null } as const
  try {
    const used = filing === null ? reading : null
    const opened = await openAfter(used, source, known.opening)
    if (!opened.ok) {
      return { ...unread, summary: summarizeUnread(readHeaderOnly(source)) }
    }
    if (opened.value.learned !== null) {
      known.onLearned(opened.value.learned)
    }
    const answered = opened.value.answer?.fromPageOf ?? null
    if (answered !== null) {
      known.onAnswered(answered)
    }
    const id = bare(opened.value.envelope.messageId)
    const isOwn = opened.value.protection.kind === 'own-copy'
    const report = isOwn ? null : used?.kind === 'plain' ? used.report : readDeliveryReport(opened.value.tree)
    const copyOf = isOwn && id !== null ? known.logicalIdOf(id) : null
    const logicalId = report === null ? copyOf : known.onReport(report, base.internalDate)
    const authenticity = judgeSender(opened.value, known.screening, known.account)
    const hint = authenticity.verdict === 'suspicious' ? null : autocryptOf(opened.value, message, known)
    if (hint !== null) {
      await known.onAutocrypt(hint)
    }
    const summary = summarize(opened.value, authenticity, logicalId)
    return {
      ...base,
      // On the server it is found by what was submitted, and answers name that: both belong to the thread.
      summary:
        filing === null
          ? summary
          : { ...summary, messageId: filing.messageId, references: [...summary.references, id ?? ''] },
      bodyState: 'stored',
      raw: source,
      text: searchTextOf(opened.value),
    }
  } catch {
    // One message that trips a parser must not keep the others away.
    return { ...unread, summary: summarizeUnread(readHeaderOnly(source)) }
  }
}

/** What was read elsewhere needn't be read again, unless it needs keys. */
async function openAfter(
  reading: PlainReading | null,
  source: Uint8Array,
  known: OpeningKnowledge,
): Promise<Result<OpenedMessage>> {
  switch (reading?.kind) {
    case 'too-complex':
      return fail('mime/too-complex')
    case 'plain': {
      const tree = { ...reading.tree, raw: source }
      const { envelope, content } = reading
      return ok({ envelope, outer: tree, tree, content, ...unprotected })
    }
    case 'protected':
    case undefined:
      return openMessage(source, known)
  }
}

const unprotected = {
  protection: { kind: 'none' },
  answer: null,
  wasEncrypted: false,
  learned: null,
} as const

/** Of the one sender that stands outside; not of mail in our own name, which needs no hint and may be forged. */
function autocryptOf(
  { outer }: OpenedMessage,
  { internalDate }: Downloaded,
  { opening }: PreparingKnowledge,
): AutocryptHint | null {
  if (!outer.root.fields.some(({ key }) => key === 'autocrypt')) {
    return null
  }
  const envelope = readEnvelope(outer)
  const sender = oneSender(envelope)
  const certificate = sender === null ? null : readAutocrypt(outer, sender)
  if (sender === null || certificate === null || opening.ownAddresses.includes(sender)) {
    return null
  }
  return { sender, certificate, sentAt: envelope.date === null ? internalDate : new Date(envelope.date) }
}

/** IMAP system flags (RFC 3501 section 2.3.2) and keywords. */
export function flagsOf(flags: ReadonlySet<string>): MessageFlags {
  const has = (name: string) => [...flags].some((flag) => flag.toLowerCase() === name)
  return {
    isSeen: has('\\seen'),
    isFlagged: has('\\flagged'),
    isAnswered: has('\\answered'),
    isDraft: has('\\draft'),
    isDeleted: has('\\deleted'),
    keywords: [...flags].filter((flag) => !flag.startsWith('\\')),
  }
}
