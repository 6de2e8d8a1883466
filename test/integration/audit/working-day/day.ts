import type { AuditEventType } from '../../../../src/main/audit/index.ts'
import type { generateOwnKey } from '../../../../src/main/sealing/index.ts'
import type { EngineClient } from '../../../../src/shared/contract/index.ts'
import type {
  AccountId,
  ContactId,
  DraftId,
  LogicalMessageId,
  MessageId,
} from '../../../../src/shared/ids.ts'

/** Where the acts of a day find what earlier ones left. */
export interface Day {
  readonly client: EngineClient
  readonly accountId: AccountId
  /** Nothing was ever sent from it. */
  readonly secondAccountId: AccountId
  /** PEM. */
  readonly authority: string
  /** The clinician's own key. */
  readonly fingerprint: string
  readonly colleague: Awaited<ReturnType<typeof generateOwnKey>>
  /** What the next question for files to open answers. */
  opens(paths: readonly string[]): void
  /** Writes a file that somebody will open. */
  put(name: string, text: string): string
  /** The newest message of the mail that was brought. */
  message(): MessageId
  /** The file in it. */
  file(): { id: MessageId; partPath: string }
  contact(name: string): ContactId
  /** Begun before, as it is in the store. */
  draft(text?: string): DraftId
  held(): Promise<LogicalMessageId>
}

/**
 * An act through the window's own procedures, with the events that must be on record before it has any effect, and what
 * comes before it.
 */
export type Act = readonly [
  types: readonly AuditEventType[],
  prepare: (day: Day) => (() => Promise<unknown>) | Promise<() => Promise<unknown>>,
]

export const letterOf = (text: string) => ({
  ...{ to: [{ name: 'Maria Alvarez', address: 'maria@mail.example' }], cc: [], bcc: [] },
  ...{ subject: 'Tuesday', html: `<p>${text}</p>` },
})
export const ordinaryText = 'We see each other on Tuesday at three. Bring the diary, please.'
/** So that nothing leaves by itself while the day lasts. */
export const inAWeek = (days = 7) => new Date(Date.now() + days * 86_400_000).toISOString()

export function mustBe<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('an earlier act of the day left nothing')
  return value
}
