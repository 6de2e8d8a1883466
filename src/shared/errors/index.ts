import { appErrorCodes } from './app.ts'
import { auditErrorCodes } from './audit.ts'
import { mailErrorCodes } from './mail.ts'
import { messageErrorCodes } from './message.ts'
import { openpgpErrorCodes } from './openpgp.ts'
import { smimeErrorCodes } from './smime.ts'
import { storeErrorCodes } from './store.ts'
import { vaultErrorCodes } from './vault.ts'

/** Every expected failure has one stable code; the window chooses its words by the code. */
export const errorCodes = [
  ...vaultErrorCodes,
  ...storeErrorCodes,
  ...auditErrorCodes,
  ...mailErrorCodes,
  ...messageErrorCodes,
  ...openpgpErrorCodes,
  ...smimeErrorCodes,
  ...appErrorCodes,
] as const

export type ErrorCode = (typeof errorCodes)[number]
