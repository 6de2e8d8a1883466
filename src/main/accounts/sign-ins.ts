import { randomUUID } from 'node:crypto'
import { fail, ok, type Result } from '../../shared/result.ts'
import { signInWithBrowser, type Now, type OAuthTokens, type TlsPolicy } from '../transport/index.ts'
import type { ProviderPresets } from './presets.ts'
import { returnPage } from './return-page.ts'

export type SignIns = {
  /**
   * Opens the provider's page in the system browser and waits for its answer. A sign-in that is still waiting is
   * cancelled first.
   *
   * @returns an id for `tokensOf`; `oauth/not-configured` before anything is opened, `oauth/cancelled`,
   *   `oauth/timeout`, `oauth/refused`, `oauth/state-mismatch`, or what went wrong on the way to the provider
   */
  readonly start: (providerId: string, address: string) => Promise<Result<{ readonly signInId: string }>>
  readonly cancel: () => void
  /** The tokens of a finished sign-in, or `login/expired` when it isn't known (any more). */
  readonly tokensOf: (signInId: string) => Result<OAuthTokens>
  /** Forgets every token that isn't part of an account. */
  readonly clear: () => void
}

export type SignInsDependencies = {
  readonly presets: ProviderPresets
  readonly openBrowser: (url: string) => Promise<void>
  readonly policy: () => TlsPolicy
  readonly now: Now
}

/** Browser sign-ins of the account form. The window gets an id; the tokens stay here until the account is added. */
export function createSignIns({ presets, openBrowser, policy, now }: SignInsDependencies): SignIns {
  let waiting: AbortController | null = null
  const finished = new Map<string, OAuthTokens>()
  const cancel = (): void => {
    waiting?.abort()
    waiting = null
  }
  return {
    cancel,
    start: async (providerId, address) => {
      cancel()
      const provider = presets.oauthOf(providerId)
      if (!provider.ok) return provider
      const abort = new AbortController()
      waiting = abort
      const dependencies = { openBrowser, policy: policy(), now, returnPage }
      const tokens = await signInWithBrowser(provider.value, address, dependencies, abort.signal)
      if (waiting === abort) waiting = null
      if (!tokens.ok) return tokens
      if (abort.signal.aborted) return fail('oauth/cancelled')
      const signInId = randomUUID()
      finished.set(signInId, tokens.value)
      return ok({ signInId })
    },
    tokensOf: (signInId) => {
      const tokens = finished.get(signInId)
      return tokens === undefined ? fail('login/expired') : ok(tokens)
    },
    clear: () => {
      cancel()
      finished.clear()
    },
  }
}
