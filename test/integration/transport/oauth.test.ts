import http from 'node:http'
import https from 'node:https'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { people, startLab, type Lab } from '../../../e2e/lab/index.ts'
import {
  connectImap,
  createTlsPolicy,
  refreshTokens,
  signInWithBrowser,
  type OAuthProvider,
  type TlsPolicy,
} from '../../../src/main/transport/index.ts'
import { redirectOf } from './browser.ts'
import { valueOf } from './support.ts'

let lab: Lab
let policy: TlsPolicy
let provider: OAuthProvider
const now = (): number => Date.now()
const returnPage = '<!doctype html><title>Signed in</title>'
const strayPage = '<!doctype html><title>Not yours</title>'
const { rivera } = people

beforeAll(async () => {
  lab = await startLab({ broken: false })
  policy = createTlsPolicy({ extraRoots: [lab.certificates.ca] })
  provider = {
    clientId: lab.oauth.clientId,
    clientSecret: null,
    authorizeUrl: lab.oauth.authorizeUrl,
    tokenUrl: lab.oauth.tokenUrl,
    scopes: ['mail'],
    redirectHost: '127.0.0.1',
    extraParameters: {},
  }
})
afterAll(() => lab.stop())
beforeEach(() => lab.oauth.signInAs(rivera.address))

/** Does what a browser does: follows the issuer's redirect to loopback, after `change` had its way with it. */
const browser =
  (change: (redirect: URL) => void = () => undefined) =>
  async (url: string): Promise<void> => {
    const redirect = await redirectOf(url, lab.certificates.ca)
    change(redirect)
    expect(await pageOf(redirect)).toBe(returnPage)
  }

const signIn = (openBrowser: (url: string) => Promise<void>, options: Partial<OAuthProvider> = {}) =>
  signInWithBrowser(
    { ...provider, ...options },
    rivera.address,
    { openBrowser, policy, now, returnPage, strayPage },
    new AbortController().signal,
  )

test.each(['127.0.0.1', 'localhost'] as const)(
  'signs in over %s, and the token opens the mailbox',
  async (redirectHost) => {
    const tokens = valueOf(await signIn(browser(), { redirectHost }))
    expect(tokens.expiresAt).toBeGreaterThan(Date.now() + 3_000_000)
    const credentials = { kind: 'oauth', user: rivera.address, accessToken: tokens.accessToken } as const
    const session = valueOf(await connectImap(lab.imap.implicit, credentials, policy))
    await session.close()
  },
)

test('gets a new access token when the old one has run out, and says when consent is gone', async () => {
  const tokens = valueOf(await signIn(browser()))
  lab.oauth.expireAccessTokens()
  const refreshToken = tokens.refreshToken ?? ''
  const fresh = valueOf(await refreshTokens(provider, refreshToken, { policy, now }))
  expect(lab.oauth.addressOf(fresh.accessToken)).toBe(rivera.address)
  lab.oauth.revokeRefreshTokens()
  expect(await refreshTokens(provider, refreshToken, { policy, now })).toMatchObject({
    error: { code: 'login/expired' },
  })
})

test('says that this build isn’t registered, before any browser opens', async () => {
  const openBrowser = (): Promise<never> => Promise.reject(new Error('opened'))
  expect(await signIn(openBrowser, { clientId: null })).toEqual({
    ok: false,
    error: { code: 'oauth/not-configured' },
  })
})

test('a redirect with another state ends nothing (login CSRF, RFC 6819 section 4.4.1.8)', async () => {
  const foreign = ['x'.repeat(43), '', null]
  const tokens = await signIn(async (url) => {
    const redirect = await redirectOf(url, lab.certificates.ca)
    for (const state of foreign) {
      for (const [name, value] of [
        ['code', 'of-the-attacker'],
        ['error', 'access_denied'],
      ] as const) {
        const forged = new URL('/', redirect)
        if (state !== null) forged.searchParams.set('state', state)
        forged.searchParams.set(name, value)
        const answer = await fetch(forged)
        expect([answer.status, await answer.text()]).toEqual([400, strayPage])
      }
    }
    expect(await pageOf(redirect)).toBe(returnPage)
  })
  expect(lab.oauth.addressOf(valueOf(tokens).accessToken)).toBe(rivera.address)
  expect.assertions(2 * foreign.length + 2)
})

