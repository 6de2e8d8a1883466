import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildExport, buildReport, verifyCsv, verifyJsonLines } from '../../../src/main/audit/index.ts'
import { manifestLine, type ExportManifest } from '../../../src/main/audit/manifest.ts'
import { setAuditReport } from '../../../src/main/engine/pdf/audit-report.ts'
import { heldLetter, letLeave } from '../../support/held-letter.ts'
import { makeTestPractice, type TestPractice } from '../../support/practice.ts'
import { valueOf } from '../../support/store.ts'

const { verifyLog, verifyTable } = (await import(
  join(import.meta.dirname, '../../../resources/verify-audit.mjs')
)) as {
  verifyLog: (file: Buffer) => unknown
  verifyTable: (table: Buffer, manifest: Buffer) => unknown
}

type ScopedManifest = Extract<ExportManifest, { version: 2 }>

let practice: TestPractice
let maria: string
let daniel: string
let file: Buffer

beforeAll(async () => {
  practice = await makeTestPractice()
  const mariaId = await practice.addPatient({ addresses: ['maria@mail.example'] })
  const danielId = await practice.addPatient({ name: 'Daniel Ortiz', addresses: ['daniel@mail.example'] })
  await heldLetter(practice)
  practice.pass(3_600_000)
  await heldLetter(practice, { to: [{ name: 'Daniel Ortiz', address: 'daniel@mail.example' }] })
  await letLeave(practice)
  // Among what is withheld the clock goes back by two hours.
  practice.pass(-7_200_000)
  valueOf(practice.audit.record({ type: 'message.searched' }))
  const codeOf = (id: typeof mariaId) => practice.write((tx) => practice.audit.personOf(tx, id))
  maria = codeOf(mariaId)
  daniel = codeOf(danielId)
  valueOf(practice.audit.record({ type: 'passphrase.shown', person: maria }))
  file = (await exported({ format: 'jsonl', withNames: false, person: maria }))[0]!
})
afterAll(() => {
  practice.dispose()
})

async function exported(options: Parameters<typeof buildExport>[1]): Promise<Buffer[]> {
  const { files } = await buildExport(practice.store, options, practice.clock(), () => practice.signingKey)
  return files.map(({ bytes }) => Buffer.from(bytes))
}
const lines = () => file.toString('utf8').trimEnd().split('\n')
/** What both verifiers say, which is the same. */
function judge(text: string): ReturnType<typeof verifyJsonLines> {
  const judged = verifyJsonLines(Buffer.from(text))
  expect(verifyLog(Buffer.from(text))).toEqual(judged)
  return judged
}

describe('an export of one person’s records', () => {
  it('holds all of her messages from the check to the receipt, and of others the hash alone', () => {
    const shown = lines()
      .slice(1)
      .flatMap((line) => {
        const { record } = JSON.parse(line) as { record?: { event: { type: string } } }
        return record === undefined ? [] : [record.event.type]
      })
    for (const type of ['message.composed', 'message.sealed', 'submission.sent', 'passphrase.shown']) {
      expect(shown.filter((one) => one === type)).toHaveLength(1)
    }
    expect(shown).not.toContain('message.searched')
    expect(shown).not.toContain('clock.set-back')
    expect(file.toString()).not.toContain(daniel)
    expect(file.toString()).toContain(maria)
  })

  it('is verified by itself, with how many are withheld', () => {
    const { count, withheld, receipts } = valueOf(judge(file.toString('utf8')))
    expect(receipts).toBe(1)
    expect(withheld).toBe(lines().filter((line) => /^\{"hash":"[0-9a-f]{64}"\}$/.test(line)).length)
    expect(withheld).toBeGreaterThan(5)
    expect(count).toBe(lines().length - 1)
  })

  it('is refused when its manifest miscounts them, signed though it is', () => {
    const [line = '', ...rest] = lines()
    const { manifest } = JSON.parse(line) as { manifest: ScopedManifest }
    const { format, version, scope, withheld, ...others } = manifest
    const signedWith = (count: number) =>
      [
        Buffer.from(manifestLine(others, { scope, withheld: count }, practice.signingKey))
          .toString()
          .trimEnd(),
        ...rest,
        '',
      ].join('\n')
    expect([format, version, judge(signedWith(withheld)).ok]).toEqual(['sealpost-audit', 2, true])
    for (const count of [0, withheld - 1, withheld + 1]) {
      expect(judge(signedWith(count))).toMatchObject({
        error: { code: 'audit/manifest-mismatch', detail: { fault: 'miscounted' } },
      })
    }
  })

  it('names nobody else when names go along', async () => {
    const [named] = await exported({ format: 'jsonl', withNames: true, person: maria })
    expect(named?.toString()).toContain('Maria Alvarez')
    expect(named?.toString()).not.toMatch(/Daniel|Ortiz/)
  })

  it('every line left out, doubled or swapped, and every byte of three lines changed: found', () => {
    const all = lines()
    const text = (changed: readonly string[]) => `${changed.join('\n')}\n`
    for (let index = 1; index < all.length; index += 1) {
      expect(judge(text(all.toSpliced(index, 1))).ok).toBe(false)
      expect(judge(text(all.toSpliced(index, 0, all[index] ?? ''))).ok).toBe(false)
      if (index > 1) {
        expect(judge(text(all.toSpliced(index - 1, 2, all[index] ?? '', all[index - 1] ?? ''))).ok).toBe(
          false,
        )
      }
    }
    const ofBothKinds = [1, 2, all.findIndex((line) => /^\{"hash":"[^"]+"\}$/.test(line))]
    for (const index of ofBothKinds) {
      const line = all[index] ?? ''
      for (let at = 0; at < line.length; at += 1) {
        const other = line[at] === '0' ? '1' : '0'
        expect(judge(text(all.with(index, line.slice(0, at) + other + line.slice(at + 1)))).ok).toBe(false)
      }
    }
  })

  it('a record that is hidden where all are promised isn’t taken for one that may be', async () => {
    const [whole] = await exported({ format: 'jsonl', withNames: false })
    const all = (whole?.toString() ?? '').trimEnd().split('\n')
    const hidden = (all[3] ?? '').replace(/,"record":.*/, '}')
    expect(judge(`${all.with(3, hidden).join('\n')}\n`)).toMatchObject({
      error: { code: 'audit/chain-broken', detail: { seq: 3, fault: 'unreadable' } },
    })
  })
})

describe('a report to print', () => {
  it('is checked by its manifest, by both verifiers', async () => {
    const { files, count } = await buildReport(
      practice.store,
      { withNames: true, person: maria },
      practice.clock(),
      () => practice.signingKey,
      (period) => setAuditReport(practice.sealing.fonts, period, practice.clock()),
    )
    const [pdf, manifest] = files.map(({ bytes }) => Buffer.from(bytes)) as [Buffer, Buffer]
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
    expect(count).toBeGreaterThan(5)
    const judged = verifyCsv(pdf, manifest)
    expect(judged.ok).toBe(true)
    expect(verifyTable(pdf, manifest)).toEqual(judged)
    const changed = Buffer.from(pdf)
    changed.writeUInt8(changed.readUInt8(900) ^ 1, 900)
    expect(verifyCsv(changed, manifest).ok).toBe(false)
    expect(verifyTable(changed, manifest)).toEqual(verifyCsv(changed, manifest))
  })
})
