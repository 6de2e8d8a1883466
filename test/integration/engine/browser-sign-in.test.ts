import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { people, startLab, type Lab } from '../../../e2e/lab/index.ts'
import type { Engine } from '../../../src/main/engine/engine.ts'
import { startTestEngine } from '../../support/engine.ts'
import { browserPreset } from '../../support/lab-preset.ts'
import { valueOf } from '../../support/store.ts'
import { goodPassphrase, tempFolder } from '../../support/vault.ts'
import { followRedirect, redirectOf } from '../transport/browser.ts'

const { rivera } = people
let lab: Lab
let folder: ReturnType<typeof tempFolder>
let engine: Engine
let browser: (url: string) => Promise<void>
let shown = ''

beforeAll(async () => {
  lab = await startLab({ broken: false })
})
afterAll(() => lab.stop())

beforeEach(async () => {
  folder = tempFolder('sealpost-sign-in-')
  const providers = join(folder.path, 'providers')
  mkdirSync(providers)
  writeFileSync(join(providers, 'lab.json'), JSON.stringify(browserPreset(lab)))
  lab.oauth.signInAs(rivera.address)
  browser = (url) => followRedirect(url, lab.certificates.ca)
  engine = await startTestEngine({
    userDataDir: folder.path,
    extraCaFile: lab.caPath,
    extraProvidersDir: providers,
    desktop: { openExternal: (url) => browser(url) },
  })
  valueOf(await engine.create(goodPassphrase))
})
afterEach(async () => {
  await engine.shutdown()
  folder.remove()
})

const desk = () => valueOf(engine.session()).accounts

const details = (signInId: string) => ({
  name: 'Ana Rivera',
  address: rivera.address,
  userName: rivera.address,
  providerId: 'lab',
  imap: lab.imap.implicit,
  smtp: lab.smtp.implicit,
  signIn: { kind: 'oauth' as const, signInId },
})

it('sets up an account in the browser: XOAUTH2 at IMAP and submission, and the mail is read', async () => {
  expect(engine.resources.presets.suggestServers(rivera.address)).toMatchObject({
    value: { providerId: 'lab', ways: [{ kind: 'oauth', isConfigured: true }] },
  })
  browser = async (url) => {
    shown = await (await fetch(await redirectOf(url, lab.certificates.ca))).text()
  }
  const signInId = valueOf(await desk().signIns.signIn('lab', rivera.address))
  expect(shown).toContain('Go back to Sealpost')
  expect(shown).not.toMatch(/<script|src=|href=/)
  const checked = valueOf(await desk().check(details(signInId)))
  expect([checked.imap.ok, checked.smtp.ok]).toEqual([true, true])
  valueOf(await desk().add(details(signInId)))

  const { inbound } = valueOf(engine.session())
  inbound.start()
  await expect.poll(() => inbound.connection().state).toBe('online')
  // The account holds the tokens now; the sign-in is forgotten.
  expect(await desk().check(details(signInId))).toMatchObject({ error: { code: 'login/expired' } })
})

it.each(['imap', 'smtp'] as const)(
  'a stranger’s server beside the provider’s gets no token, neither at first nor later: %s',
  async (which) => {
    let connections = 0
    const stranger = createServer((socket) => {
      connections += 1
      socket.destroy()
    }).listen(0, '127.0.0.1')
    await once(stranger, 'listening')
    const { port } = stranger.address() as AddressInfo
    const led = { [which]: { host: '127.0.0.1', port, security: 'implicit' } as const }
    const refused = { error: { code: 'oauth/other-host', detail: { provider: 'Lab' } } }
    const signInId = valueOf(await desk().signIns.signIn('lab', rivera.address))
    expect(await desk().check({ ...details(signInId), ...led })).toMatchObject(refused)
    expect(await desk().add({ ...details(signInId), ...led })).toMatchObject(refused)
    // The control: the same sign-in, at the provider's own.
    const { name, signature, userName, imap, smtp, id } = valueOf(await desk().add(details(signInId)))
    const again = valueOf(await desk().signIns.signIn('lab', rivera.address))
    const change = {
      id,
      name,
      signature,
      userName,
      imap,
      smtp,
      signIn: { kind: 'oauth', signInId: again },
    } as const
    expect(await desk().update({ ...change, ...led })).toMatchObject(refused)
    valueOf(await desk().update(change))
    expect(connections).toBe(0)
    stranger.close()
  },
)

it('renews a token that the host takes no longer, and keeps the new one through a lock', async () => {
  const signInId = valueOf(await desk().signIns.signIn('lab', rivera.address))
  const { id } = valueOf(await desk().add(details(signInId)))
  lab.oauth.expireAccessTokens()
  const renewed = valueOf(await valueOf(engine.session()).credentials.renewed(id))
  engine.lock('person')
  valueOf(await engine.unlock(goodPassphrase))
  expect(valueOf(await valueOf(engine.session()).credentials.forAccount(id))).toEqual(renewed)
})

it('a sign-in that the person denies says so, and leaves nothing', async () => {
  lab.oauth.signInAs(null)
  expect(await desk().signIns.signIn('lab', rivera.address)).toMatchObject({
    error: { code: 'oauth/cancelled' },
  })
})

it('the lock ends a sign-in under way and forgets tokens of one that made no account', async () => {
  const signInId = valueOf(await desk().signIns.signIn('lab', rivera.address))
  const before = desk()
  browser = () => Promise.resolve()
  const waiting = before.signIns.signIn('lab', rivera.address)
  engine.lock('idle')
  expect(await waiting).toMatchObject({ error: { code: 'oauth/cancelled' } })
  // Also by the desk of the session that made it.
  expect(await before.check(details(signInId))).toMatchObject({ error: { code: 'login/expired' } })
})

it('a packaged build knows no such provider (negative control: the preset is what makes it work)', async () => {
  await engine.shutdown()
  engine = await startTestEngine({ userDataDir: folder.path, extraCaFile: lab.caPath })
  valueOf(await engine.unlock(goodPassphrase))
  expect(await desk().signIns.signIn('lab', rivera.address)).toMatchObject({
    error: { code: 'oauth/not-configured' },
  })
})
