import type { AccountDetails } from '../../shared/contract/index.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import { credentialsOf, type ProviderPresets, type UsableCredentials } from '../accounts/index.ts'
import { signInWithBrowser, type OAuthTokens, type TlsPolicy } from '../transport/index.ts'
import { returnPage, strayPage } from './pages/return-page.ts'

/** A browser sign-in that ended well and waits for the account it is for. */
interface FinishedSignIn {
  readonly providerId: string
  readonly tokens: OAuthTokens
}

export interface SignInDeps {
  readonly clock: () => Date
  readonly presets: ProviderPresets
  readonly tlsPolicy: () => TlsPolicy
  readonly openBrowser: (url: string) => Promise<void>
  readonly newId: () => string
}

/** Sign-ins in the system's browser whose tokens wait for an account to be made of them. */
export interface SignIns {
  /** @returns the id under which its tokens wait. Errors: as of `signInWithBrowser`; `oauth/cancelled` also when `forget` was called meanwhile. */
  signIn(providerId: string, address: string): Promise<Result<string>>
  cancel(): void
  /**
   * What opens the account. Errors: `login/expired` for a sign-in that isn't known (any more), `oauth/other-host` for one
   * whose tokens would go to a server that isn't its provider's.
   */
  credentialsOf(details: Pick<AccountDetails, 'imap' | 'smtp' | 'signIn'>): Result<UsableCredentials>
  readonly finished: Map<string, FinishedSignIn>
  /** Ends one under way and drops the tokens of those that no account was made of. */
  forget(): void
}

export function createSignIns(deps: SignInDeps): SignIns {
  const finished = new Map<string, FinishedSignIn>()
  let signingIn: AbortController | null = null
  let forgotten = 0

  return {
    finished,

    signIn: async (providerId, address) => {
      const provider = deps.presets.oauthOf(providerId)
      if (!provider.ok) {
        return provider
      }
      signingIn?.abort()
      signingIn = new AbortController()
      const before = forgotten
      const tokens = await signInWithBrowser(
        provider.value,
        address,
        {
          openBrowser: deps.openBrowser,
          policy: deps.tlsPolicy(),
          now: () => deps.clock().getTime(),
          returnPage: returnPage(),
          strayPage: strayPage(),
        },
        signingIn.signal,
      )
      // Whatever came of it then: a browser that the lock kept from opening is no browser that is missing.
      if (forgotten !== before) {
        return fail('oauth/cancelled')
      }
      if (!tokens.ok) {
        return tokens
      }
      const id = deps.newId()
      finished.set(id, { providerId, tokens: tokens.value })
      return ok(id)
    },

    cancel: () => {
      signingIn?.abort()
    },

    credentialsOf: ({ signIn, imap, smtp }) => {
      if (signIn.kind === 'password') {
        return ok({ kind: 'password', password: signIn.password })
      }
      const done = finished.get(signIn.signInId)
      if (done === undefined) {
        return fail('login/expired')
      }
      const taken = deps.presets.takesTokens(done.providerId, { imap, smtp })
      return taken.ok ? ok(credentialsOf(done.tokens)) : taken
    },

    forget: () => {
      forgotten += 1
      signingIn?.abort()
      finished.clear()
    },
  }
}
