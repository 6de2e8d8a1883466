import type { CredentialSource } from '../accounts/index.ts'
import type { AuditLog } from '../audit/index.ts'
import type {
  CertificateDesk,
  Directory,
  FingerprintWords,
  Groups,
  Importer,
  PassphraseDesk,
} from '../directory/index.ts'
import type { Inbound } from '../inbound/index.ts'
import type {
  Consultations,
  Drafts,
  FindingChoices,
  Outbox,
  Queue,
  Sender,
  Sizes,
  SubmitOutcome,
} from '../outbound/index.ts'
import type {
  AuthorityDesk,
  IdentityDesk,
  KeyDesk,
  OutsideDesk,
  PolicyDesk,
  ReplyPageDesk,
} from '../practice/index.ts'
import type { Trust } from '../sealing/index.ts'
import type { Store } from '../store/index.ts'
import type { StrengthMeter, UnlockedVault } from '../vault/index.ts'
import type { Practice } from '../../shared/contract/index.ts'
import type { Result } from '../../shared/result.ts'
import type { AccountDesk } from './account-desk.ts'
import type { BackupDesk } from './backup/backup-desk.ts'
import type { CollectorDesk } from './collector/collector-desk.ts'
import type { DesktopServices } from './desktop-services.ts'
import type { EventHub } from './event-hub.ts'
import type { FactorDesk } from './factor-desk.ts'
import type { AccountingDesk } from './evidence/accounting-desk.ts'
import type { HoldDesk } from './evidence/hold-desk.ts'
import type { EvidenceDesk } from './evidence/evidence-desk.ts'
import type { KitDesk } from './kit-desk.ts'
import type { SharesDesk } from './shares-desk.ts'
import type { MailExporter } from './carry/mail-export.ts'
import type { MailImporter } from './carry/mail-import.ts'
import type { LetOut } from './let-out.ts'
import type { RecoveryKeeper } from './recovery/keeper.ts'
import type { RenewalDesk } from './renewal-desk.ts'
import type { Resources } from './resources.ts'
import type { SaveFile } from './save-file.ts'

export interface SessionDeps {
  readonly vault: UnlockedVault
  readonly resources: Resources
  /** Judges passphrases that people type; the vault has the same. */
  readonly meter: StrengthMeter
  readonly desktop: DesktopServices
  readonly events: EventHub
  readonly clock: () => Date
  readonly userDataDir: string
  /** Of this program. */
  readonly version: string
  /** PEM certificates trusted beside the system's: a test's, in unpackaged runs. */
  readonly extraRoots: readonly string[]
  readonly printPage: (html: string) => Promise<void>
  /** The entry of the thread that reads attachments. */
  readonly scanWorker: URL
  /** The entry of the thread that reads mail. */
  readonly mailWorker: URL
  /** The folder `resources` of this installation. */
  readonly resourcesDir: string
  /** Answers of mail hosts that came while the vault was locked; see the queue. */
  readonly heard: Map<string, SubmitOutcome>
}

/** Everything that exists only while the vault is unlocked, wired together here and nowhere else. */
export interface Session {
  readonly vault: UnlockedVault
  readonly store: Store
  readonly audit: AuditLog
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
  readonly outbox: Outbox
  readonly queue: Queue
  readonly kit: KitDesk
  readonly shares: SharesDesk
  readonly factors: FactorDesk
  readonly recovery: RecoveryKeeper
  readonly renewal: RenewalDesk
  readonly saveFile: SaveFile
  readonly evidence: EvidenceDesk
  readonly accountings: AccountingDesk
  readonly holds: HoldDesk
  readonly letOut: LetOut
  readonly mailExport: MailExporter
  readonly mailImport: MailImporter
  readonly backups: BackupDesk
  readonly collector: CollectorDesk
  readonly fingerprintWords: FingerprintWords
  readonly policy: PolicyDesk
  /** What S/MIME certificates are judged by, at this moment. */
  trust(): Trust
  practice(): Practice
  /** Sends what is due, now. */
  runQueue(): void
  /** Before a lock or the end: what is in the hold leaves, which is waited for a while, or is kept. */
  settleHeld(answer: 'send-now' | 'keep'): Promise<Result<void>>
  start(): void
  /** Forgets secrets at once; answers when nothing of it runs any more. */
  stop(): Promise<void>
}
