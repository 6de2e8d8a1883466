import type {
  Account,
  AccountConnection,
  AppEvent,
  AppState,
  AuditRow,
  Connection,
  Contact,
  Draft,
  Factor,
  EvidenceRecord,
  Group,
  HeadLetterPlan,
  Mailbox,
  OutboxItem,
  ReplyPage,
  Settings,
  Shares,
} from '../../../src/shared/contract/index.ts'
import {
  accountIdSchema,
  contactIdSchema,
  draftIdSchema,
  logicalMessageIdSchema,
} from '../../../src/shared/ids.ts'
import { demoAudit } from './audit.data.ts'
import { demoFactors } from './factors.data.ts'
import { demoRecords } from './evidence.data.ts'
import {
  demoMailboxes,
  demoMessages,
  officeMailboxes,
  officeMessages,
  maria,
  type DemoMessage,
} from './mail.data.ts'
import { oddMessages } from './odd-mail.data.ts'
import { demoContacts, demoGroups } from './people.data.ts'
import type { Scenario } from './scenario.ts'

/** Everything the double remembers while its page is open. */
export type DoubleState = {
  readonly scenario: Scenario
  phase: AppState['phase']
  person: AppState['person']
  accounts: Account[]
  hasRecoveryKit: boolean
  /** The mail host has put something in front of the recovery data. */
  isRecoveryHidden: boolean
  settings: Settings
  /** How often the window said that something was copied. */
  learnedWords: string[]
  notedCopies: number
  factors: Factor[]
  shares: Shares[]
  phone: string
  replyPage: ReplyPage
  contacts: Contact[]
  groups: Group[]
  messages: DemoMessage[]
  mailboxes: Mailbox[]
  drafts: Draft[]
  outbox: OutboxItem[]
  audit: AuditRow[]
  reviewedUpTo: number
  headLetter: HeadLetterPlan & { headAt: string | null }
  /** Every version, the newest first. */
  evidence: EvidenceRecord[]
  undo: Map<string, () => void>
  nextId: number
  readonly emit: (event: AppEvent) => void
  readonly follow: (signal: AbortSignal | undefined) => AsyncGenerator<AppEvent>
}

const demoAccount: Account = {
  id: accountIdSchema.parse(1),
  name: 'Dr. Ana Rivera',
  address: 'ana@rivera-practice.example',
  signature: null,
  providerId: 'demo',
  userName: 'ana@rivera-practice.example',
  signInKind: 'password',
  imap: { host: 'imap.rivera-practice.example', port: 993, security: 'implicit' },
  smtp: { host: 'smtp.rivera-practice.example', port: 465, security: 'implicit' },
}

export const officeAccount: Account = {
  ...demoAccount,
  id: accountIdSchema.parse(2),
  name: 'Rivera Practice',
  address: 'office@rivera-practice.example',
  signature: 'Rivera Practice\nReception',
  userName: 'office@rivera-practice.example',
}

export function demoAccounts({ account, accounts }: Scenario): Account[] {
  const first = { ...demoAccount, ...account }
  return accounts === 1 ? [first] : [first, officeAccount]
}

export function draftOf(
  id: number,
  content: Partial<Draft['content']>,
  inReplyTo: Draft['inReplyTo'] = null,
): Draft {
  return {
    id: draftIdSchema.parse(id),
    accountId: accountIdSchema.parse(1),
    content: { to: [], cc: [], bcc: [], subject: '', html: '', ...content },
    attachments: [],
    inReplyTo,
    limitBytes: 25_000_000,
    takenRevision: 0,
    savedAt: new Date().toISOString(),
  }
}

function demoOutbox(): OutboxItem[] {
  const item = (id: number, state: OutboxItem['state'], more: Partial<OutboxItem>): OutboxItem => ({
    logicalId: logicalMessageIdSchema.parse(id),
    subject: 'Statement for October',
    to: ['Daniel Ortiz'],
    state,
    hold: null,
    leavesAt: null,
    nextAttemptAt: null,
    givesUpAt: null,
    failureCode: null,
    line: 'Sealed for Daniel · health information',
    deliveries: [
      {
        address: 'daniel.ortiz@post.example',
        method: 'sealed-message',
        state,
        at: null,
        contactId: contactIdSchema.parse(2),
      },
    ],
    ...more,
  })
  return [
    item(60, 'unknown', { failureCode: 'smtp/unknown-outcome' }),
    item(61, 'refused', {
      subject: 'Referral letter',
      to: ['Harborview Billing'],
      failureCode: 'smtp/recipient-refused',
    }),
    item(62, 'queued', {
      subject: 'Homework for the week',
      to: ['Maria Alvarez'],
      nextAttemptAt: new Date(Date.now() + 240_000).toISOString(),
      failureCode: 'smtp/deferred',
      givesUpAt: new Date(Date.now() + 4 * 24 * 3_600_000).toISOString(),
      line: 'Sealed for Maria',
    }),
  ]
}

