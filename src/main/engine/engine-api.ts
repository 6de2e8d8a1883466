import type { AppState, FactorProof, PassphraseStrength, PasskeyProof } from '../../shared/contract/index.ts'
import type { FileHandle } from '../../shared/ids.ts'
import type { Result } from '../../shared/result.ts'
import type { Keychain, TypedKit, VaultDeps } from '../vault/index.ts'
import type { SourceDesk } from './backup/source-desk.ts'
import type { Desktop } from './desktop-services.ts'
import type { EventHub } from './event-hub.ts'
import type { FileDesk } from './files.ts'
import type { HeldSecrets } from './held-secrets.ts'
import type { EnginePage, EngineThreadData, LockReason } from './host-api.ts'
import type { RestoreDesk } from './recovery/restore-desk.ts'
import type { Resources } from './resources.ts'
import type { AnySession, Session } from './session-type.ts'

export interface EngineDeps {
  readonly data: EngineThreadData
  readonly desktop: Desktop
  readonly keychain: Keychain
  /** Cost of new passphrase wraps; measured on this computer when left out. */
  readonly kdfCost?: VaultDeps['kdfCost']
  /** The entry of the thread that reads attachments, beside the engine's own. */
  readonly scanWorker: URL
  /** The entry of the thread that reads mail, beside it. */
  readonly mailWorker: URL
  /** The entry of the thread that checks spelling, beside it. */
  readonly spellingWorker: URL
}

/** The engine's life: first run, locked, unlocked, locked again. It runs the same in a thread and in a test. */
export interface Engine {
  readonly events: EventHub
  readonly files: FileDesk
  readonly heldSecrets: HeldSecrets
  readonly desktop: Desktop
  readonly resources: Resources
  readonly clock: () => Date
  state(): AppState
  /** Of an open vault with mail. Errors: `vault/locked`, `vault/reads-logs-only`. */
  session(): Result<Session>
  /** Of whatever vault is open. Error: `vault/locked`. */
  anySession(): Result<AnySession>
  strength(passphrase: string): PassphraseStrength
  /** @param auditor who reads logs in it; without, it is a vault with mail */
  create(passphrase: string, auditor?: { readonly name: string }): Promise<Result<void>>
  /** Who is in front of the computer; `new`: somebody who has no vault here yet, null: nobody said so. */
  choosePerson(who: number | 'new' | null): Result<void>
  /** First run from a backup. */
  readonly backupSource: SourceDesk
  /** `factor`: what the vault asks for beside the passphrase. */
  unlock(passphrase: string, factor?: FactorProof): Promise<Result<void>>
  unlockWithPasskey(proof: PasskeyProof): Promise<Result<void>>
  unlockWithKit(kit: TypedKit, newPassphrase: string, keepsFactors: boolean): Promise<Result<void>>
  /** Null: the person cancelled. */
  chooseKeyFile(): Promise<{ file: FileHandle; name: string } | null>
  /** Ends the vault for good; see `eraseWithCertificate`. */
  erase(passphrase: string, confirmation: string): Promise<Result<boolean>>
  /** Makes room where the vault is damaged. Errors: `vault/already-exists` where that isn't known, and of `setVaultAside`. */
  setAside(): Result<void>
  /** Of a practice whose computer is lost. */
  readonly restore: RestoreDesk
  openDemo(): Promise<Result<void>>
  /** Drops the keys, whatever else fails. An unlock that is under way won't succeed any more. */
  lock(reason: 'person' | 'idle' | LockReason): void
  /** A person did something. */
  touch(): void
  /** Before the program ends: the window asks about what is in the hold. */
  mayQuit(): Promise<boolean>
  answerQuit(mayQuit: boolean): void
  page(pagePath: string): Promise<EnginePage | null>
  printPage(html: string): Promise<void>
  /** Locks, after a letter that is on its way had a moment to arrive; gives the vault's folder free. */
  shutdown(): Promise<void>
}
