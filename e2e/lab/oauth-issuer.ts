import { createHash, randomBytes } from 'node:crypto'
import http from 'node:http'
import https from 'node:https'
import type { AddressInfo } from 'node:net'
import type { ServerCertificate } from './certificates.ts'

/** A small OAuth 2.0 issuer (RFC 6749 with PKCE, RFC 7636; introspection, RFC 7662) whose tokens Dovecot accepts. */
export type OAuthIssuer = {
  readonly clientId: string
  /** https on loopback, under the lab's CA. */
  readonly authorizeUrl: string
  readonly tokenUrl: string
  /** http on loopback, for Dovecot alone. */
  readonly introspectionUrl: string
  /** Whose session the browser carries: the next authorization is granted for this address; null denies it. */
  readonly signInAs: (address: string | null) => void
  /** An access token without the dance, for tests of XOAUTH2 itself. */
  readonly issueAccessToken: (address: string) => string
  /** Ends every access token; refresh tokens stay good. */
  readonly expireAccessTokens: () => void
  /** Ends every refresh token, as when the person takes the consent back. */
  readonly revokeRefreshTokens: () => void
  readonly addressOf: (accessToken: string) => string | undefined
  /** Every token handed out so far. */
  readonly tokens: () => readonly string[]
  readonly close: () => Promise<void>
}

type Grant = {
  readonly address: string
  readonly challenge: string
  readonly redirectUri: string
  readonly clientId: string
}

const clientId = 'sealpost-lab'

/** Starts the issuer on free loopback ports. */
export async function startOAuthIssuer(certificate: ServerCertificate): Promise<OAuthIssuer> {
  let signedIn: string | null = null
  const grants = new Map<string, Grant>()
  const accessTokens = new Map<string, string>()
  const refreshTokens = new Map<string, string>()
  const issued: string[] = []
  const issue = (into: Map<string, string>, address: string): string => {
    const token = randomBytes(24).toString('base64url')
    into.set(token, address)
    issued.push(token)
    return token
  }
  const tokensFor = (address: string): object => ({
    token_type: 'Bearer',
    expires_in: 3600,
    scope: 'mail',
    access_token: issue(accessTokens, address),
    refresh_token: issue(refreshTokens, address),
  })

  const authorize = (query: URLSearchParams, response: http.ServerResponse): void => {
    const redirectUri = query.get('redirect_uri') ?? ''
    const challenge = query.get('code_challenge')
    const isLoopback = /^http:\/\/(127\.0\.0\.1|localhost):\d+\//.test(redirectUri)
    if (query.get('client_id') !== clientId || query.get('response_type') !== 'code' || !isLoopback) {
      respond(response, 400, { error: 'invalid_request' })
      return
    }
    const target = new URL(redirectUri)
    target.searchParams.set('state', query.get('state') ?? '')
    if (signedIn === null) target.searchParams.set('error', 'access_denied')
    else if (challenge === null || query.get('code_challenge_method') !== 'S256') {
      target.searchParams.set('error', 'invalid_request')
    } else {
      const code = randomBytes(24).toString('base64url')
      grants.set(code, { address: signedIn, challenge, redirectUri, clientId })
      target.searchParams.set('code', code)
    }
    response.writeHead(302, { location: target.href }).end()
  }

  const exchangeCode = (form: URLSearchParams): object | null => {
    const code = form.get('code') ?? ''
    const grant = grants.get(code)
    // A code is good once, whatever comes of it (RFC 6749 section 4.1.2).
    grants.delete(code)
    if (grant?.redirectUri !== form.get('redirect_uri')) return null
    if (form.get('client_id') !== grant.clientId) return null
    const verifier = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url')
    return verifier === grant.challenge ? tokensFor(grant.address) : null
  }

  const token = (form: URLSearchParams, response: http.ServerResponse): void => {
    let tokens: object | null = null
    if (form.get('grant_type') === 'authorization_code') tokens = exchangeCode(form)
    if (form.get('grant_type') === 'refresh_token') {
      const address = refreshTokens.get(form.get('refresh_token') ?? '')
      tokens = address === undefined ? null : tokensFor(address)
    }
    if (tokens === null) respond(response, 400, { error: 'invalid_grant' })
    else respond(response, 200, tokens)
  }

  const issuer = https.createServer({ cert: certificate.cert, key: certificate.key }, (request, response) => {
    const url = new URL(request.url ?? '/', 'https://localhost')
    if (request.method === 'GET' && url.pathname === '/authorize') {
      authorize(url.searchParams, response)
      return
    }
    if (request.method !== 'POST' || url.pathname !== '/token') {
      respond(response, 404, {})
      return
    }
    void readForm(request).then((form) => token(form, response))
  })
  const introspection = http.createServer((request, response) => {
    void readForm(request).then((form) => {
      const address = accessTokens.get(form.get('token') ?? '')
      respond(response, 200, address === undefined ? { active: false } : { active: true, email: address })
    })
  })
  const [issuerPort, introspectionPort] = await Promise.all([listen(issuer), listen(introspection)])
  return {
    clientId,
    authorizeUrl: `https://localhost:${issuerPort}/authorize`,
    tokenUrl: `https://localhost:${issuerPort}/token`,
    introspectionUrl: `http://127.0.0.1:${introspectionPort}/introspect`,
    signInAs: (address) => {
      signedIn = address
    },
    issueAccessToken: (address) => issue(accessTokens, address),
    expireAccessTokens: () => accessTokens.clear(),
    revokeRefreshTokens: () => refreshTokens.clear(),
    addressOf: (accessToken) => accessTokens.get(accessToken),
    tokens: () => issued,
    close: async () => {
      await Promise.all([issuer, introspection].map(close))
    },
  }
}

async function readForm(request: http.IncomingMessage): Promise<URLSearchParams> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(Buffer.from(chunk as Uint8Array))
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'))
}

function respond(response: http.ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

function listen(server: http.Server | https.Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
  })
}

function close(server: http.Server | https.Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