test('where nothing but foreign redirects come, the time limit ends it', async () => {
  const openBrowser = async (url: string): Promise<void> => {
    const redirect = await redirectOf(url, lab.certificates.ca)
    redirect.searchParams.set('state', 'x'.repeat(43))
    expect(await pageOf(redirect)).toBe(strayPage)
  }
  const dependencies = { openBrowser, policy, now, returnPage, strayPage, timeoutMs: 500 }
  expect(
    await signInWithBrowser(provider, rivera.address, dependencies, new AbortController().signal),
  ).toMatchObject({ error: { code: 'oauth/timeout' } })
})

test('a browser that can’t be opened is said at once', async () => {
  expect(await signIn(() => Promise.reject(new Error('no handler for https')))).toEqual({
    ok: false,
    error: { code: 'oauth/no-browser' },
  })
})

test('a stolen code is worth nothing without the verifier (RFC 7636)', async () => {
  let code = ''
  let redirectUri = ''
  await signIn(async (url) => {
    const redirect = await redirectOf(url, lab.certificates.ca)
    code = redirect.searchParams.get('code') ?? ''
    redirectUri = `${redirect.origin}/`
    redirect.searchParams.set('code', 'none')
    await pageOf(redirect)
  })
  const thief = {
    grant_type: 'authorization_code',
    code,
    redirect_uri: redirectUri,
    client_id: lab.oauth.clientId,
  }
  expect(await post(lab.oauth.tokenUrl, { ...thief, code_verifier: 'x'.repeat(43) })).toBe(400)
})

test('a denial in the browser is a cancellation', async () => {
  lab.oauth.signInAs(null)
  expect(await signIn(browser())).toMatchObject({ error: { code: 'oauth/cancelled' } })
})

test('an abort by the person and a browser that never comes back end the wait', async () => {
  const abort = new AbortController()
  const dependencies = { policy, now, returnPage, strayPage, timeoutMs: 200 }
  const openThenAbort = (): Promise<void> => {
    abort.abort()
    return Promise.resolve()
  }
  expect(
    await signInWithBrowser(
      provider,
      rivera.address,
      { ...dependencies, openBrowser: openThenAbort },
      abort.signal,
    ),
  ).toMatchObject({ error: { code: 'oauth/cancelled' } })
  const openNothing = (): Promise<void> => Promise.resolve()
  expect(
    await signInWithBrowser(
      provider,
      rivera.address,
      { ...dependencies, openBrowser: openNothing },
      new AbortController().signal,
    ),
  ).toMatchObject({ error: { code: 'oauth/timeout' } })
})

test('the loopback listener answers no other name (DNS rebinding) and nothing but the redirect', async () => {
  await signIn(async (url) => {
    const redirect = await redirectOf(url, lab.certificates.ca)
    expect(await statusOf(redirect, { host: 'attacker.example' })).toBe(404)
    expect(await statusOf(new URL('/favicon.ico', redirect), {})).toBe(404)
    await pageOf(redirect)
  })
  expect.assertions(2)
})

test('tokens are never asked for without TLS, nor of an issuer that can’t prove its name', async () => {
  expect(await signIn(browser(), { tokenUrl: 'http://127.0.0.1:9/token' })).toMatchObject({
    error: { code: 'tls/not-offered' },
  })
  const strict = createTlsPolicy({ extraRoots: [] })
  expect(await refreshTokens(provider, 'any', { policy: strict, now })).toMatchObject({
    error: { code: 'tls/untrusted-issuer' },
  })
})

async function pageOf(url: URL): Promise<string> {
  return (await fetch(url)).text()
}

function statusOf(url: URL, headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    http
      .get(url, { headers }, (response) => {
        response.resume()
        resolve(response.statusCode)
      })
      .once('error', reject)
  })
}

function post(url: string, form: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    https
      .request(url, { method: 'POST', ca: lab.certificates.ca }, (response) => {
        response.resume()
        resolve(response.statusCode)
      })
      .once('error', reject)
      .end(new URLSearchParams(form).toString())
  })
}
