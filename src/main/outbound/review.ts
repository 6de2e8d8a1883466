import type { Practice, Review } from '../../shared/contract/index.ts'
import type { DraftId } from '../../shared/ids.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import type { RecipientKnowledge, SendingAccount } from '../directory/index.ts'
import { isValidAddress } from '../mime/index.ts'
import {
  guardRecipients,
  type RecipientGuard,
  type Dismissal,
  type FullScanResult,
  type ScanContext,
  type ScanDocument,
} from '../phi/index.ts'
import type { Trust } from '../sealing/index.ts'
import {
  lastMethodTo,
  listContacts,
  listPassphrasesInUse,
  type DraftRow,
  type PassphraseRow,
  type Reader,
} from '../store/index.ts'
import type { OutgoingContent } from './outgoing-content.ts'
import { questionsFor, type AskedQuestion } from './questions.ts'
import { knownByPolicy } from './known-by-policy.ts'
import { routeRecipient, weakerThanBefore } from './route.ts'
import {
  recipientsOf,
  scanContextOf,
  scanDocumentOf,
  sensitiveNumbersOf,
  summarizeScan,
} from './scan-draft.ts'
import { warningsFor } from './warnings.ts'

/** The full scan of a document; slow input runs in a worker that can be killed. */
export type FullScan = (document: ScanDocument, context: ScanContext) => Promise<FullScanResult>

/** Everything that is decided about a draft at one moment. */
export interface Judgement {
  readonly recipients: readonly RecipientKnowledge[]
  readonly scan: FullScanResult
  readonly questions: readonly AskedQuestion[]
  readonly review: Review
}

/**
 * Scans and routes a draft and asks the closed list.
 * Errors: `draft/no-recipient`, `mime/bad-address`, `phi/scan-failed` (then nothing may be sent).
 */
export async function judge(
  reader: Reader,
  draft: {
    readonly id: DraftId
    readonly content: OutgoingContent
    /** The account that it leaves from. */
    readonly from: SendingAccount | null
    readonly dismissed: readonly Dismissal[]
    /** Who wrote or got what it quotes. */
    readonly quotedFrom: readonly string[]
    readonly answeredMethod: DraftRow['answeredMethod']
  },
  practice: Practice,
  fullScan: FullScan,
  trust: Trust,
  measure: (content: OutgoingContent) => Result<{ readonly wireBytes: number }>,
): Promise<Result<Judgement>> {
  const { content, id } = draft
  const addresses = recipientsOf(content)
  if (addresses.length === 0) {
    return fail('draft/no-recipient')
  }
  const invalid = addresses.find((address) => !isValidAddress(address))
  if (invalid !== undefined) {
    return fail('mime/bad-address', { address: invalid })
  }
  const document = scanDocumentOf(reader, id, content)
  const passphrases = listPassphrasesInUse(reader)
  const secrets = passphrases.map(({ words }) => words.split(' '))
  const context = { ...scanContextOf(reader, content, practice, draft), secrets }
  let scan: FullScanResult
  try {
    scan = await fullScan(document, context)
  } catch {
    return fail('phi/scan-failed')
  }
  const recipients = addresses.map((address) => knownByPolicy(reader, address, trust, draft.from))
  const routes = recipients.map(routeRecipient)
  const guards = guardRecipients(document, scan, context)
  const visible = new Set([...content.to, ...content.cc].map(({ address }) => address.trim().toLowerCase()))
  const questions = questionsFor({
    recipients: routes,
    patientsInView:
      content.separateCopies === true
        ? []
        : patientsInView(recipients, visible).map(({ contact, address }) => contact?.name ?? address),
    firstTimeAddresses: recipients
      .filter(({ isFirstTime, contact }) => isFirstTime && contact !== null)
      .map(({ address }) => address),
    lookAlikes: lookAlikes(recipients, guards),
    weakerThanBefore: routes.flatMap((routed) => {
      const lastMessage = lastMethodTo(reader, routed.address)
      return weakerThanBefore(routed, { lastMessage, answeredMessage: draft.answeredMethod }) ?? []
    }),
    otherPatientsNamed: otherPatientsNamed(guards).map(({ patient, where }) => ({
      patient: context.patients[patient]?.name ?? '',
      recipient: namesOf(recipients),
      where,
    })),
    sensitiveNumbers: sensitiveNumbersOf(document, scan, context),
    // One that travels beside its message protects nothing, in whichever message it stands.
    passphrasesInText: ownersOf(
      reader,
      scan.secretsFound.flatMap((index) => passphrases[index] ?? []),
    ),
    hasPsychotherapyNotes: scan.flags.psychotherapyNotes,
    hasPart2Content: scan.flags.part2,
  })
  const size = measure(content)
  if (!size.ok) {
    return size
  }
  return ok({
    recipients,
    scan,
    questions,
    review: {
      questions: questions.map((asked) => ({ ...asked })),
      recipients: routes,
      scan: {
        ...summarizeScan(document, scan, guards, context, trust.now.getUTCFullYear()),
        warnings: warningsFor(recipients, guards, context.patients),
      },
      wireSizeBytes: size.value.wireBytes,
    },
  })
}

/**
 * Patients of whom one would see another: those in To and Cc, and with them whoever in Bcc reads the header of a
 * certificate's copy. A sealed message names nobody.
 */
function patientsInView(
  recipients: readonly RecipientKnowledge[],
  visible: ReadonlySet<string>,
): RecipientKnowledge[] {
  const patients = recipients.filter(({ contact }) => contact?.kind === 'patient')
  const hasVisible = patients.some(({ address }) => visible.has(address))
  return patients.filter(
    ({ address, certificate, smime }) =>
      visible.has(address) || (hasVisible && (certificate !== null || smime?.kind === 'usable')),
  )
}

/** Each patient once, at the most telling place. */
function otherPatientsNamed(guards: readonly RecipientGuard[]) {
  const named = guards.flatMap((guard) =>
    guard.kind === 'look-alike-address' ? [] : [{ patient: guard.patient, where: placeOf(guard) }],
  )
  return (['message', 'file', 'quoted'] as const)
    .flatMap((where) => named.filter((one) => one.where === where))
    .filter(({ patient }, index, all) => all.findIndex((one) => one.patient === patient) === index)
}

function placeOf(
  guard: Exclude<RecipientGuard, { kind: 'look-alike-address' }>,
): 'message' | 'file' | 'quoted' {
  if (guard.kind === 'attachment-names-other-patient') {
    return 'file'
  }
  return guard.isInQuote ? 'quoted' : 'message'
}

/** Addresses one letter from a known one, and those that a person corrected before. */
function lookAlikes(recipients: readonly RecipientKnowledge[], guards: readonly RecipientGuard[]) {
  const corrected = recipients.flatMap(({ address, wrong }) =>
    wrong?.instead == null ? [] : [{ address, known: wrong.instead, wasCorrected: true }],
  )
  const similar = guards.flatMap((guard) =>
    guard.kind === 'look-alike-address' && !corrected.some(({ address }) => address === guard.address)
      ? [{ address: guard.address, known: guard.known, wasCorrected: false }]
      : [],
  )
  return [...corrected, ...similar]
}

function ownersOf(reader: Reader, passphrases: readonly PassphraseRow[]): string[] {
  const names = new Map(listContacts(reader).map(({ id, name }) => [id, name]))
  return [...new Set(passphrases.map(({ contactId }) => names.get(contactId) ?? ''))]
}

function namesOf(recipients: readonly RecipientKnowledge[]): string {
  return recipients.map(({ contact, address }) => contact?.name ?? address).join(', ')
}
