import { randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createRouterClient, ORPCError } from '@orpc/server'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { signBytes } from '../../../src/main/audit/index.ts'
import type { Engine } from '../../../src/main/engine/engine.ts'
import { router } from '../../../src/main/engine/router/index.ts'
import { policyFile, signPolicy, type PolicyBody } from '../../../src/main/practice/policy/document.ts'
import {
  findLocalAccount,
  listAuditEvents,
  listMailboxes,
  listMessages,
} from '../../../src/main/store/index.ts'
import type { EngineClient } from '../../../src/shared/contract/index.ts'
import type { MessageId } from '../../../src/shared/ids.ts'
import { startTestEngine } from '../../support/engine.ts'
import { valueOf } from '../../support/store.ts'
import { goodPassphrase, tempFolder } from '../../support/vault.ts'

const ownerAddress = 'dr.rivera@practice.example'
const stranger = 'stranger@elsewhere.example'

let folder: ReturnType<typeof tempFolder>
let engine: Engine
let client: EngineClient
let chosen: string
let seat: string

beforeEach(async () => {
  folder = tempFolder('sealpost-policy-')
  chosen = join(folder.path, 'mail.mbox')
  engine = await startTestEngine({
    userDataDir: folder.path,
    desktop: { askOpenPaths: () => Promise.resolve([chosen]) },
  })
  client = createRouterClient(router, { context: { engine } })
  await client.vault.create({ passphrase: goodPassphrase })
  seat = (await client.policy.state()).own.key
})
afterEach(async () => {
  await engine.shutdown()
  folder.remove()
})

const owner = randomBytes(32)
const another = randomBytes(32)

/** A policy of whoever has the seed, with a seat for this vault. */
function policyOf(seed: Uint8Array, number: number, longestIdleMinutes = 10): Uint8Array {
  const since = '2026-11-22T12:00:00.000Z'
  const { publicKey: key } = signBytes(new Uint8Array(0), seed)
  const body: PolicyBody = {
    ...{ format: 'sealpost-policy', version: 1, number, issuedAt: since, practice: 'Rivera Practice' },
    rules: {
      ...{ weakestMethod: 'sealed-message', longestIdleMinutes },
      ...{ needsSecondFactor: false, allowsPasskeyAlone: false },
      ...{ mayExportMail: [], mayExportDecrypted: [], mayExportNames: [], maySetFindingsAside: [] },
      ...{ mayAnswerQuestions: [], keepsLogYears: 6 },
    },
    seats: [
      { id: 'a'.repeat(16), name: 'Dr. Rivera', role: 'owner', key, since, revokedAt: null },
      { id: 'b'.repeat(16), name: 'Ben Cole', role: 'clinician', key: seat, since, revokedAt: null },
    ],
  }
  return policyFile(signPolicy(body, seed))
}

/** A letter that holds the file, as it came. */
async function mailed(from: string, file: Uint8Array): Promise<{ message: MessageId; partPath: string }> {
  const subject = `Policy ${randomBytes(4).toString('hex')}`
  const letter = [
    `From ${from} Mon Nov  2 09:05:00 2026`,
    `From: Dr. Rivera <${from}>`,
    `Message-ID: <${subject.replace(' ', '-')}@elsewhere.example>`,
    'Date: Mon, 2 Nov 2026 09:05:00 +0000',
    `Subject: ${subject}`,
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary=b',
    '',
    '--b\n\nThe policy.',
    '--b\nContent-Type: application/octet-stream; name="p.sealpost-policy"',
    'Content-Disposition: attachment; filename="p.sealpost-policy"',
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from(file).toString('base64').replaceAll(/.{76}/g, '$&\n'),
    '--b--',
    '',
  ]
  writeFileSync(chosen, letter.join('\n'))
  await client.carry.importMail({ from: 'file' })
  const { store } = valueOf(engine.session())
  const account = findLocalAccount(store)
  const messages = (account === null ? [] : listMailboxes(store, account)).flatMap(({ id }) =>
    listMessages(store, id, { before: null, limit: 100 }),
  )
  const message = messages.find((one) => one.subject === subject)
  if (message === undefined) throw new Error('the letter is not here')
  const [attached] = (await client.mail.open({ id: message.id, scheme: 'light' })).attachments
  expect(attached).toMatchObject({ fileName: 'p.sealpost-policy', isDangerous: false })
  return { message: message.id, partPath: attached?.partPath ?? '' }
}

async function takenOver(from: string, file: Uint8Array): Promise<void> {
  const { hash } = await client.policy.considerAttached(await mailed(from, file))
  await client.policy.accept({ hash })
}

