import { appendFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runOnce } from '../../../bench/faults/campaign.ts'
import { preparePractice } from '../../../bench/faults/practice.ts'
import type { PreparedPractice } from '../../../bench/faults/practice.ts'
import { startLab } from '../../../e2e/lab/index.ts'
import type { Lab } from '../../../e2e/lab/index.ts'

const nothingLost = { lost: 0, duplicated: 0, inClear: 0, receiptsAmiss: 0 }

let lab: Lab
let scratch = ''
let practice: PreparedPractice

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'sealpost-faults-'))
  lab = await startLab({ broken: false })
  practice = await preparePractice(lab, scratch)
})

afterAll(async () => {
  await lab.stop()
  await rm(scratch, { recursive: true, force: true })
})

describe('kill -9 while sending and syncing', () => {
  it.each([11, 12, 13])('loses, doubles and shows nothing (seed %i)', async (seed) => {
    expect(await runOnce(lab, practice, scratch, seed)).toMatchObject(nothingLost)
  })

  it('would count letters that went back in time with the store', async () => {
    const damage = async (folder: string): Promise<void> => {
      await rm(folder, { recursive: true })
      await practice.copyTo(folder)
    }
    const { lost } = await runOnce(lab, practice, scratch, 14, { damage, onlyDrafts: true })
    expect(lost).toBeGreaterThan(0)
  })

  it('would count copies that left without a receipt', async () => {
    // The second letter is the fatal one; the first has arrived, and the store forgets it with its receipt.
    const damage = async (folder: string): Promise<void> => {
      await rm(folder, { recursive: true })
      await practice.copyTo(folder)
    }
    const { receiptsAmiss } = await runOnce(lab, practice, scratch, 30, { damage, onlyDrafts: false })
    expect(receiptsAmiss).toBeGreaterThan(0)
  })

  it('would count text that was left in a file', async () => {
    const damage = (folder: string): Promise<void> =>
      appendFile(join(folder, 'log'), Buffer.from('ptarmigan-15-0-sleeps-badly').toString('base64'))
    const { inClear } = await runOnce(lab, practice, scratch, 15, { damage, onlyDrafts: false })
    expect(inClear).toBeGreaterThan(0)
  })
})
