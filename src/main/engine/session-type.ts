import type { CredentialSource } from '../accounts/index.ts'
import type { CertificateDesk, Directory, Groups, Importer, PassphraseDesk } from '../directory/index.ts'
import type { Inbound } from '../inbound/index.ts'
import type {
  Consultations,
  Drafts,
  FindingChoices,
  Outbox,
  Queue,
  Sender,
  Sizes,
} from '../outbound/index.ts'
import type { AuthorityDesk, IdentityDesk, KeyDesk, OutsideDesk, ReplyPageDesk } from '../practice/index.ts'
import type { Trust } from '../sealing/index.ts'
import type { Practice } from '../../shared/contract/index.ts'
import type { Result } from '../../shared/result.ts'
import type { AuditorSession } from './auditor-session.ts'
import type { AccountDesk } from './account-desk.ts'
import type { AccountingDesk } from './evidence/accounting-desk.ts'
import type { HoldDesk } from './evidence/hold-desk.ts'
import type { EvidenceDesk } from './evidence/evidence-desk.ts'
import type { MailExporter } from './carry/mail-export.ts'
import type { MailImporter } from './carry/mail-import.ts'
import type { LetOut } from './let-out.ts'
import type { RecoveryKeeper } from './recovery/keeper.ts'
import type { SpellingDesk } from './spelling-desk.ts'
import type { VaultSession } from './vault-session.ts'

/** Everything that exists only while a vault with mail is unlocked, wired together here and nowhere else. */
export interface Session extends VaultSession {
  readonly kind: 'mail'
  readonly directory: Directory
  readonly groups: Groups
  readonly importer: Importer
  readonly certificates: CertificateDesk
  readonly identities: IdentityDesk
  readonly authorities: AuthorityDesk
  readonly keys: KeyDesk
  readonly outside: OutsideDesk
  readonly replyPages: ReplyPageDesk
  readonly passphrases: PassphraseDesk
  readonly accounts: AccountDesk
  readonly credentials: CredentialSource
  readonly inbound: Inbound
  readonly drafts: Drafts
  readonly sender: Sender
  readonly sizes: Sizes
  readonly findingChoices: FindingChoices
  readonly consultations: Consultations
  readonly spelling: SpellingDesk
  readonly outbox: Outbox
  readonly queue: Queue
  readonly recovery: RecoveryKeeper
  readonly evidence: EvidenceDesk
  readonly accountings: AccountingDesk
  readonly holds: HoldDesk
  readonly letOut: LetOut
  readonly mailExport: MailExporter
  readonly mailImport: MailImporter
  /** What S/MIME certificates are judged by, at this moment. */
  trust(): Trust
  practice(): Practice
  /** Sends what is due, now. */
  runQueue(): void
  /** Before a lock or the end: what is in the hold leaves, which is waited for a while, or is kept. */
  settleHeld(answer: 'send-now' | 'keep'): Promise<Result<void>>
}

/** Of whoever's vault is open. */
export type AnySession = Session | AuditorSession
