import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { proofOf } from '../../../test/support/paper.ts'
import { makeTestPractice, type TestPractice } from '../../../test/support/practice.ts'
import { valueOf } from '../../../test/support/store.ts'
import { goodPassphrase, tempFolder, testVaultDeps } from '../../../test/support/vault.ts'
import { makeKit } from '../../../test/support/vaults.ts'
import { readSetting } from '../store/index.ts'
import { createVault, type CreatedVault } from '../vault/index.ts'
import { createSharesDesk, type SharesDesk } from './shares-desk.ts'

const holders = ['Dr. Susan Lee', 'Ortiz <notaries>', 'The safe'] as const

let practice: TestPractice
let folder: ReturnType<typeof tempFolder>
let made: CreatedVault
let kit: string
let printed: string[]

beforeEach(async () => {
  practice = await makeTestPractice()
  folder = tempFolder()
  made = valueOf(
    await createVault({ folder: join(folder.path, 'vault'), passphrase: goodPassphrase }, testVaultDeps()),
  )
  kit = makeKit(made.unlocked)
  printed = []
})
afterEach(() => {
  made.unlocked.lock()
  made.locked.close()
  practice.dispose()
  folder.remove()
})

function sharesDesk(audit = practice.audit): SharesDesk {
  return createSharesDesk({
    ...{ vault: made.unlocked, store: practice.store, audit, clock: practice.clock },
    printPage: (html) => {
      printed.push(html)
      return Promise.resolve()
    },
  })
}

describe('recovery shares', () => {
  it('are told of from the moment they are made, and as confirmed once each was proved; no words are kept', async () => {
    const desk = sharesDesk()
    const { set, shares } = valueOf(await desk.make(kit, [...holders]))
    const kept = { set, madeAt: practice.clock().toISOString(), holders: [...holders], isOfPresentKit: true }
    expect(sharesDesk().read()).toEqual([{ ...kept, isConfirmed: false }])
    for (const number of [1, 3, 3, 2] as const) valueOf(desk.confirm(number, proofOf(shares[number - 1]!)))
    expect(desk.read()).toEqual([{ ...kept, isConfirmed: true }])
    expect(readSetting(practice.store, 'recovery-shares')).toEqual([
      {
        ...{ set, madeAt: practice.clock().getTime(), holders: [...holders], isConfirmed: true },
        kit: made.unlocked.recoveryKitWrap?.id,
      },
    ])
    expect(practice.events()).toEqual([
      { type: 'vault.shares-made', set },
      { type: 'vault.shares-confirmed', set },
    ])
    expect(await desk.print(1)).toMatchObject({ error: { code: 'vault/recovery-kit-missing' } })
    makeKit(made.unlocked)
    expect(desk.read()).toMatchObject([{ isOfPresentKit: false }])
  })

  it('are shown beside those confirmed before them, and take their place with the last proof', async () => {
    const desk = sharesDesk()
    const first = valueOf(await desk.make(kit, [...holders]))
    for (const number of [1, 2, 3] as const) valueOf(desk.confirm(number, proofOf(first.shares[number - 1]!)))
    const given = valueOf(await desk.make(kit, [...holders]))
    valueOf(desk.confirm(1, proofOf(given.shares[0]!)))
    desk.forget()
    expect(desk.read()).toMatchObject([
      { set: first.set, isConfirmed: true },
      { set: given.set, isConfirmed: false },
    ])
    const last = valueOf(await desk.make(kit, [...holders]))
    for (const number of [1, 2, 3] as const) valueOf(desk.confirm(number, proofOf(last.shares[number - 1]!)))
    expect(desk.read()).toMatchObject([{ set: last.set, isConfirmed: true }])
  })

  it('are of the kit that was split, though another took its place before they were confirmed', async () => {
    const desk = sharesDesk()
    const { shares } = valueOf(await desk.make(kit, [...holders]))
    makeKit(made.unlocked)
    for (const number of [1, 2, 3] as const) valueOf(desk.confirm(number, proofOf(shares[number - 1]!)))
    expect(desk.read()).toMatchObject([{ isOfPresentKit: false, isConfirmed: true }])
  })

  it('are refused where a word is wrong', async () => {
    const desk = sharesDesk()
    const { shares } = valueOf(await desk.make(kit, [...holders]))
    expect(desk.confirm(1, proofOf(shares[1]!))).toMatchObject({ error: { code: 'vault/share-mistyped' } })
  })

  it('are printed with who keeps them, recorded', async () => {
    const desk = sharesDesk()
    const { set, shares } = valueOf(await desk.make(kit, [...holders]))
    valueOf(await desk.print(2))
    expect(printed[0]).toContain('Recovery share 2 of 3')
    expect(printed[0]).toContain('Ortiz &lt;notaries&gt;')
    expect(printed[0]).toContain(shares[1]!.words[19])
    expect(printed[0]).toContain(`Set ${set}`)
    expect(practice.events()).toContainEqual({ type: 'vault.share-printed', set, share: 2 })
  })

  it('A2: are neither shown, printed nor kept when that cannot be recorded', async () => {
    const failed = { error: { code: 'audit/write-failed' } }
    expect(
      await sharesDesk(practice.auditWithout('vault.shares-made')).make(kit, [...holders]),
    ).toMatchObject(failed)
    expect(sharesDesk().read()).toEqual([])
    const desk = sharesDesk(practice.auditWithout('vault.share-printed', 'vault.shares-confirmed'))
    const { shares } = valueOf(await desk.make(kit, [...holders]))
    expect(await desk.print(1)).toMatchObject(failed)
    expect(printed).toEqual([])
    valueOf(desk.confirm(1, proofOf(shares[0]!)))
    valueOf(desk.confirm(2, proofOf(shares[1]!)))
    expect(desk.confirm(3, proofOf(shares[2]!))).toMatchObject(failed)
    expect(desk.read()).toMatchObject([{ isConfirmed: false }])
  })

  it('are gone with the lock', async () => {
    const desk = sharesDesk()
    valueOf(await desk.make(kit, [...holders]))
    desk.forget()
    expect(await desk.print(1)).toMatchObject({ error: { code: 'vault/recovery-kit-missing' } })
  })
})
