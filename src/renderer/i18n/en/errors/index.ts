import type { ErrorCode } from '../../../../shared/errors/index.ts'
import { appErrors } from './app.ts'
import { auditErrors } from './audit.ts'
import { mailErrors } from './mail.ts'
import { messageErrors } from './message.ts'
import { openpgpErrors } from './openpgp.ts'
import { smimeErrors } from './smime.ts'
import { storeErrors } from './store.ts'
import { vaultErrors } from './vault.ts'
import type { ErrorText } from './error-text.ts'

export { errorWords, type ErrorText } from './error-text.ts'

/** Every code has its words, in the files of its area in src/shared/errors. */
export const errors = {
  ...appErrors,
  ...auditErrors,
  ...mailErrors,
  ...messageErrors,
  ...openpgpErrors,
  ...smimeErrors,
  ...storeErrors,
  ...vaultErrors,
} as const satisfies Record<ErrorCode, ErrorText>
