import type { AccountConnection } from '../../../shared/contract/index.ts'
import type { Failure } from '../../../shared/result.ts'
import { isErrorCode } from '../../app/failure.ts'

const codes = ['login/refused', 'login/app-password-needed', 'login/expired']

/** Whether the mail host no longer takes what opens the account: nothing gets better until a person signs in anew. */
export function isSignInFailure(code: string): boolean {
  return codes.includes(code)
}

/** The failure of that kind that keeps mail from being checked, also while the next try is under way. */
export function signInFailure(connection: AccountConnection | null): Failure | null {
  const { code, detail } = connection?.failure ?? {}
  if (!isErrorCode(code) || !isSignInFailure(code)) return null
  return detail === undefined ? { code } : { code, detail }
}
