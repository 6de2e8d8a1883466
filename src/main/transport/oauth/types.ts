/**
 * A provider's OAuth 2.0 endpoints as its preset gives them. `clientId` is null in a build that isn't registered
 * with the provider; `clientSecret` is what some providers hand out for desktop programs, where it keeps no secret
 * (RFC 8252 section 8.5).
 */
export type OAuthProvider = {
  readonly clientId: string | null
  readonly clientSecret: string | null
  /** https only. */
  readonly authorizeUrl: string
  /** https only. */
  readonly tokenUrl: string
  readonly scopes: readonly string[]
  /** The loopback host that the provider accepts in a redirect: RFC 8252 asks for the address, Microsoft for the name. */
  readonly redirectHost: '127.0.0.1' | 'localhost'
  /** Further query parameters of the authorization request, such as Google's `access_type`. */
  readonly extraParameters: Readonly<Record<string, string>>
}

export type OAuthTokens = {
  readonly accessToken: string
  /** null when the provider gave none this time: the one in use stays good. */
  readonly refreshToken: string | null
  /** Milliseconds since the epoch, a minute before the provider's own end; null when it names none. */
  readonly expiresAt: number | null
}

/** Milliseconds since the epoch. */
export type Now = () => number
