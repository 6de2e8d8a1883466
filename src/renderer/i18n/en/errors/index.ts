import type { ErrorCode } from '../../../../shared/errors/index.ts'
import { appErrors } from './app.ts'
import { auditErrors } from './audit.ts'
import { backupErrors } from './backup.ts'
import { collectorErrors } from './collector.ts'
import { evidenceErrors } from './evidence.ts'
import { mailErrors } from './mail.ts'
import { messageErrors } from './message.ts'
import { openpgpErrors } from './openpgp.ts'
import { policyErrors } from './policy.ts'
import { recoveryErrors } from './recovery.ts'
import { smimeErrors } from './smime.ts'
import { storeErrors } from './store.ts'
import { vaultErrors } from './vault.ts'
import type { ErrorText } from './error-text.ts'

export { errorWords, type ErrorText } from './error-text.ts'

/** Every code has its words, in the files of its area in src/shared/errors. */
export const errors = {
  ...appErrors,
  ...auditErrors,
  ...backupErrors,
  ...collectorErrors,
  ...evidenceErrors,
  ...mailErrors,
  ...messageErrors,
  ...openpgpErrors,
  ...policyErrors,
  ...recoveryErrors,
  ...smimeErrors,
  ...storeErrors,
  ...vaultErrors,
} as const satisfies Record<ErrorCode, ErrorText>
