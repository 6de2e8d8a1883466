import { appErrorCodes } from './app.ts'
import { auditErrorCodes } from './audit.ts'
import { backupErrorCodes } from './backup.ts'
import { collectorErrorCodes } from './collector.ts'
import { evidenceErrorCodes } from './evidence.ts'
import { mailErrorCodes } from './mail.ts'
import { messageErrorCodes } from './message.ts'
import { openpgpErrorCodes } from './openpgp.ts'
import { policyErrorCodes } from './policy.ts'
import { recoveryErrorCodes } from './recovery.ts'
import { smimeErrorCodes } from './smime.ts'
import { storeErrorCodes } from './store.ts'
import { vaultErrorCodes } from './vault.ts'

/** Every expected failure has one stable code; the window chooses its words by the code. */
export const errorCodes = [
  ...vaultErrorCodes,
  ...recoveryErrorCodes,
  ...storeErrorCodes,
  ...auditErrorCodes,
  ...backupErrorCodes,
  ...collectorErrorCodes,
  ...evidenceErrorCodes,
  ...mailErrorCodes,
  ...messageErrorCodes,
  ...openpgpErrorCodes,
  ...smimeErrorCodes,
  ...policyErrorCodes,
  ...appErrorCodes,
] as const

export type ErrorCode = (typeof errorCodes)[number]
