import { cpuMs } from '../../test/support/cpu-time.ts'
import { createLookAlikes } from '../../src/main/inbound/look-alikes.ts'
import { judgeSender } from '../../src/main/inbound/judge.ts'
import { openMessage } from '../../src/main/inbound/open-message.ts'
import { known, own } from '../../src/main/inbound/open-message.fixture.ts'
import type { OpenedMessage } from '../../src/main/inbound/opened-message.ts'
import { searchTextOf, summarize } from '../../src/main/inbound/summarize.ts'
import { prepareMessage, type PreparingKnowledge } from '../../src/main/inbound/sync/prepare.ts'
import {
  findAmbiguities,
  inlineImageUri,
  partBytes,
  readCard,
  readDeliveryReport,
  sanitizeHtml,
  splitQuote,
  textToHtml,
} from '../../src/main/mime/index.ts'
import { readPlain } from '../../src/main/mime/isolated/read-plain.ts'
import { smimeIdentity } from './seeds.ts'

/** What became of a message that came in. */
export interface Received {
  /** As the list shows it. */
  readonly subject: string
  readonly sender: string
  readonly state: 'stored' | 'too-complex'
  readonly opened: OpenedMessage | null
  /** Processor time of this thread for what is read without keys, in milliseconds. */
  readonly parseMs: number
  /** … and for the whole way. */
  readonly wholeMs: number
}

const opening = { ...known, smime: smimeIdentity }
const knowledge: PreparingKnowledge = {
  opening,
  screening: {
    isContact: () => false,
    hasWrittenBefore: () => false,
    lookAlikes: createLookAlikes(['maria.alvarez@patient.example']),
    contactNames: new Map(),
  },
  account: { address: own, imapHost: 'imap.hope.test' },
  onLearned: () => undefined,
  onAnswered: () => undefined,
  onReport: () => null,
  onAutocrypt: () => Promise.resolve(),
  logicalIdOf: () => null,
  ownCopyOf: () => null,
  draftIn: () => null,
}

/**
 * The whole way of an incoming message, without server, store and threads: read, made ready for list and search, then
 * opened with real keys and shown. Nothing is caught on the second way: what throws there is a crash, though the sync
 * would list the message.
 */
export async function receive(raw: Uint8Array): Promise<Received> {
  const startedMs = cpuMs()
  const reading = readPlain(raw)
  const parseMs = cpuMs() - startedMs
  const { summary, bodyState } = await prepareMessage(downloaded(raw), knowledge, 'inbox', {
    ...reading,
    packed: null,
  })
  const result = await openMessage(raw, opening)
  const opened = result.ok ? result.value : null
  if (opened !== null) {
    const verdict = judgeSender(opened, knowledge.screening, knowledge.account)
    summarize(opened, verdict, null)
    searchTextOf(opened)
    readDeliveryReport(opened.tree)
    show(opened)
  }
  return {
    subject: summary.subject,
    sender: summary.envelope.from[0]?.address ?? '',
    state: bodyState === 'too-complex' ? 'too-complex' : 'stored',
    opened,
    parseMs,
    wholeMs: cpuMs() - startedMs,
  }
}

function show({ tree, outer, envelope, content }: OpenedMessage): void {
  findAmbiguities(outer, envelope)
  for (const file of content.attachments) {
    partBytes(tree, file.partPath)
    readCard(tree, file)
  }
  splitQuote(content.text ?? '')
  textToHtml(content.text ?? '', { scheme: 'light' })
  if (content.html === null) return
  const inlineImage = (contentId: string): string | null => inlineImageUri(tree, content, contentId)
  sanitizeHtml(content.html, { scheme: 'dark', inlineImage, remoteImages: 'blocked' })
}

function downloaded(source: Uint8Array): Parameters<typeof prepareMessage>[0] {
  return {
    ...{ uid: 1, flags: new Set<string>(), modseq: null, internalDate: known.now },
    ...{ size: source.length, source: Buffer.from(source) },
  }
}
