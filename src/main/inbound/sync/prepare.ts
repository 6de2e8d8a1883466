import type { ContactId, LogicalMessageId } from '../../../shared/ids.ts'
import { fail, ok, type Result } from '../../../shared/result.ts'
import type { AutocryptHint, LearnedFromMail } from '../../directory/index.ts'
import {
  readAutocrypt,
  readDeliveryReport,
  readEnvelope,
  readHeaderOnly,
  type DeliveryReport,
  type PackedReading,
} from '../../mime/index.ts'
import type { FetchedMessage, MailboxRole, MessageFlags } from '../../store/index.ts'
import type { FetchedMessage as Downloaded } from '../../transport/index.ts'
import type { FoundDraft } from '../draft-copies.ts'
import { readHostFiling, type OwnCopyOf } from '../host-filing.ts'
import { judgeSender, type AccountHosts } from '../judge.ts'
import { openMessage } from '../open-message.ts'
import type { OpenedMessage, OpeningKnowledge } from '../opened-message.ts'
import type { ScreeningKnowledge } from '../screen.ts'
import { oneSender } from '../shown-envelope.ts'
import { bare, headerText, searchTextOf, summarize, summarizeUnread } from '../summarize.ts'
import { needOfWhole } from './needs-whole.ts'
import { clockSkewMs } from '../limits.ts'

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
  /** The draft of the practice that a message in Drafts is a copy of. */
  readonly draftIn: (message: OpenedMessage) => FoundDraft | null
}

/** Ready for the store: as a message, or as a version of a draft, which isn't listed as mail. */
export interface PreparedMessage extends FetchedMessage {
  readonly draft: FoundDraft | null
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
  reading: PackedReading | null,
): Promise<PreparedMessage> {
  const base = {
    uid: message.uid,
    modseq: message.modseq?.toString() ?? null,
    flags: flagsOf(message.flags),
    internalDate: message.internalDate.getTime(),
    sizeBytes: message.size,
    emailId: null,
    needsWhole: false,
    draft: null,
  }
  const { ownAddresses } = known.opening
  const filing = readHostFiling(message.source, role, { ownAddresses, ownCopyOf: known.ownCopyOf })
  if (filing === null && message.source.length < message.size) {
    const summary = summarizeUnread(readHeaderOnly(message.source))
    const need = needOfWhole(message.source)
    return {
      ...base,
      summary: need === 'encrypted' ? { ...summary, mark: 'encrypted' } : summary,
      bodyState: 'absent',
      needsWhole: need !== null,
      raw: null,
      text: headerText(summary),
    }
  }
  const source = filing?.raw ?? message.source
  const used = filing === null ? reading : null
  const raw = used?.packed ?? source
  const unread = { ...base, bodyState: 'too-complex', raw, text: null } as const
  try {
    const opened = await openAfter(used, source, role === 'drafts' ? aheadOf(known.opening) : known.opening)
    if (!opened.ok) {
      return { ...unread, summary: summarizeUnread(readHeaderOnly(source)) }
    }
    tellOf(opened.value, known)
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
      draft: role === 'drafts' ? known.draftIn(opened.value) : null,
      // On the server it is found by what was submitted, and answers name that: both belong to the thread.
      summary:
        filing === null
          ? summary
          : { ...summary, messageId: filing.messageId, references: [...summary.references, id ?? ''] },
      bodyState: 'stored',
      raw,
      text: searchTextOf(opened.value),
    }
  } catch {
    // One message that trips a parser must not keep the others away.
    return { ...unread, summary: summarizeUnread(readHeaderOnly(source)) }
  }
}

function tellOf({ learned, answer }: OpenedMessage, known: PreparingKnowledge): void {
  if (learned !== null) {
    known.onLearned(learned)
  }
  const answered = answer?.fromPageOf ?? null
  if (answered !== null) {
    known.onAnswered(answered)
  }
}

/** Another computer of the practice may have signed a draft by a clock that is ahead of ours. */
function aheadOf(known: OpeningKnowledge): OpeningKnowledge {
  return { ...known, now: new Date(known.now.getTime() + clockSkewMs) }
}

/** What was read elsewhere needn't be read again, unless it needs keys. */
async function openAfter(
  reading: PackedReading | null,
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
  recipients: [],
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