async function refusalOf(from: string, file: Uint8Array): Promise<unknown> {
  const part = await mailed(from, file)
  return client.policy.considerAttached(part).then(
    () => 'offered',
    (error: unknown) => (error instanceof ORPCError ? (error.data as unknown) : error),
  )
}

const inForce = async () => (await client.policy.limits())?.number ?? null

/** What the log says of policies, the oldest first. */
const recorded = () =>
  listAuditEvents(valueOf(engine.session()).store, {}, { before: null, limit: 100 })
    .filter(({ type }) => type.startsWith('policy.'))
    .map(({ type }) => type)
    .reverse()

describe('a policy that came by mail', () => {
  it('is shown with the key that signed it, counts once accepted, and is on record as one from a file', async () => {
    const part = await mailed(ownerAddress, policyOf(owner, 1))
    const offer = await client.policy.considerAttached(part)
    expect(offer).toMatchObject({ replaces: null, policy: { number: 1, role: 'clinician' } })
    expect(offer.policy.issuer.words.length).toBeGreaterThan(0)
    expect(await inForce()).toBeNull()
    await client.policy.accept({ hash: offer.hash })
    expect(await inForce()).toBe(1)

    // As a control, the next one from a file.
    const before = recorded()
    chosen = join(folder.path, 'p.sealpost-policy')
    writeFileSync(chosen, policyOf(owner, 2, 5))
    const second = await client.policy.choose()
    await client.policy.accept({ hash: second?.hash ?? '' })
    const byFile = recorded().slice(before.length)
    chosen = join(folder.path, 'mail.mbox')
    await takenOver(ownerAddress, policyOf(owner, 3, 10))
    expect(recorded().slice(before.length + byFile.length)).toEqual(byFile)
    expect(byFile).toEqual(['policy.imported', 'policy.rule-changed'])
  })

  it('forged policy: one mailed in the name of the owner and signed by another key is refused', async () => {
    await takenOver(ownerAddress, policyOf(owner, 1))
    expect(await refusalOf(ownerAddress, policyOf(another, 9))).toMatchObject({
      code: 'policy/other-practice',
    })
    expect(await inForce()).toBe(1)
    // The control: a stranger hands on what the owner signed.
    await takenOver(stranger, policyOf(owner, 2))
    expect(await inForce()).toBe(2)
  })

  it('replayed policy: an older version that is mailed again is refused, also by the owner', async () => {
    await takenOver(ownerAddress, policyOf(owner, 2))
    for (const from of [stranger, ownerAddress]) {
      expect(await refusalOf(from, policyOf(owner, 1))).toMatchObject({ code: 'policy/older' })
    }
    expect(await refusalOf(ownerAddress, policyOf(owner, 3))).toBe('offered')
  })

  it('is kept where the window asks: a question answered in place, the log erased unsaved', async () => {
    const add = (isAddressConfirmed: boolean) =>
      client.contacts.add({
        ...{ kind: 'patient', name: 'Maria', addresses: ['maria@mail.example'], nicknames: [], phones: [] },
        ...{ birthDate: null, recordNumber: null, readsMailOn: 'unsure', agreedToEmailOn: null },
        isAddressConfirmed,
      })
    const codeOf = (asked: Promise<unknown>) =>
      asked.then(
        () => null,
        (error: unknown) => (error instanceof ORPCError ? (error.data as { code: string }).code : error),
      )
    // The control: without a policy the typed name comes first.
    const erase = () => client.vault.erase({ passphrase: goodPassphrase, confirmation: 'another' })
    expect(await codeOf(erase())).toBe('vault/erase-mistyped')
    await takenOver(ownerAddress, policyOf(owner, 1))
    expect(await codeOf(erase())).toBe('policy/export-log-first')
    expect(await codeOf(add(true))).toBe('policy/may-not-answer')
    expect(await codeOf(add(false))).toBeNull()
  })

  it('altered policy: one that was changed on its way, or is none, is refused', async () => {
    const altered = Buffer.from(
      Buffer.from(policyOf(owner, 1))
        .toString()
        .replace('"longestIdleMinutes":10', '"longestIdleMinutes":60'),
    )
    expect(await refusalOf(ownerAddress, altered)).toMatchObject({ code: 'policy/not-authentic' })
    expect(await refusalOf(ownerAddress, Buffer.from('{"policy":{}}\n'))).toMatchObject({
      code: 'policy/not-a-policy',
    })
    expect(await refusalOf(ownerAddress, policyOf(owner, 1))).toBe('offered')
  })
})
