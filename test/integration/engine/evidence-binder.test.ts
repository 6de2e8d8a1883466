import { execFile } from 'node:child_process'
import { createHash, createPublicKey, verify } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createEvidenceDesk, type EvidenceDesk } from '../../../src/main/engine/evidence/evidence-desk.ts'
import type { OutgoingFile } from '../../../src/main/engine/save-file.ts'
import { canonicalJson, type CanonicalValue } from '../../../src/shared/canonical-json.ts'
import { riskThreats, type Incident, type RiskAnalysis } from '../../../src/shared/contract/index.ts'
import { fail, ok } from '../../../src/shared/result.ts'
import { makeTestPractice, type TestPractice } from '../../support/practice.ts'
import { valueOf } from '../../support/store.ts'
import { tempFolder } from '../../support/vault.ts'

const run = promisify(execFile)
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

const low = { weight: 'low', note: 'She deleted it at once' } as const
const incident: Incident = {
  kind: 'incident',
  title: 'Letter to the wrong Maria',
  discoveredOn: '2026-11-10',
  happenedOn: '2026-11-09',
  what: 'Sealed, and its passphrase was never told to her.',
  affected: 1,
  wasSecured: 'yes',
  factors: { nature: low, recipient: low, acquired: low, mitigated: low },
  conclusion: 'no-breach',
  concludedOn: '2026-11-12',
  notifiedOn: null,
}
const judged = {
  likelihood: 'low',
  impact: 'high',
  response: 'reduce',
  measure: 'Żaneta keeps a list',
  dueOn: null,
} as const
const analysis: RiskAnalysis = {
  kind: 'risk-analysis',
  rows: Object.fromEntries(riskThreats.map((threat) => [threat, judged])) as RiskAnalysis['rows'],
  signedOn: '2026-11-20',
  configuration: null,
}

let practice: TestPractice
let temp: ReturnType<typeof tempFolder>
let desk: EvidenceDesk
let saved: OutgoingFile[]

beforeAll(async () => {
  practice = await makeTestPractice()
  temp = tempFolder()
  desk = makeDesk(true)
  for (const body of [incident, analysis]) {
    valueOf(desk.records.save({ record: null, version: 0, body, document: null }))
  }
})
afterAll(() => {
  practice.dispose()
  temp.remove()
})

function makeDesk(isWanted: boolean): EvidenceDesk {
  saved = []
  return createEvidenceDesk({
    ...{ store: practice.store, audit: practice.audit, clock: practice.clock, practice: practice.practice },
    version: '1.2.3',
    fonts: practice.sealing.fonts,
    signingKey: () => practice.signingKey,
    setUp: () => ({
      accounts: [{ address: practice.address, host: 'imap.host.example' }],
      deviceSecret: 'keychain',
      hasRecoveryKit: false,
      waysIn: ['passphrase'],
    }),
    areBackupsHeldByOthers: () => true,
    onTasksChanged: () => undefined,
    saveFile: (file, record) => {
      if (!isWanted) return Promise.resolve(ok(false))
      const recorded = record()
      if (recorded.ok) saved.push(file)
      return Promise.resolve(recorded.ok ? ok(true) : recorded)
    },
  })
}

async function makeBinder() {
  desk = makeDesk(true)
  expect(valueOf(await desk.saveBinder())).toBe(true)
  const [file] = saved
  const json = file?.beside?.[0]?.bytes
  if (file === undefined || json === undefined) throw new Error('no binder was saved')
  return { pdf: file.bytes, json }
}

it('counts what is open as the overview lists it', async () => {
  expect(desk.openCount()).toBe((await desk.overview()).tasks.length)
  expect(desk.openCount()).toBeGreaterThan(0)
})

describe('a risk analysis', () => {
  it('is signed with the configuration as it is, and closed then', () => {
    const [signed] = desk.records.list('risk-analysis')
    expect(signed?.body).toMatchObject({ configuration: { version: '1.2.3', deviceSecret: 'keychain' } })
    const again = { record: signed?.record ?? 0, version: 1, body: analysis, document: null }
    expect(desk.records.save(again)).toEqual(fail('evidence/signed'))
  })
})

describe('the evidence binder', () => {
  it('says on its pages what was written down, what is open and which paragraph each part helps with', async () => {
    const { pdf } = await makeBinder()
    const place = path.join(temp.path, 'binder.pdf')
    await writeFile(place, pdf)
    const { stdout } = await run('pdftotext', ['-layout', place, '-'])
    for (const words of [
      'Evidence binder',
      'It does not say that any rule is met',
      'No recovery kit',
      'No agreement with the mail host: imap.host.example',
      'Letter to the wrong Maria',
      'No breach: low probability',
      'Żaneta keeps a list',
      `${practice.address} at imap.host.example`,
      '164.308(a)(6)(ii)',
    ]) {
      expect(stdout.replaceAll(/\s+/g, ' ')).toContain(words)
    }
    expect(stdout).not.toMatch(/compliant|certified/i)
  })

  it('comes as JSON too, signed, which names the PDF by its hash; another byte is another signature', async () => {
    const { pdf, json } = await makeBinder()
    const { evidence, publicKey, signature } = JSON.parse(new TextDecoder().decode(json)) as {
      evidence: Record<string, CanonicalValue>
      publicKey: string
      signature: string
    }
    const key = createPublicKey({
      key: Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), Buffer.from(publicKey, 'base64')]),
      format: 'der',
      type: 'spki',
    })
    const isSigned = (value: CanonicalValue) =>
      verify(null, Buffer.from(canonicalJson(value)), key, Buffer.from(signature, 'base64'))
    expect(isSigned(evidence)).toBe(true)
    expect(isSigned({ ...evidence, pdf: sha256(new Uint8Array()) })).toBe(false)
    expect(evidence).toMatchObject({ format: 'sealpost-evidence', version: 1, pdf: sha256(pdf) })
    expect(evidence).toMatchObject({ incidents: [[{ version: 1, body: incident }]] })
    expect(practice.events().at(-1)).toEqual({
      type: 'evidence.binder-saved',
      pdf: sha256(pdf),
      json: sha256(json),
    })
  })

  it('is neither written nor recorded where the person thinks better of it', async () => {
    const before = practice.events().length
    expect(await makeDesk(false).saveBinder()).toEqual(ok(false))
    expect(practice.events()).toHaveLength(before)
  })

  it('is not saved where the activity log can’t be written', async () => {
    const refusing = { ...practice.audit, record: () => fail('audit/write-failed') }
    desk = createEvidenceDesk({
      ...{ store: practice.store, clock: practice.clock, practice: practice.practice },
      audit: refusing,
      version: '1.2.3',
      fonts: practice.sealing.fonts,
      signingKey: () => practice.signingKey,
      setUp: () => ({ accounts: [], deviceSecret: 'none', hasRecoveryKit: true, waysIn: ['passphrase'] }),
      areBackupsHeldByOthers: () => false,
      onTasksChanged: () => undefined,
      saveFile: (_file, record) => Promise.resolve(record()).then((done) => (done.ok ? ok(true) : done)),
    })
    expect(await desk.saveBinder()).toEqual(fail('audit/write-failed'))
  })
})
