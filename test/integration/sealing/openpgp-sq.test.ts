import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  decryptAndVerify,
  encryptAndSign,
  generateOwnKey,
  makeRevocationCertificate,
} from '../../../src/main/sealing/index.ts'
import { Sq } from './sq.ts'

const address = 'rivera@practice.example'
const suites = ['cv25519', 'rsa3k'] as const
const entities: readonly [string, Buffer][] = [
  ['text', Buffer.from('Content-Type: text/plain\r\n\r\nŁukasz, 日本語\r\n')],
  ['nothing', Buffer.alloc(0)],
  ['bytes', Buffer.from(Array.from({ length: 4096 }, (_, at) => at % 256))],
  ['10 MB', Buffer.alloc(10 * 1024 * 1024, 'x')],
]
const table = suites.flatMap((suite) => entities.map(([what, bytes]) => [what, suite, bytes] as const))

let sq: Sq
let own: Awaited<ReturnType<typeof generateOwnKey>>
let ownKeyPath: string
let ownCertificatePath: string
let colleagues: Record<string, { keyPath: string; certificate: string; certificatePath: string }>

beforeAll(async () => {
  sq = await Sq.create()
  own = await generateOwnKey({ address, now: new Date(Date.now() - 60_000) })
  ownKeyPath = await sq.file(own.secretKeyArmored)
  ownCertificatePath = await sq.file(own.certificateArmored)
  const made = suites.map(async (suite) => {
    const key = await sq.makeKey('Dr. Lee <lee@clinic.example>', suite)
    return [suite, { ...key, certificatePath: await sq.file(key.certificate) }] as const
  })
  colleagues = Object.fromEntries(await Promise.all(made))
})
afterAll(() => sq.dispose())

const colleague = (suite: string) => {
  const found = colleagues[suite]
  if (found === undefined) throw new Error(suite)
  return found
}

describe('from us to Sequoia', () => {
  it.each(table)('%s to %s decrypts, and its signature is good', async (_what, suite, bytes) => {
    const { keyPath, certificate } = colleague(suite)
    const sealed = await encryptAndSign(bytes, {
      recipientCertificates: [certificate],
      signWith: own.secretKeyArmored,
      now: new Date(),
    })
    if (!sealed.ok) throw new Error(sealed.error.code)
    const keys = ['--recipient-key', keyPath, '--signer-cert', ownCertificatePath]
    const opened = await sq.run(['decrypt', ...keys], sealed.value.armored)
    expect({ code: opened.code, stderr: opened.stderr }).toMatchObject({ code: 0 })
    expect(opened.stderr).toContain('1 good signature')
    expect(opened.stdout.equals(bytes)).toBe(true)
  })

  it('finds our key in order, and our revocation certificate to be one', async () => {
    const inspected = await sq.run(['inspect', ownCertificatePath])
    expect(inspected.stdout.toString()).toContain(own.fingerprint)
    expect(inspected.stdout.toString()).not.toMatch(/invalid|bad|broken/i)
    const revocation = await makeRevocationCertificate(own.secretKeyArmored, new Date())
    const packets = await sq.run(['packet', 'dump'], revocation)
    expect(packets.stdout.toString()).toContain('KeyRevocation')
  })
})

describe('from Sequoia to us', () => {
  it.each(table)('%s signed by %s opens, signature good', async (_what, suite, bytes) => {
    const { keyPath, certificate } = colleague(suite)
    const keys = ['--recipient-cert', ownCertificatePath, '--signer-key', keyPath]
    const made = await sq.run(['encrypt', ...keys], bytes)
    expect({ code: made.code, stderr: made.stderr }).toMatchObject({ code: 0 })
    const opened = await decryptAndVerify(made.stdout.toString('latin1'), {
      secretKeys: [own.secretKeyArmored],
      senderCertificates: [certificate],
      now: new Date(),
    })
    expect(opened.ok && opened.value.signature.state).toBe('good')
    expect(opened.ok && Buffer.from(opened.value.inner).equals(bytes)).toBe(true)
  })

  it('what is encrypted to it opens with our key in Sequoia too (positive control of the key itself)', async () => {
    const made = await sq.run(['encrypt', '--recipient-cert', ownCertificatePath], 'hello')
    const opened = await sq.run(['decrypt', '--recipient-key', ownKeyPath], made.stdout)
    expect(opened.stdout.toString()).toBe('hello')
  })
})
