import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { isSignedBytes } from '../../../src/main/audit/index.ts'
import type { Engine } from '../../../src/main/engine/engine.ts'
import { addLegalHold, liftLegalHold, listStandingHolds } from '../../../src/main/store/index.ts'
import { ok } from '../../../src/shared/result.ts'
import { startTestEngine } from '../../support/engine.ts'
import { valueOf } from '../../support/store.ts'
import { goodPassphrase, memoryKeychain, otherPassphrase, tempFolder } from '../../support/vault.ts'
import { eventually } from '../../support/eventually.ts'

let folder: ReturnType<typeof tempFolder>
let elsewhere: ReturnType<typeof tempFolder>
let engine: Engine
let meanwhile: () => void
let place: string | null

// One vault for all: until the last test nothing may end it.
beforeAll(async () => {
  folder = tempFolder('sealpost-erasure-')
  elsewhere = tempFolder('sealpost-certificate-')
  engine = await startTestEngine({
    userDataDir: folder.path,
    desktop: {
      askSavePath: () => {
        meanwhile()
        return Promise.resolve(place)
      },
    },
  })
  valueOf(await engine.create(goodPassphrase))
})
beforeEach(() => {
  meanwhile = () => undefined
  place = join(elsewhere.path, 'certificate.txt')
})
afterAll(async () => {
  await engine.shutdown()
  folder.remove()
  elsewhere.remove()
})

const vault = () => existsSync(join(folder.path, 'vault', 'vault.json'))

describe('erasing', () => {
  it.each([
    ['another name', goodPassphrase, 'Sealpos', 'vault/erase-mistyped'],
    ['a wrong passphrase', otherPassphrase, 'Sealpost', 'vault/wrong-passphrase'],
  ])('with %s erases nothing', async (_what, passphrase, name, code) => {
    expect(await engine.erase(passphrase, name)).toMatchObject({ error: { code } })
    expect([vault(), engine.state().phase, existsSync(place!)]).toEqual([true, 'unlocked', false])
  })

  it.each([
    ['no place for the certificate', null, { ok: true, value: false }],
    ['a place that takes no file', '/nowhere/at/all.txt', { error: { code: 'file/unwritable' } }],
  ])('with %s erases nothing', async (_what, given, answer) => {
    place = given
    expect(await engine.erase(goodPassphrase, 'Sealpost')).toMatchObject(answer)
    expect([vault(), engine.state().phase]).toEqual([true, 'unlocked'])
  })

  it('erases nothing under a legal hold that was set while a place was asked for', async () => {
    const { store } = valueOf(engine.session())
    const hold = { name: '', addresses: [], reason: 'Subpoena 12', setAt: 1 }
    meanwhile = () => {
      valueOf(store.transaction((tx) => ok(addLegalHold(tx, { ...hold, scope: { kind: 'everything' } }))))
    }
    expect(await engine.erase(goodPassphrase, 'Sealpost')).toMatchObject({ error: { code: 'hold/held' } })
    expect([vault(), engine.state().phase, existsSync(place!)]).toEqual([true, 'unlocked', false])
    for (const { id } of listStandingHolds(store))
      valueOf(store.transaction((tx) => ok(liftLegalHold(tx, id, 'Withdrawn', 2))))
  })

  it('while locked is refused', async () => {
    engine.lock('person')
    expect(await engine.erase(goodPassphrase, 'Sealpost')).toMatchObject({ error: { code: 'vault/locked' } })
    expect(vault()).toBe(true)
    valueOf(await engine.unlock(goodPassphrase))
  })

  it('ends in first run, with a certificate that the vault signed, and a new vault may begin', async () => {
    const { vaultId } = valueOf(engine.session()).vault
    expect(valueOf(await engine.erase(goodPassphrase, 'Sealpost'))).toBe(true)
    expect(engine.state().phase).toBe('first-run')
    expect(existsSync(join(folder.path, 'vault'))).toBe(false)

    const text = readFileSync(place!, 'utf8')
    expect(text).toContain(`Vault:            ${vaultId}`)
    expect(text).toMatch(/Ended: {12}\d{4}-\d{2}-\d{2}T/)
    expect(text).toMatch(/Last record: {6}\d+\n/)
    const [signed = '', rest = ''] = text.split(/(?=Ed25519 over)/)
    const [, publicKey = '', signature = ''] = /Public key: (\S+)\nSignature: {2}(\S+)/.exec(rest) ?? []
    expect(isSignedBytes(Buffer.from(signed), { publicKey, signature })).toBe(true)
    expect(isSignedBytes(Buffer.from(signed.replace('2026', '2025')), { publicKey, signature })).toBe(false)

    expect(await engine.create(otherPassphrase)).toMatchObject({ ok: true })
  })
})

describe('an erasure whose session has ended', () => {
  const header = () => join(folder.path, 'begun', 'vault', 'vault.json')

  it.each([
    ['lets nobody in meanwhile, and says that its certificate is unfinished', 'vault/certificate-unfinished'],
    ['that does not erase says so, and unlocks again', 'vault/not-erased'],
  ] as const)(
    '%s',
    async (_what, code) => {
      const keychain = memoryKeychain()
      const begun = await startTestEngine({
        ...{ userDataDir: join(folder.path, 'begun'), keychain },
        desktop: {
          askSavePath: () => Promise.resolve(place),
          clearCopies: () => {
            // The session has ended; the header still stands.
            if (code === 'vault/not-erased') writeFileSync(header(), '{}')
            return Promise.resolve()
          },
        },
      })
      valueOf(await begun.create(goodPassphrase))
      const before = readFileSync(header())
      const listening = new AbortController()
      const phases: string[] = []
      const listened = (async () => {
        for await (const event of begun.events.subscribe(listening.signal)) {
          if (event.type === 'phase-changed') phases.push(event.phase)
        }
      })()
      const { write } = keychain
      const meanwhile: unknown[] = []
      Object.assign(keychain, {
        write: async (name: string, value: string) => {
          if (value === 'erased') {
            meanwhile.push(await begun.unlock(goodPassphrase), begun.state().phase)
            rmSync(elsewhere.path, { recursive: true })
          }
          return write(name, value)
        },
      })
      expect(await begun.erase(goodPassphrase, 'Sealpost')).toEqual({ ok: false, error: { code } })
      expect(begun.state().erasureFailure).toBe(code)
      if (code === 'vault/not-erased') {
        await eventually(() => expect(phases).toEqual(['locked']))
        expect(meanwhile).toEqual([])
        writeFileSync(header(), before)
        valueOf(await begun.unlock(goodPassphrase))
        expect(begun.state()).toMatchObject({ phase: 'unlocked', erasureFailure: null })
      } else {
        await eventually(() => expect(phases).toEqual(['first-run']))
        expect(meanwhile).toEqual([{ ok: false, error: { code: 'vault/locked' } }, 'unlocked'])
      }
      listening.abort()
      await listened.catch(() => undefined)
      await begun.shutdown()
      elsewhere = tempFolder('sealpost-certificate-')
      rmSync(join(folder.path, 'begun'), { recursive: true, force: true })
    },
    60_000,
  )
})
