import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { tempFolder } from '../../../test/support/vault.ts'
import { openSealed, sealingKeyOf, sealTo } from './hpke.ts'
import { LockedJournal, type UnlockAttempt } from './locked-journal.ts'
import { subKeyOf } from './sub-keys.ts'

type Vector = {
  readonly vaultId: string
  readonly vaultKey: string
  readonly deviceSecret: string
  readonly privateKey: string
  readonly publicKey: string
  readonly folded: number
  readonly lines: readonly string[]
  readonly attempts: readonly UnlockAttempt[]
}

/** Written by another program, with the HPKE of Python's cryptography 48, from docs/vault.md. */
const vector = JSON.parse(readFileSync('test/data/vault/locked-journal.json', 'utf8')) as Vector
const bytes = (hex: string) => Buffer.from(hex, 'hex')
const privateKey = bytes(vector.privateKey)
const deviceSecret = bytes(vector.deviceSecret)
let temp: ReturnType<typeof tempFolder>
let journal: LockedJournal

beforeEach(() => {
  temp = tempFolder()
  journal = new LockedJournal(path())
  writeFileSync(path(), `${vector.lines.join('\n')}\n`)
})
afterEach(() => temp.remove())

const path = () => join(temp.path, 'locked.jsonl')
const linesOf = () => readFileSync(path(), 'utf8').trimEnd().split('\n')

describe('the journal of the frozen format', () => {
  it('derives the keys of the vector', async () => {
    expect(subKeyOf(bytes(vector.vaultKey), vector.vaultId, 'locked-journal')).toEqual(privateKey)
    expect(await sealingKeyOf(privateKey)).toEqual(bytes(vector.publicKey))
  })

  it('reads what another program wrote', async () => {
    const { folded, attempts } = vector
    expect(await journal.read(privateKey, deviceSecret)).toEqual({ folded, attempts, isAuthentic: true })
    expect(await journal.read(privateKey, null)).toEqual({ folded, attempts, isAuthentic: null })
  })

  it('goes on with what another program wrote', async () => {
    const noted = await journal.append({ at: 5, factor: 'recovery-shares' }, deviceSecret)
    await noted.refused('vault/shares-apart')
    noted.end()
    expect(await journal.read(privateKey, deviceSecret)).toEqual({
      folded: vector.folded,
      attempts: [
        ...vector.attempts,
        { number: 12, at: 5, factor: 'recovery-shares', outcome: 'vault/shares-apart' },
      ],
      isAuthentic: true,
    })
  })

  it('has no answer of an attempt before its own beginning', async () => {
    const noted = await journal.append({ at: 5, factor: 'passphrase' }, deviceSecret)
    journal.reset(noted.number, bytes(vector.publicKey), deviceSecret)
    await noted.refused('vault/wrong-passphrase')
    expect(await journal.read(privateKey, deviceSecret)).toEqual({
      folded: 12,
      attempts: [],
      isAuthentic: true,
    })
  })
})

describe('whoever has the folder and not the vault’s key', () => {
  it('learns when somebody tried, and nothing else: not with what, nor what came of it', async () => {
    const tries = [
      ['passphrase', 'vault/wrong-passphrase'],
      ['recovery-shares', 'vault/shares-apart'],
    ] as const
    const written: string[][] = []
    for (const [factor, code] of tries) {
      journal.reset(0, bytes(vector.publicKey), deviceSecret)
      const noted = await journal.append({ at: 1000, factor }, deviceSecret)
      await noted.refused(code)
      noted.end()
      written.push(linesOf())
    }
    const shapeOf = (lines: readonly string[]) =>
      lines.map((line) => line.replaceAll(/"(mac|prev|sealed)":"[^"]*"/g, (member) => String(member.length)))
    expect(shapeOf(written[0]!)).toEqual(shapeOf(written[1]!))
    // Nor by the key of another vault.
    expect(await journal.read(Buffer.alloc(32, 7), deviceSecret)).toMatchObject({
      attempts: [{ number: 1, at: 1000, factor: null, outcome: null }],
      isAuthentic: false,
    })
    for (const text of written.flat()) {
      for (const word of ['passphrase', 'shares', 'wrong', 'vault']) expect(text).not.toContain(word)
    }
    // Positive control: the key tells.
    expect((await journal.read(privateKey, deviceSecret)).attempts).toMatchObject([
      { factor: 'recovery-shares', outcome: 'vault/shares-apart' },
    ])
    expect(journal.times()).toEqual([{ at: 1000 }])
  })

  it.each([
    ['a text that is no JSON', 'x'.repeat(128)],
    ['another number', JSON.stringify({ number: 99, at: 5, factor: 'passphrase' })],
    ['another time', JSON.stringify({ number: 12, at: 6, factor: 'passphrase' })],
    ['a way in that there is none of', JSON.stringify({ number: 12, at: 5, factor: 'window' })],
  ])('can seal, to the key that lies there, %s: it is no attempt of this program', async (_what, text) => {
    const noted = await journal.append({ at: 5, factor: 'passphrase' }, null)
    noted.end()
    // Positive control.
    expect((await journal.read(privateKey, null)).isAuthentic).toBeNull()
    const forged = await sealTo(
      bytes(vector.publicKey),
      'sealpost/vault/1/locked-journal',
      Buffer.from(text.padEnd(128)),
    )
    const last = linesOf().at(-1)!
    writeFileSync(
      path(),
      `${[...linesOf().slice(0, -1), last.replace(/"sealed":"[^"]*"/, `"sealed":"${forged!.toString('base64')}"`)].join('\n')}\n`,
    )
    const { isAuthentic, attempts } = await journal.read(privateKey, null)
    expect([isAuthentic, attempts.at(-1)?.factor]).toEqual([false, null])
  })

  it('gets nothing by a key of small order, to open or to seal to', async () => {
    expect(await openSealed(privateKey, 'any', Buffer.alloc(64))).toBeNull()
    expect(await sealTo(Buffer.alloc(32), 'any', Buffer.alloc(1))).toBeNull()
  })
})