export function connectionOf(scenario: Scenario): Connection {
  const { connection: state } = scenario
  const host = 'imap.rivera-practice.example'
  const first: AccountConnection = {
    state,
    checkedAt: state === 'connecting' ? null : new Date().toISOString(),
    progress: state === 'syncing' ? { done: 1240, total: 10_000 } : null,
    failure:
      state === 'error'
        ? { code: scenario.connectionFailure, detail: { host, expiredAt: '2026-03-03T00:00:00.000Z' } }
        : null,
  }
  const online: AccountConnection = {
    state: 'online',
    checkedAt: new Date().toISOString(),
    progress: null,
    failure: null,
  }
  const accounts = demoAccounts(scenario).map(({ id }, index) => ({
    accountId: id,
    ...(index === 0 ? first : online),
  }))
  return { ...first, accounts }
}

export function createState(scenario: Scenario): DoubleState {
  const isDemo = scenario.content === 'demo'
  const listeners = new Set<(event: AppEvent) => void>()
  return {
    scenario,
    phase: scenario.phase,
    person: scenario.people.length > 1 ? null : 1,
    accounts: scenario.hasAccount && scenario.phase !== 'first-run' ? demoAccounts(scenario) : [],
    hasRecoveryKit: scenario.hasRecoveryKit && scenario.phase !== 'first-run',
    isRecoveryHidden: false,
    phone: scenario.phone,
    settings: {
      idleLockMinutes: 10,
      hidesFromScreenCapture: true,
      singleLetterKeys: true,
      looksUpKeys: true,
      fetchUpToBytes: 1_000_000,
      fetchBackMonths: null,
      keepsDraftsOnHost: true,
      spelling: 'en',
      passkeyUnlocksAlone: false,
      recognizersOff: [],
      colorScheme: scenario.scheme,
    },
    learnedWords: ['Brightside', 'psychoed'],
    notedCopies: 0,
    factors: scenario.hasFactors ? [...demoFactors] : [],
    shares: [],
    replyPage: {
      account: demoAccount.id,
      accountAddress: demoAccount.address,
      savedAt: scenario.hasOutdatedReplyPage ? '2026-10-02T09:00:00.000Z' : null,
      isForKeyInUse: false,
      address: scenario.hasOutdatedReplyPage ? 'https://rivera-practice.example/reply.html' : null,
      inPdf: null,
    },
    contacts: isDemo ? [...demoContacts] : [],
    groups: isDemo ? [...demoGroups] : [],
    mailboxes: [...demoMailboxes, ...officeMailboxes],
    messages: isDemo
      ? [...demoMessages(), ...oddMessages(), ...(scenario.accounts === 2 ? officeMessages() : [])]
      : [],
    drafts: isDemo
      ? [
          draftOf(20, {
            to: [maria],
            subject: 'Plan for November',
            html: '<p>Dear Maria,</p><p>please take the new dose at 9 p.m. from 24 November on. Your Social Security number, 123-45-6789, is on the form for Daniel Ortiz by mistake; call (555) 010-0100 and we correct it.</p><p>Dr. Rivera</p>',
          }),
        ]
      : [],
    outbox: isDemo ? demoOutbox() : [],
    audit: isDemo ? demoAudit() : [],
    reviewedUpTo: 0,
    headLetter: {
      ...{ to: 'susan.lee@lakeside-neuro.example', every: 'weekly' },
      headAt: new Date(Date.now() - 10 * 86_400_000).toISOString(),
    },
    evidence: isDemo ? demoRecords() : [],
    undo: new Map(),
    nextId: 100,
    emit: (event) => {
      for (const listener of listeners) listener(event)
    },
    async *follow(signal) {
      const queue: AppEvent[] = [
        { type: 'phase-changed', phase: scenario.phase },
        { type: 'connection-changed', connection: connectionOf(scenario) },
      ]
      let wake = () => {}
      const listen = (event: AppEvent) => {
        queue.push(event)
        wake()
      }
      listeners.add(listen)
      signal?.addEventListener('abort', () => wake())
      try {
        while (signal?.aborted !== true) {
          const event = queue.shift()
          if (event) yield event
          else await new Promise<void>((resolve) => (wake = resolve))
        }
      } finally {
        listeners.delete(listen)
      }
    },
  }
}

export function nextId(state: DoubleState): number {
  state.nextId += 1
  return state.nextId
}
