import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { startLab, type Lab } from '../../../e2e/lab/index.ts'
import { presetsOf, type ProviderPresets } from '../../../src/main/accounts/index.ts'
import { listSubmissions } from '../../../src/main/store/index.ts'
import { createTlsPolicy, signInWithBrowser } from '../../../src/main/transport/index.ts'
import { heldLetter } from '../../support/held-letter.ts'
import { openLivePractice, type LiveOptions, type LivePractice } from '../../support/live-practice.ts'
import { valueOf } from '../../support/store.ts'
import { followRedirect } from '../transport/browser.ts'

let lab: Lab
let practice: LivePractice

beforeAll(async () => {
  lab = await startLab({ broken: false })
})
afterAll(() => lab.stop())
afterEach(() => practice.stop())

async function open(options: LiveOptions): Promise<void> {
  practice = await openLivePractice(lab, options)
  const { maria } = lab.people
  await practice.addPatient({ name: maria.name, addresses: [maria.address] })
}

/** Written to Maria, sent, taken out of the hold, and tried once. @returns the states of its copies */
async function sendNow(): Promise<string[]> {
  const { address } = lab.people.maria
  const { logicalId } = await heldLetter(practice, { to: [{ name: '', address }] })
  valueOf(practice.queue.releaseNow(logicalId))
  valueOf(await practice.queue.runDue())
  return listSubmissions(practice.store, logicalId).map(({ state }) => state)
}

describe('a token that the host ends before its time', () => {
  function labPresets(): ProviderPresets {
    const { clientId, authorizeUrl, tokenUrl } = lab.oauth
    const oauth = {
      ...{ clientId, clientSecret: null, authorizeUrl, tokenUrl, scopes: ['mail'] },
      ...{ redirectHost: '127.0.0.1' as const, extraParameters: {} },
    }
    const { imap, smtp } = { imap: lab.imap.implicit, smtp: lab.smtp.implicit }
    const ways = [{ kind: 'oauth' as const, label: 'Sign in', oauth }]
    return presetsOf([{ id: 'generic', name: 'Lab', domains: [], imap, smtp, ways }])
  }

  it('is renewed once, for reading and for sending', async () => {
    const presets = labPresets()
    lab.oauth.signInAs(lab.people.rivera.address)
    const tokens = valueOf(
      await signInWithBrowser(
        valueOf(presets.oauthOf('generic')),
        lab.people.rivera.address,
        {
          openBrowser: (url) => followRedirect(url, lab.certificates.ca),
          policy: createTlsPolicy({ extraRoots: [lab.certificates.ca] }),
          now: () => Date.now(),
          returnPage: '<title>Back</title>',
          strayPage: '<title>Not yours</title>',
        },
        new AbortController().signal,
      ),
    )
    const { refreshToken } = tokens
    await open({
      presets,
      credentials: { kind: 'oauth', refreshToken, accessToken: 'ended', expiresAt: null },
    })
    practice.inbound.start()
    await practice.synced()
    lab.oauth.expireAccessTokens()
    expect(await sendNow()).toEqual(['sent'])
  })

  it('asks for a new sign-in when the provider has taken the consent back', async () => {
    const presets = labPresets()
    await open({
      presets,
      credentials: { kind: 'oauth', accessToken: 'ended', refreshToken: 'ended too', expiresAt: null },
    })
    practice.inbound.start()
    await practice.until(() => practice.inbound.connection().state === 'error')
    expect(practice.inbound.connection().failure?.code).toBe('login/expired')
    expect(await sendNow()).toEqual(['queued'])
    expect(valueOf(practice.outbox.list())).toMatchObject([{ failureCode: 'login/expired' }])
  })
})

describe('a login that the host refuses', () => {
  it('is an error that stays visible, and is not tried again and again', async () => {
    await open({ credentials: { kind: 'password', password: 'wrong' } })
    practice.inbound.start()
    await practice.until(() => practice.inbound.connection().state === 'error')
    expect(practice.inbound.connection().failure?.code).toBe('login/refused')
    const connecting = () =>
      practice.published.filter(
        (event) => event.type === 'connection-changed' && event.connection.state === 'connecting',
      ).length
    const before = connecting()
    await new Promise((resolve) => setTimeout(resolve, 1_500))
    expect(connecting()).toBe(before)
  })
})
