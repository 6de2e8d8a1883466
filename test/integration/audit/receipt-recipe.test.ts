import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createQueue } from '../../../src/main/outbound/index.ts'
import { readSignedReceipt, receiptFile, receiptHash } from '../../../src/main/audit/index.ts'
import { listReceipts } from '../../../src/main/store/index.ts'
import { heldLetter } from '../../support/held-letter.ts'
import { makeTestPractice, type TestPractice } from '../../support/practice.ts'
import { valueOf } from '../../support/store.ts'

const recipe = resolve(import.meta.dirname, '../../../docs/recipes/verify-receipt.py')
const connection = { host: 'mail.hope.test:465', tls: 'TLSv1.3 TLS_AES_256_GCM_SHA384' }

let practice: TestPractice
let folder: string
let file: Uint8Array
let hash: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sealpost-receipt-'))
  practice = await makeTestPractice()
  await practice.addPatient({})
  const { logicalId } = await heldLetter(practice)
  const queue = createQueue({
    ...practice,
    submit: (_account, _message, { recipients }, beforeData) => {
      beforeData(connection)
      const taken = recipients.map((address) => ({ address, outcome: 'accepted' as const, code: null }))
      return Promise.resolve({ kind: 'answered', tls: connection.tls, recipients: taken })
    },
    findInSent: () => Promise.resolve('cannot-tell'),
    wait: () => Promise.resolve(),
    heard: new Map(),
    onChanged: () => undefined,
  })
  valueOf(queue.releaseNow(logicalId))
  valueOf(await queue.runDue())
  const signed = valueOf(
    readSignedReceipt(listReceipts(practice.store, logicalId)[0]?.signed ?? new Uint8Array()),
  )
  file = receiptFile(signed)
  hash = receiptHash(signed.receipt)
})
afterAll(() => {
  practice.dispose()
  rmSync(folder, { recursive: true, force: true })
})

/** Debian's Python, which has Debian's python3-cryptography. */
function verdict(bytes: Uint8Array) {
  const path = join(folder, 'receipt.json')
  writeFileSync(path, bytes)
  return spawnSync('/usr/bin/python3', [recipe, path], { encoding: 'utf8' })
}

describe('the documented recipe alone', () => {
  it('verifies a receipt and gives its name in the log', () => {
    expect(verdict(file)).toMatchObject({ status: 0, stdout: `${hash}\n` })
  })

  it('does not verify a changed one', () => {
    expect(verdict(Buffer.from(Buffer.from(file).toString().replaceAll('TLSv1.3', 'TLSv1.2'))).status).toBe(1)
  })
})
