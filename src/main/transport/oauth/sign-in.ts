import { fail, type Result } from '../../../shared/result.ts'
import { transportLimits } from '../limits.ts'
import type { TlsPolicy } from '../tls-policy.ts'
import { listenOnLoopback } from './loopback.ts'
import { isSameToken, makePkce, randomToken } from './pkce.ts'
import { requestTokens } from './token-endpoint.ts'
import type { Now, OAuthProvider, OAuthTokens } from './types.ts'

export type SignInDependencies = {
  /** Shows the provider's page in the system browser, never in a window of ours (RFC 8252 section 8.12). */
  readonly openBrowser: (url: string) => Promise<void>
  readonly policy: TlsPolicy
  readonly now: Now
  /** HTML that the browser shows when it comes back. */
  readonly returnPage: string
  /** HTML for a local request that doesn't belong to this sign-in. */
  readonly strayPage: string
  /** How long the person may take, in milliseconds; five minutes unless told. */
  readonly timeoutMs?: number
}

/**
 * Signs a person in with her provider in the system browser: authorization code with PKCE (RFC 7636, S256), answer
 * on loopback (RFC 8252). The program sees no password.
 *
 * @param address fills the provider's form in
 * @param signal aborting ends the wait with `oauth/cancelled`
 * @returns `oauth/not-configured` before anything is opened when this build has no client id for the provider;
 *   `oauth/no-browser` when none could be opened; `oauth/cancelled`, `oauth/timeout`, `oauth/refused`, and what the
 *   token endpoint gives
 */
export async function signInWithBrowser(
  provider: OAuthProvider,
  address: string,
  dependencies: SignInDependencies,
  signal: AbortSignal,
): Promise<Result<OAuthTokens>> {
  if (provider.clientId === null) return fail('oauth/not-configured')
  const pkce = makePkce()
  const state = randomToken()
  const listener = await listenOnLoopback({
    // Whoever doesn't know the state (another program, another page) has no say in how this ends.
    isOurs: (query) => isSameToken(query.get('state') ?? '', state),
    returnPage: dependencies.returnPage,
    strayPage: dependencies.strayPage,
  })
  const timeout = AbortSignal.timeout(dependencies.timeoutMs ?? transportLimits.signInTimeoutMs)
  try {
    const redirectUri = `http://${provider.redirectHost}:${listener.port}/`
    const request = { address, state, redirectUri, challenge: pkce.challenge }
    const url = authorizationUrl(provider, provider.clientId, request)
    const isOpened = await dependencies.openBrowser(url).then(
      () => true,
      () => false,
    )
    if (!isOpened) return fail('oauth/no-browser')
    const query = await listener.redirect(AbortSignal.any([signal, timeout]))
    if (query === null) return fail(signal.aborted ? 'oauth/cancelled' : 'oauth/timeout')
    if (query.get('error') === 'access_denied') return fail('oauth/cancelled')
    const code = query.get('code')
    if (code === null) return fail('oauth/refused')
    const grant = {
      grant_type: 'authorization_code',
      code,
      redirect_uri: redirectUri,
      code_verifier: pkce.verifier,
    }
    return await requestTokens(provider, grant, dependencies)
  } finally {
    listener.close()
  }
}

/**
 * A new access token for a refresh token (RFC 6749 section 6).
 *
 * @returns `login/expired` when the provider no longer takes it: the person has to sign in again
 */
export async function refreshTokens(
  provider: OAuthProvider,
  refreshToken: string,
  dependencies: Pick<SignInDependencies, 'policy' | 'now'>,
): Promise<Result<OAuthTokens>> {
  if (provider.clientId === null) return fail('oauth/not-configured')
  const grant = { grant_type: 'refresh_token', refresh_token: refreshToken }
  const tokens = await requestTokens(provider, grant, dependencies)
  return !tokens.ok && tokens.error.code === 'oauth/refused' ? fail('login/expired') : tokens
}

type AuthorizationRequest = {
  readonly address: string
  readonly state: string
  readonly redirectUri: string
  readonly challenge: string
}

function authorizationUrl(provider: OAuthProvider, clientId: string, request: AuthorizationRequest): string {
  const url = new URL(provider.authorizeUrl)
  const parameters = {
    ...provider.extraParameters,
    client_id: clientId,
    response_type: 'code',
    redirect_uri: request.redirectUri,
    scope: provider.scopes.join(' '),
    state: request.state,
    code_challenge: request.challenge,
    code_challenge_method: 'S256',
    login_hint: request.address,
  }
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value)
  return url.href
}
