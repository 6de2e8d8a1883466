import * as openpgp from 'openpgp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeTestPractice, type TestPractice } from '../../../test/support/practice.ts'
import { valueOf } from '../../../test/support/store.ts'
import { generateOwnKey } from '../sealing/index.ts'
import { listOwnKeys } from '../store/index.ts'
import { readOpeningKnowledge } from './knowledge.ts'
import { bytes, encryptedPart, header } from './open-message.fixture.ts'
import { openMessage } from './open-message.ts'
import { namedReaders } from './readers.ts'

let practice: TestPractice
let own: string, lees: string, strangers: string

beforeAll(async () => {
  practice = await makeTestPractice()
  lees = (await practice.addColleague('Samuel Lee', 'lee@lakeside.test')).key.certificateArmored
  const stranger = await generateOwnKey({ address: 'x@elsewhere.test', now: new Date('2026-01-01') })
  strangers = stranger.certificateArmored
  own = listOwnKeys(practice.store, 'openpgp')[0]?.certificate ?? ''
})
afterAll(() => {
  practice.dispose()
})

async function readersOf(certificates: readonly string[], isHidden = false) {
  const armored = await openpgp.encrypt({
    message: await openpgp.createMessage({ text: 'Content-Type: text/plain\r\n\r\nThe text\r\n' }),
    encryptionKeys: await Promise.all(certificates.map((armoredKey) => openpgp.readKey({ armoredKey }))),
    wildcard: isHidden,
    date: practice.clock(),
  })
  const known = readOpeningKnowledge(practice.store, practice.sealing.trust())
  const message = valueOf(await openMessage(bytes([...header({}), ...encryptedPart(armored)]), known))
  return { kind: message.protection.kind, named: await namedReaders(practice.store, message.recipients) }
}

const us = { kind: 'own', name: 'rivera@hope.test' }
const lee = { kind: 'known', name: 'Samuel Lee' }
const unknown = { kind: 'unknown-key', keyId: expect.stringMatching(/^[0-9A-F]{16}$/) as string }

describe('whom an encrypted message names as its readers', () => {
  it('is told by the names of keys that are known here, also where it stands in no head', async () => {
    expect(await readersOf([own, lees, strangers])).toEqual({ kind: 'openpgp', named: [us, lee, unknown] })
  })

  it('is told of one that can’t be opened here, without naming us', async () => {
    expect(await readersOf([strangers, lees])).toEqual({ kind: 'unreadable', named: [lee, unknown] })
  })

  it('stays hidden where the sender left it out', async () => {
    expect(await readersOf([own, lees], true)).toEqual({ kind: 'openpgp', named: [{ kind: 'hidden' }] })
  })

  it('is counted where somebody names very many', async () => {
    const keys = Array.from({ length: 70 }, (_unused, index) => ({
      ...{ kind: 'openpgp' as const, keyId: String(index).padStart(16, 'A') },
    }))
    const named = await namedReaders(practice.store, keys)
    expect(named).toHaveLength(51)
    expect(named.at(-1)).toEqual({ kind: 'others', count: 20 })
  })
})
