import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { headerText, parseHeader } from '../../../src/main/vault/header.ts'
import { createVault, openVault, type RecoveryShare } from '../../../src/main/vault/index.ts'
import { ok } from '../../../src/shared/result.ts'
import { proofOf } from '../../support/paper.ts'
import { openRaw, valueOf } from '../../support/store.ts'
import { goodPassphrase, otherPassphrase, tempFolder, testVaultDeps } from '../../support/vault.ts'

const recipe = resolve(import.meta.dirname, '../../../docs/recipes/open-vault.py')
const wordFile = resolve(import.meta.dirname, '../../../resources/words/passphrase-words.txt')
let temp: ReturnType<typeof tempFolder>
let folder: string
let kit: string
let deviceSecret: string
let keychainItem: string

beforeAll(async () => {
  temp = tempFolder()
  folder = join(temp.path, 'vault')
  const deps = testVaultDeps()
  const { locked, unlocked } = valueOf(await createVault({ folder, passphrase: goodPassphrase }, deps))
  const { words, checkCode } = unlocked.makeRecoveryKit()
  valueOf(unlocked.confirmRecoveryKit(proofOf({ words, checkCode })))
  kit = `${words.join(' ')} ${checkCode}`
  unlocked.lock()
  locked.close()
  ;[keychainItem, deviceSecret] = [...deps.keychain.items][0]!
})
afterAll(() => temp.remove())

const lineOf = ({ words, checkCode }: RecoveryShare) => `${words.join(' ')} ${checkCode}`

/** Debian's Python, which has Debian's python3-argon2. */
function runRecipe(typed: string, ...args: string[]) {
  return runRecipeIn(folder, typed, ...args)
}

function runRecipeIn(vault: string, typed: string, ...args: string[]) {
  const { status, stdout } = spawnSync('/usr/bin/python3', [recipe, vault, ...args], {
    encoding: 'utf8',
    input: typed,
  })
  return { status, key: stdout.trim() }
}

function expectOpens(key: string): void {
  const database = openRaw({ path: join(folder, 'store.db'), key: Buffer.from(key, 'hex') })
  expect(database.prepare('SELECT value FROM meta WHERE key = ?').pluck().get('created-at')).toMatch(/^2026-/)
  database.close()
}

describe('the documented recipe alone', () => {
  it('gets the store’s key from the recovery kit', () => {
    const { status, key } = runRecipe(kit)
    expect(status).toBe(0)
    expectOpens(key)
  })

  it('gets it from any two recovery shares, and from two of different sets not', async () => {
    const deps = { ...testVaultDeps(), kitWords: readFileSync(wordFile, 'utf8').trim().split('\n') }
    const { unlocked, locked } = valueOf(
      await createVault({ folder: join(temp.path, 'shared'), passphrase: goodPassphrase }, deps),
    )
    const made = unlocked.makeRecoveryKit()
    valueOf(unlocked.confirmRecoveryKit(proofOf(made)))
    const typed = `${made.words.join(' ')} ${made.checkCode}`
    const [first, second, third] = valueOf(await unlocked.splitRecoveryKit(typed)).shares.map(lineOf)
    const [other] = valueOf(await unlocked.splitRecoveryKit(typed)).shares.map(lineOf)
    unlocked.lock()
    locked.close()
    const open = (one: string, two: string) =>
      runRecipeIn(join(temp.path, 'shared'), `${one}\n${two}\n`, '--shares', wordFile)
    const { status, key } = open(first!, third!)
    expect(status).toBe(0)
    expect(key).toMatch(/^[0-9a-f]{64}$/)
    expect(open(third!, second!).key).toBe(key)
    expect(open(first!, other!).status).not.toBe(0)
  })

  it('gets it where a renewal of the key was cut short and the header names two', async () => {
    const place = join(temp.path, 'renewed')
    const [store, header] = [join(place, 'store.db'), join(place, 'vault.json')]
    const deps = testVaultDeps()
    const made = valueOf(await createVault({ folder: place, passphrase: goodPassphrase }, deps))
    const paper = made.unlocked.makeRecoveryKit()
    valueOf(made.unlocked.confirmRecoveryKit(proofOf(paper)))
    const before = readFileSync(header, 'utf8')
    const run = {
      ...{ signal: new AbortController().signal, onProgress: () => undefined },
      ...{ onBegin: () => ok(undefined), onReady: () => ok(undefined) },
    }
    valueOf(await made.unlocked.storeKey.renew(goodPassphrase, run))
    made.unlocked.lock()
    made.locked.close()
    const keysIn = (text: string) => valueOf(parseHeader(text)).body.storeKeys
    const [old, renewed] = [keysIn(before)[0]!, keysIn(readFileSync(header, 'utf8'))[0]!]
    const { body } = valueOf(parseHeader(before))
    const storeKeys = [old, { ...renewed, use: 'next' as const }]
    const typed = `${paper.words.join(' ')} ${paper.checkCode}`
    writeFileSync(header, headerText({ ...body, storeKeys }, Buffer.alloc(32)))
    const { status, key } = runRecipeIn(place, typed)
    expect(status).toBe(0)
    const database = openRaw({ path: store, key: Buffer.from(key, 'hex') })
    expect(database.pragma('integrity_check', { simple: true })).toBe('ok')
    database.close()
    // The control: with the old key alone nothing fits.
    writeFileSync(header, before)
    expect(runRecipeIn(place, typed).status).not.toBe(0)
  })

  it('gets it from the passphrase and the device secret, and from neither alone', () => {
    const { status, key } = runRecipe(goodPassphrase, '--device-secret', deviceSecret)
    expect(status).toBe(0)
    expectOpens(key)
    expect(runRecipe(goodPassphrase, '--device-secret', 'none').status).not.toBe(0)
    expect(runRecipe(otherPassphrase, '--device-secret', deviceSecret).status).not.toBe(0)
  })

  it('gets it from the passphrase and the key file, where the vault asks for one, and not without', async () => {
    const deps = testVaultDeps()
    deps.keychain.items.set(keychainItem, deviceSecret)
    const locked = valueOf(openVault(folder, deps))
    const unlocked = valueOf(await locked.unlock(goodPassphrase))
    const file = unlocked.factors.newKeyFile()
    valueOf(await unlocked.factors.addKeyFile(goodPassphrase, Buffer.from(file), () => ok(undefined)))
    unlocked.lock()
    locked.close()
    const place = join(temp.path, 'key-file.txt')
    writeFileSync(place, file)
    const { status, key } = runRecipe(goodPassphrase, '--device-secret', deviceSecret, '--key-file', place)
    expect(status).toBe(0)
    expectOpens(key)
    expect(runRecipe(goodPassphrase, '--device-secret', deviceSecret).status).not.toBe(0)
    expectOpens(runRecipe(kit).key)
  })
})
