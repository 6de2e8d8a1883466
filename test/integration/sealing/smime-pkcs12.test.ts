import { createPrivateKey } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  importPkcs12,
  readSmimeCertificate,
  readTrustAnchors,
  smimeSignAndEncrypt,
  type Trust,
} from '../../../src/main/sealing/index.ts'
import { now } from '../../../src/main/sealing/smime/certificates.fixture.ts'
import { seededRandom } from '../../../src/main/sealing/random.fixture.ts'
import { opensslWorld, type Openssl } from './openssl.ts'

const letter = Buffer.from('Content-Type: text/plain; charset=us-ascii\r\n\r\nsee you on Friday.\r\n')

let openssl: Openssl
let world: Awaited<ReturnType<typeof opensslWorld>>['world']
let trust: Trust

beforeAll(async () => {
  ;({ openssl, world, trust } = await opensslWorld())
})
afterAll(() => openssl.dispose())

describe('PKCS#12 of openssl', () => {
  const forms: readonly (readonly [string, readonly string[]])[] = [
    ['by default (PBES2, AES-256)', []],
    ['old (RC2-40 and 3DES)', ['-legacy']],
    ['old with RC2-128', ['-legacy', '-certpbe', 'PBE-SHA1-RC2-128', '-keypbe', 'PBE-SHA1-2DES']],
    ['with 3DES for both', ['-keypbe', 'PBE-SHA1-3DES', '-certpbe', 'PBE-SHA1-3DES', '-macalg', 'sha1']],
    ['with the certificates in clear', ['-certpbe', 'NONE']],
    ['with AES-128 and SHA-512', ['-keypbe', 'AES-128-CBC', '-certpbe', 'AES-128-CBC', '-macalg', 'sha512']],
    ['without a MAC', ['-nomac']],
    ['with many rounds', ['-iter', '100000']],
  ]
  const exported = (who: string, args: readonly string[], password = 'päss wörd') =>
    openssl.must([
      'pkcs12',
      '-export',
      '-in',
      `${who}.pem`,
      '-inkey',
      `${who}.key`,
      ...args,
      '-passout',
      `pass:${password}`,
    ])
  it.each(forms)('%s is read', async (_name, args) => {
    const file = await exported('practice', args)
    const imported = await importPkcs12(file, 'päss wörd', trust)
    expect(imported.ok && imported.value).toMatchObject([{ problem: null, pem: world.practice.pem }])
    const identity = imported.ok ? imported.value[0] : undefined
    const made = await smimeSignAndEncrypt(letter, {
      recipients: [],
      signWith: identity!,
      encryptToSelf: true,
      trust,
      boundary: 'a_b',
    })
    expect(made.ok).toBe(true)
    expect(await importPkcs12(file, 'wrong', trust)).toEqual({
      ok: false,
      error: { code: 'smime/wrong-password' },
    })
    expect(await importPkcs12(file, '', trust)).toEqual({
      ok: false,
      error: { code: 'smime/wrong-password' },
    })
  })
  it('changed at random is refused or answered, and never opens as another', async () => {
    const file = await exported('practice', ['-iter', '1'])
    const random = seededRandom(7292)
    for (let round = 0; round < 300; round++) {
      const changed = Buffer.from(file)
      changed[random(changed.length)] = random(256)
      const imported = await importPkcs12(changed, 'päss wörd', trust)
      if (imported.ok) expect(imported.value).toMatchObject([{ pem: world.practice.pem }])
    }
  })
  it('elliptic keys, an empty password', async () => {
    const imported = await importPkcs12(await exported('ada', [], ''), '', trust)
    expect(imported.ok && imported.value).toMatchObject([{ problem: null, info: { algorithm: 'P-384' } }])
  })
  it.each(['practice', 'lee', 'ada'])(
    'with certificates of other kinds beside that of %s spoils no later key',
    async (who) => {
      const others = ['ada', 'kim', 'practice', 'lee'].filter((other) => other !== who)
      await openssl.file('others.pem', others.map((other) => world[other as 'ada'].pem).join(''))
      const file = await exported(who, ['-certfile', 'others.pem'])
      expect(await importPkcs12(file, 'päss wörd', trust)).toMatchObject({
        ok: true,
        value: [{ problem: null }],
      })
      expect(() => createPrivateKey(world.ada.privateKeyPem)).not.toThrow()
    },
  )
  it('an unknown root: imported, and it says why it cannot sign', async () => {
    const file = await exported('lee', [])
    expect(await importPkcs12(file, 'päss wörd', { now, anchors: readTrustAnchors([]) })).toMatchObject({
      value: [{ problem: { code: 'smime/untrusted-issuer' }, pem: world.lee.pem }],
    })
  })
  it('a file without a key, a certificate, or nothing of the kind is named', async () => {
    const noKey = await openssl.must(['pkcs12', '-export', '-nokeys', '-in', 'lee.pem', '-passout', 'pass:x'])
    expect(await importPkcs12(noKey, 'x', trust)).toEqual({
      ok: false,
      error: { code: 'smime/key-missing' },
    })
    for (const other of [Buffer.from(world.lee.pem), Buffer.from(world.lee.der), Buffer.alloc(0)])
      expect(await importPkcs12(other, 'x', trust)).toEqual({
        ok: false,
        error: { code: 'smime/not-a-key-file' },
      })
    expect(readSmimeCertificate(noKey, { purpose: 'encrypt', ...trust })).toMatchObject({
      error: { code: 'smime/secret-key-given' },
    })
  })
})
