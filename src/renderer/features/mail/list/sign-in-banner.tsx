import { connection } from '../../../app/connection.ts'
import { useStore } from '../../../app/store.ts'
import { FailureNote } from '../../../ui/failure-note.tsx'
import { signInFailure } from '../../account/sign-in-failure.ts'
import { useSignInAgain } from '../../account/use-sign-in-again.ts'

/** Mail isn't checked until the person signs in anew, so it is said where the mail would be. */
export function SignInBanner() {
  const failure = signInFailure(useStore(connection))
  const action = useSignInAgain(failure?.code)
  if (failure === null) return null
  return (
    <div className="list-failure">
      <FailureNote failure={failure} action={action} />
    </div>
  )
}
