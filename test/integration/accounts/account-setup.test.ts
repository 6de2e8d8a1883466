import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { people, startLab, type Lab } from '../../../e2e/lab/index.ts'
import {
  createAccountSetup,
  createCredentialSource,
  createSignIns,
  presetsOf,
  type AccountRecord,
  type AccountRepository,
  type AccountSetup,
  type CredentialSource,
  type ProviderPresets,
  type SignIns,
} from '../../../src/main/accounts/index.ts'
import { connectImap, createTlsPolicy, type TlsPolicy } from '../../../src/main/transport/index.ts'
import type { AccountDetails } from '../../../src/shared/contract/index.ts'
import type { AccountId } from '../../../src/shared/ids.ts'
import { followRedirect } from '../transport/browser.ts'
import { valueOf } from '../transport/support.ts'

const { rivera } = people
let lab: Lab
let policy: TlsPolicy
let presets: ProviderPresets
let clock: number
let accounts: AccountRepository
let signIns: SignIns
let setup: AccountSetup
let credentials: CredentialSource

beforeAll(async () => {
  lab = await startLab()
  policy = createTlsPolicy({ extraRoots: [lab.certificates.ca] })
  presets = presetsOf([
    {
      id: 'generic',
      name: 'Lab',
      domains: [],
      imap: lab.imap.implicit,
      smtp: lab.smtp.starttls,
      ways: [
        {
          kind: 'oauth',
          label: 'Sign in with the lab',
          oauth: {
            clientId: lab.oauth.clientId,
            clientSecret: null,
            authorizeUrl: lab.oauth.authorizeUrl,
            tokenUrl: lab.oauth.tokenUrl,
            scopes: ['mail'],
            redirectHost: '127.0.0.1',
            extraParameters: {},
          },
        },
      ],
    },
  ])
})
afterAll(() => lab.stop())

beforeEach(() => {
  clock = Date.now()
  accounts = repositoryInMemory()
  lab.oauth.signInAs(rivera.address)
  const now = (): number => clock
  const openBrowser = (url: string): Promise<void> => followRedirect(url, lab.certificates.ca)
  signIns = createSignIns({ presets, openBrowser, policy: () => policy, now })
  setup = createAccountSetup({ accounts, signIns, policy: () => policy })
  credentials = createCredentialSource({ accounts, presets, policy: () => policy, now })
})

const details = (change: Partial<AccountDetails> = {}): AccountDetails => ({
  name: rivera.name,
  address: rivera.address,
  providerId: 'generic',
  userName: rivera.address,
  imap: lab.imap.implicit,
  smtp: lab.smtp.starttls,
  signIn: { kind: 'password', password: rivera.password },
  ...change,
})

describe('check connection', () => {
  test('says that both servers are right, with the limit for one message', async () => {
    expect(valueOf(await setup.check(details()))).toEqual({
      imap: { ok: true, value: { hasInbox: true } },
      smtp: { ok: true, value: { maxSizeBytes: 30 * 1024 * 1024 } },
    })
  })

  test('says which of the two is wrong, and precisely how', async () => {
    const { port } = lab.broken.find('expired', 'smtp', 'starttls')
    const checked = valueOf(
      await setup.check(details({ smtp: { host: 'localhost', port, security: 'starttls' } })),
    )
    expect(checked.imap.ok).toBe(true)
    expect(checked.smtp).toMatchObject({
      error: { code: 'tls/certificate-expired', detail: { host: 'localhost', validTo: '2020-02-01' } },
    })
  })

  test('the wrong password is refused by both', async () => {
    const checked = valueOf(await setup.check(details({ signIn: { kind: 'password', password: 'nope' } })))
    expect(checked).toMatchObject({
      imap: { error: { code: 'login/refused' } },
      smtp: { error: { code: 'login/refused' } },
    })
  })
})

