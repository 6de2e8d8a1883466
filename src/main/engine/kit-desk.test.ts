import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { proofOf } from '../../../test/support/paper.ts'
import { makeTestPractice, type TestPractice } from '../../../test/support/practice.ts'
import { valueOf } from '../../../test/support/store.ts'
import { goodPassphrase, tempFolder, testVaultDeps } from '../../../test/support/vault.ts'
import type { AuditTrail } from '../audit/index.ts'
import { createVault, type UnlockedVault } from '../vault/index.ts'
import { createKitDesk, type KitDesk } from './kit-desk.ts'

let practice: TestPractice
let folder: ReturnType<typeof tempFolder>
let vault: UnlockedVault
let closeVault: () => void
let printed: string[]

beforeEach(async () => {
  practice = await makeTestPractice()
  folder = tempFolder()
  const created = valueOf(
    await createVault({ folder: join(folder.path, 'vault'), passphrase: goodPassphrase }, testVaultDeps()),
  )
  vault = created.unlocked
  closeVault = () => {
    created.locked.close()
  }
  printed = []
})
afterEach(() => {
  vault.lock()
  closeVault()
  practice.dispose()
  folder.remove()
})

function kitDesk(place: string | null, audit: AuditTrail = practice.audit): KitDesk {
  return createKitDesk({
    vault,
    audit,
    clock: practice.clock,
    userDataDir: folder.path,
    printPage: (html) => {
      printed.push(html)
      return Promise.resolve()
    },
    askSavePath: () => Promise.resolve(place),
  })
}

const otherDevice = '/dev/shm'
const hasOtherDevice = existsSync(otherDevice) && statSync(otherDevice).dev !== statSync('/tmp').dev

describe('the recovery kit', () => {
  it('never lies beside the vault', async () => {
    const place = join(folder.path, 'kit.txt')
    const desk = kitDesk(place)
    desk.make()
    expect(await desk.save()).toMatchObject({ error: { code: 'file/not-removable' } })
    expect(existsSync(place)).toBe(false)
    expect(practice.events()).toEqual([])
  })

  it('is not saved to a place that is not there', async () => {
    const desk = kitDesk('/nowhere/kit.txt')
    desk.make()
    expect(await desk.save()).toMatchObject({ error: { code: 'file/not-removable' } })
  })

  it.skipIf(!hasOtherDevice)('is saved on another device, recorded, for its owner alone', async () => {
    const stick = tempFolder('sealpost-stick-', otherDevice)
    const place = join(stick.path, 'kit.txt')
    const desk = kitDesk(place)
    const { words, checkCode } = desk.make()
    expect(valueOf(await desk.save())).toBe(true)
    const text = readFileSync(place, 'utf8')
    expect(text).toContain(`1 ${words[0]}\n2 ${words[1]}\n`)
    expect(text).toContain(`check ${checkCode}`)
    expect(statSync(place).mode & 0o777).toBe(0o600)
    expect(practice.events()).toEqual([{ type: 'vault.kit-saved' }])
    stick.remove()
  })

  it('is printed, recorded', async () => {
    const desk = kitDesk(null)
    const { words } = desk.make()
    valueOf(await desk.print())
    expect(printed[0]).toContain(words[15])
    expect(practice.events()).toEqual([{ type: 'vault.kit-printed' }])
  })

  it('A2: is neither printed nor saved when that cannot be recorded', async () => {
    const failed = { error: { code: 'audit/write-failed' } }
    const desk = kitDesk(
      join(otherDevice, 'never.txt'),
      practice.auditWithout('vault.kit-printed', 'vault.kit-saved'),
    )
    desk.make()
    expect(await desk.print()).toMatchObject(failed)
    expect(printed).toEqual([])
    expect(await desk.save()).toMatchObject(
      hasOtherDevice ? failed : { error: { code: 'file/not-removable' } },
    )
    expect(existsSync(join(otherDevice, 'never.txt'))).toBe(false)
  })

  it('is there only between making and confirming it, and not after the lock', async () => {
    const missing = { error: { code: 'vault/recovery-kit-missing' } }
    const desk = kitDesk(null)
    expect(await desk.print()).toMatchObject(missing)
    const kit = desk.make()
    expect(valueOf(await desk.save())).toBe(false)
    valueOf(desk.confirm(proofOf(kit)))
    expect(await desk.save()).toMatchObject(missing)
    desk.make()
    desk.forget()
    expect(await desk.print()).toMatchObject(missing)
  })

  it('is confirmed by someone who has it on paper', () => {
    const desk = kitDesk(null)
    const kit = desk.make()
    const proof = proofOf(kit)
    const words = [
      { number: 3, word: kit.words[2] ?? '' },
      { number: 11, word: 'zzzz' },
    ]
    expect(desk.confirm({ ...proof, words }).ok).toBe(false)
    expect(desk.confirm(proof).ok).toBe(true)
    expect(vault.hasRecoveryKit).toBe(true)
  })
})
