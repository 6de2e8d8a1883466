import type { SubmitOutcome } from '../outbound/index.ts'
import type { StrengthMeter, UnlockedVault } from '../vault/index.ts'
import type { DesktopServices } from './desktop-services.ts'
import type { EventHub } from './event-hub.ts'
import type { Resources } from './resources.ts'

/** What a session is opened with. */
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
  /** The entry of the thread that checks spelling. */
  readonly spellingWorker: URL
  /** The folder `resources` of this installation. */
  readonly resourcesDir: string
  /** Answers of mail hosts that came while the vault was locked; see the queue. */
  readonly heard: Map<string, SubmitOutcome>
}