describe('adding an account', () => {
  test('stores it once both servers are right', async () => {
    const { account, maxSizeBytes } = valueOf(await setup.add(details()))
    expect(maxSizeBytes).toBe(30 * 1024 * 1024)
    expect(accounts.list()).toEqual([account])
    expect(valueOf(await credentials.forAccount(account.id))).toEqual({
      kind: 'password',
      user: rivera.address,
      password: rivera.password,
    })
    expect(await setup.add(details())).toMatchObject({ error: { code: 'account/exists' } })
  })

  test.each([
    ['a server that injects into STARTTLS', 'tls/injected-plaintext'],
    ['an address without @', 'account/bad-address'],
    ['a browser sign-in that isn’t known', 'login/expired'],
  ] as const)('stores nothing for %s', async (name, code) => {
    const { port } = lab.broken.find('starttlsInjection', 'imap', 'starttls')
    const changes: Record<typeof name, Partial<AccountDetails>> = {
      'a server that injects into STARTTLS': { imap: { host: 'localhost', port, security: 'starttls' } },
      'an address without @': { address: 'rivera.hope-practice.test' },
      'a browser sign-in that isn’t known': { signIn: { kind: 'oauth', signInId: 'unknown' } },
    }
    expect(await setup.add(details(changes[name]))).toMatchObject({ error: { code } })
    expect(accounts.list()).toEqual([])
  })
})

describe('signing in with the provider', () => {
  const addWithBrowser = async (): Promise<AccountRecord> => {
    const { signInId } = valueOf(await signIns.start('generic', rivera.address))
    return valueOf(await setup.add(details({ signIn: { kind: 'oauth', signInId } }))).account
  }

  test('adds an account whose token opens the mailbox, and is forgotten by the form', async () => {
    const { signInId } = valueOf(await signIns.start('generic', rivera.address))
    const { account } = valueOf(await setup.add(details({ signIn: { kind: 'oauth', signInId } })))
    const session = await connectImap(
      lab.imap.implicit,
      valueOf(await credentials.forAccount(account.id)),
      policy,
    )
    await valueOf(session).close()
    expect(signIns.tokensOf(signInId)).toMatchObject({ error: { code: 'login/expired' } })
  })

  test('renews an access token that has run out, once for all who wait, and stores it', async () => {
    const account = await addWithBrowser()
    const before = lab.oauth.tokens().length
    lab.oauth.expireAccessTokens()
    clock += 2 * 3_600_000
    const [one, other] = await Promise.all([1, 2].map(() => credentials.forAccount(account.id)))
    expect(one).toEqual(other)
    expect(lab.oauth.tokens().length - before).toBe(2)
    expect(accounts.find(account.id)?.credentials).not.toEqual(account.credentials)
    const session = await connectImap(
      lab.imap.implicit,
      valueOf(await credentials.forAccount(account.id)),
      policy,
    )
    await valueOf(session).close()
  })

  test('says when the person has to sign in again', async () => {
    const account = await addWithBrowser()
    lab.oauth.revokeRefreshTokens()
    expect(await credentials.renewed(account.id)).toMatchObject({ error: { code: 'login/expired' } })
  })

  test('a second sign-in cancels the one that still waits', async () => {
    const never = createSignIns({
      presets,
      openBrowser: () => Promise.resolve(),
      policy: () => policy,
      now: Date.now,
    })
    const first = never.start('generic', rivera.address)
    const second = never.start('generic', rivera.address)
    expect(await first).toMatchObject({ error: { code: 'oauth/cancelled' } })
    never.cancel()
    expect(await second).toMatchObject({ error: { code: 'oauth/cancelled' } })
  })
})

function repositoryInMemory(): AccountRepository {
  const records: AccountRecord[] = []
  return {
    list: () => [...records],
    find: (id) => records.find((record) => record.id === id) ?? null,
    findByAddress: (address) => records.find((record) => record.address === address) ?? null,
    add: (account) => {
      const record = { ...account, id: (records.length + 1) as AccountId }
      records.push(record)
      return record
    },
    saveCredentials: (id, saved) => {
      const index = records.findIndex((record) => record.id === id)
      const record = records[index]
      if (record !== undefined) records[index] = { ...record, credentials: saved }
    },
  }
}
