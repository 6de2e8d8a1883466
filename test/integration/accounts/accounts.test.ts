import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { people, startLab, type Lab } from '../../../e2e/lab/index.ts'
import {
  checkConnection,
  createCredentialSource,
  credentialsOf,
  presetsOf,
  type AccountRecord,
  type AccountRepository,
  type ConnectionCheck,
  type ConnectionSettings,
  type CredentialSource,
  type ProviderPresets,
  type StoredCredentials,
} from '../../../src/main/accounts/index.ts'
import {
  connectImap,
  createTlsPolicy,
  signInWithBrowser,
  type TlsPolicy,
} from '../../../src/main/transport/index.ts'
import type { AccountId } from '../../../src/shared/ids.ts'
import { ok } from '../../../src/shared/result.ts'
import { followRedirect } from '../transport/browser.ts'
import { passwordOf, valueOf } from '../transport/support.ts'

const { rivera } = people
const id = 1 as AccountId
let lab: Lab
let policy: TlsPolicy
let presets: ProviderPresets

beforeAll(async () => {
  lab = await startLab()
  policy = createTlsPolicy({ extraRoots: [lab.certificates.ca] })
  const { clientId, authorizeUrl, tokenUrl } = lab.oauth
  const oauth = {
    ...{ clientId, clientSecret: null, authorizeUrl, tokenUrl, scopes: ['mail'] },
    ...{ redirectHost: '127.0.0.1' as const, extraParameters: {} },
  }
  presets = presetsOf([
    {
      id: 'generic',
      name: 'Lab',
      domains: [],
      imap: lab.imap.implicit,
      smtp: lab.smtp.starttls,
      ways: [{ kind: 'oauth', label: 'Sign in with the lab', oauth }],
    },
  ])
})
afterAll(() => lab.stop())

describe('check connection', () => {
  const check = (change: Partial<ConnectionSettings> = {}): Promise<ConnectionCheck> => {
    const right = { imap: lab.imap.implicit, smtp: lab.smtp.starttls, credentials: passwordOf(rivera) }
    return checkConnection({ ...right, ...change }, policy)
  }

  test('says that both servers are right, with the limit for one message', async () => {
    expect(await check()).toEqual({
      imap: { ok: true, value: { hasInbox: true } },
      smtp: { ok: true, value: { maxSizeBytes: 30 * 1024 * 1024 } },
    })
  })

  test('says which of the two is wrong, and precisely how', async () => {
    const { port } = lab.broken.find('expired', 'smtp', 'starttls')
    const checked = await check({ smtp: { host: 'localhost', port, security: 'starttls' } })
    expect(checked.imap.ok).toBe(true)
    expect(checked.smtp).toMatchObject({
      error: { code: 'tls/certificate-expired', detail: { host: 'localhost', validTo: '2020-02-01' } },
    })
  })

  test('a wrong password is refused by both', async () => {
    const credentials = { kind: 'password', user: rivera.address, password: 'not it' } as const
    expect(await check({ credentials })).toMatchObject({
      imap: { error: { code: 'login/refused' } },
      smtp: { error: { code: 'login/refused' } },
    })
  })
})

describe('the credentials of an account', () => {
  let clock: number
  let account: AccountRecord
  let credentials: CredentialSource

  const repository: AccountRepository = {
    list: () => [account],
    find: (wanted) => (wanted === id ? account : null),
    replaceTokens: (_id, refreshToken, saved) => {
      const { credentials: present } = account
      if (present.kind !== 'oauth' || present.refreshToken !== refreshToken) return ok(false)
      account = { ...account, credentials: saved }
      return ok(true)
    },
  }

  const useAccount = (stored: StoredCredentials): void => {
    const settings = {
      ...{ providerId: 'generic', userName: rivera.address },
      ...{ imap: lab.imap.implicit, smtp: lab.smtp.starttls },
    }
    account = {
      id,
      name: rivera.name,
      address: rivera.address,
      settings,
      credentials: stored,
      signature: null,
    }
  }

  beforeEach(async () => {
    clock = Date.now()
    const now = (): number => clock
    lab.oauth.signInAs(rivera.address)
    credentials = createCredentialSource({ accounts: repository, presets, policy: () => policy, now })
    const tokens = await signInWithBrowser(
      valueOf(presets.oauthOf('generic')),
      rivera.address,
      {
        openBrowser: (url) => followRedirect(url, lab.certificates.ca),
        policy,
        now,
        returnPage: '<title>Back</title>',
        strayPage: '<title>Not yours</title>',
      },
      new AbortController().signal,
    )
    useAccount(credentialsOf(valueOf(tokens)))
  })

  const opensMailbox = async (): Promise<void> => {
    const session = await connectImap(lab.imap.implicit, valueOf(await credentials.forAccount(id)), policy)
    await valueOf(session).close()
  }

  test('are its password', async () => {
    useAccount({ kind: 'password', password: rivera.password })
    expect(await credentials.forAccount(id)).toEqual({ ok: true, value: passwordOf(rivera) })
    await opensMailbox()
  })

  test('are the tokens of a browser sign-in', opensMailbox)

  test('are what the person gave while tokens were being renewed: those are thrown away', async () => {
    const renewing = credentials.renewed(id)
    useAccount({ kind: 'password', password: rivera.password })
    expect(await renewing).toEqual({ ok: true, value: passwordOf(rivera) })
    expect(account.credentials).toEqual({ kind: 'password', password: rivera.password })
  })

  test('are renewed when they have run out, once for all who wait, and stored', async () => {
    const before = { stored: account.credentials, issued: lab.oauth.tokens().length }
    lab.oauth.expireAccessTokens()
    clock += 2 * 3_600_000
    const [one, other] = await Promise.all([credentials.forAccount(id), credentials.forAccount(id)])
    expect(one).toEqual(other)
    // One access token and one refresh token.
    expect(lab.oauth.tokens().length - before.issued).toBe(2)
    expect(account.credentials).not.toEqual(before.stored)
    await opensMailbox()
  })

  test('are renewed before their time when a host refuses them', async () => {
    lab.oauth.expireAccessTokens()
    const refused = await connectImap(lab.imap.implicit, valueOf(await credentials.forAccount(id)), policy)
    expect(refused).toMatchObject({ error: { code: 'login/expired' } })
    expect((await credentials.renewed(id)).ok).toBe(true)
    await opensMailbox()
  })

  test('are gone when the provider takes the consent back, and the person has to sign in again', async () => {
    lab.oauth.revokeRefreshTokens()
    const before = account.credentials
    expect(await credentials.renewed(id)).toMatchObject({ error: { code: 'login/expired' } })
    expect(account.credentials).toEqual(before)
  })

  test('of an account that isn’t there are none', async () => {
    expect(await credentials.forAccount(2 as AccountId)).toEqual({
      ok: false,
      error: { code: 'account/absent' },
    })
  })
})
