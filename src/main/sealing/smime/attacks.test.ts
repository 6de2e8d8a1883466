import { createPublicKey, verify } from 'node:crypto'
import * as asn1 from 'asn1js'
import * as pkijs from 'pkijs'
import { beforeAll, describe, expect, it } from 'vitest'
import { seededRandom } from '../random.fixture.ts'
import { childrenOf, encode, octets, oid, parseBer, sequence, setOf, tagged } from './asn1.ts'
import {
  ecKey,
  makeCertificate,
  now,
  usages,
  withChain,
  type MadeCertificate,
} from './certificates.fixture.ts'
import { readSmimeCertificate } from './certificate.ts'
import { decryptEnveloped } from './decrypt.ts'
import { contentInfo } from './enveloped.ts'
import { openIdentity } from './identity.ts'
import { cmsOf, encrypted, inner, makeMailWorld, type World } from './messages.fixture.ts'
import { oids } from './oids.ts'
import { smimeRecipientKeys } from './recipients.ts'
import { detachedSignature } from './sign.ts'
import { verifySigned } from './verify.ts'
import { cpuMs } from '../../../../test/support/cpu-time.ts'

let world: World
beforeAll(() => {
  world = makeMailWorld()
})

const sender = 'rivera@practice.example'
const judge = (der: Uint8Array, detached: Uint8Array | null) => {
  const verified = verifySigned(der, detached, { trust: world.trust, sender })
  return verified.ok ? verified.value.signature : verified.error.code
}
const signatureOver = (content: Uint8Array, who: MadeCertificate = world.practice): Uint8Array => {
  const identity = openIdentity(who)
  if (identity === null) throw new Error('no identity')
  return detachedSignature(content, identity, now)
}
/** The fields of SignedData, the last of which are the signers. */
const signedDataFields = (der: Uint8Array) => childrenOf(childrenOf(childrenOf(parseBer(der))[1])[0])
const rebuilt = (fields: readonly asn1.BaseBlock[]) => contentInfo(oids.signedData, sequence(...fields))

describe('signatures', () => {
  it('are good when nothing is wrong (positive control)', () => {
    expect(judge(signatureOver(inner), inner)).toMatchObject({ state: 'good' })
  })
  it('over attributes do not pass as signatures over content that looks like them', () => {
    const [version, digests, , certificates, signers] = signedDataFields(signatureOver(inner))
    const [signerVersion, sid, digest, attributes, algorithm, signature] = childrenOf(childrenOf(signers)[0])
    const content = encode(setOf(...childrenOf(attributes)))
    const value = (signature as asn1.OctetString).valueBlock.valueHexView
    // Negative control: the signature is valid over exactly these bytes.
    expect(verify('sha256', content, createPublicKey(world.practice.privateKeyPem), value)).toBe(true)
    const forged = rebuilt([
      version!,
      digests!,
      sequence(oid(oids.data), tagged(0, octets(content))),
      certificates!,
      setOf(sequence(signerVersion!, sid!, digest!, algorithm!, signature!)),
    ])
    expect(judge(forged, null)).toMatchObject({ state: 'bad', problem: 'broken' })
  })
  it('are not good beside a broken one', () => {
    const [good, other] = [
      signedDataFields(signatureOver(inner)),
      signedDataFields(signatureOver(Buffer.from('x'))),
    ]
    const both = setOf(...childrenOf(good[4]), ...childrenOf(other[4]))
    expect(judge(rebuilt([...good.slice(0, 4), both]), inner)).toMatchObject({ state: 'bad' })
  })
  it('do not count for a certificate of the same name and number with another key', () => {
    const mallory = makeCertificate({
      name: 'Dr. Rivera',
      key: ecKey('prime256v1'),
      issuer: world.authority,
      addresses: [sender],
      usage: usages.signAndAgree,
    })
    const [version, digests, content, , signers] = signedDataFields(signatureOver(inner))
    const swapped = tagged(0, parseBer(mallory.der)!, parseBer(world.authority.der)!)
    expect(judge(rebuilt([version!, digests!, content!, swapped, signers!]), inner)).toMatchObject({
      state: 'unknown-key',
    })
  })
  it('of detached content ignore content of their own', () => {
    const [version, digests, , certificates, signers] = signedDataFields(signatureOver(inner))
    const own = sequence(oid(oids.data), tagged(0, octets(inner)))
    const der = rebuilt([version!, digests!, own, certificates!, signers!])
    expect(judge(der, Buffer.from('another text'))).toMatchObject({ state: 'bad' })
  })
  it('in great number cost nothing', () => {
    const fields = signedDataFields(signatureOver(inner))
    const many = setOf(...Array.from({ length: 17 }, () => childrenOf(fields[4])[0]!))
    expect(judge(rebuilt([...fields.slice(0, 4), many]), inner)).toBe('smime/limits-exceeded')
  })
  it('none at all is none', () => {
    const fields = signedDataFields(signatureOver(inner))
    expect(judge(rebuilt([...fields.slice(0, 4), setOf()]), inner)).toEqual({ state: 'none' })
  })
})

describe('keys of recipients', () => {
  const open = (der: Uint8Array, who: MadeCertificate = world.lee) => decryptEnveloped(der, [who])
  const code = async (der: Uint8Array) => {
    const opened = await open(der)
    return opened.ok ? 'ok' : opened.error.code
  }
  const withKey = async (change: (key: Buffer) => void) => {
    const der = cmsOf((await encrypted(world)).entity)
    const info = new pkijs.ContentInfo({ schema: parseBer(der) })
    const [recipient] = childrenOf(childrenOf(info.content)[1])
    const key = childrenOf(recipient)[3] as asn1.OctetString
    const at = der.indexOf(Buffer.from(key.valueBlock.valueHexView))
    change(der.subarray(at, at + key.valueBlock.valueHexView.length))
    return der
  }
  it('open the message when untouched (positive control)', async () => {
    expect(await code(await withKey(() => undefined))).toBe('ok')
  })
  it('with wrong padding fail like any other (Bleichenbacher)', async () => {
    const codes = new Set<string>()
    for (let round = 0; round < 20; round++)
      codes.add(await code(await withKey((key) => (key[5 + round] = (key[5 + round] ?? 0) ^ 0x40))))
    expect([...codes]).toEqual(['smime/damaged'])
  })
  it('in great number cost nothing', async () => {
    const der = cmsOf((await encrypted(world)).entity)
    const fields = childrenOf(childrenOf(childrenOf(parseBer(der))[1])[0])
    const [recipient] = childrenOf(fields[1])
    const many = new asn1.Set({ value: Array.from({ length: 1001 }, () => recipient!) })
    const flooded = contentInfo(oids.authEnvelopedData, sequence(fields[0]!, many, ...fields.slice(2)))
    expect(await code(flooded)).toBe('smime/limits-exceeded')
  })
  it.each([
    [
      'the number',
      (bytes: Buffer) =>
        new pkijs.IssuerAndSerialNumber({
          issuer: new pkijs.RelativeDistinguishedNames(),
          serialNumber: new asn1.Integer({ valueHex: new Uint8Array(bytes).buffer }),
        }),
    ],
    [
      'the key identifier',
      (bytes: Buffer) => new asn1.OctetString({ valueHex: new Uint8Array(bytes).buffer }),
    ],
  ])('name a reader by %s of up to 64 bytes, and by no longer one', (_what, make) => {
    const named = (length: number) =>
      smimeRecipientKeys([
        new pkijs.RecipientInfo({
          variant: 1,
          value: new pkijs.KeyTransRecipientInfo({ rid: make(Buffer.alloc(length, 0x11)) }),
        }),
      ])
    expect(named(64)).toHaveLength(1)
    expect(named(65)).toEqual([])
    expect(named(1_000_000)).toEqual([])
  })
  it('GCM outside AuthEnvelopedData is refused, and AuthEnvelopedData without a tag', async () => {
    const der = cmsOf((await encrypted(world)).entity)
    const fields = childrenOf(childrenOf(childrenOf(parseBer(der))[1])[0])
    expect(await code(contentInfo(oids.envelopedData, sequence(...fields.slice(0, 3))))).toBe(
      'smime/unsupported-algorithm',
    )
    expect(await code(contentInfo(oids.authEnvelopedData, sequence(...fields.slice(0, 3))))).toBe(
      'smime/damaged',
    )
  })
  it('a shortened tag is refused', async () => {
    const der = cmsOf((await encrypted(world)).entity)
    const fields = childrenOf(childrenOf(childrenOf(parseBer(der))[1])[0])
    const tag = (fields[3] as asn1.OctetString).valueBlock.valueHexView
    for (const length of [0, 4, 8, 12, 15]) {
      const short = contentInfo(
        oids.authEnvelopedData,
        sequence(...fields.slice(0, 3), octets(tag.subarray(0, length))),
      )
      expect({ length, code: await code(short) }).toEqual({ length, code: 'smime/damaged' })
    }
  })
  it('nested ASN.1 without end is refused', async () => {
    expect(await code(Buffer.alloc(100_000, Buffer.from('3080', 'hex')))).toBe('smime/damaged')
  })
})

describe('chains', () => {
  it('of authorities that issue each other end', () => {
    const [first, second] = [ecKey('prime256v1'), ecKey('prime256v1')]
    const a = makeCertificate({
      name: 'A',
      key: first,
      issuer: { name: 'B', privateKey: second },
      isAuthority: true,
    })
    const b = makeCertificate({
      name: 'B',
      key: second,
      issuer: { name: 'A', privateKey: first },
      isAuthority: true,
    })
    const person = makeCertificate({
      name: 'x',
      key: ecKey('prime256v1'),
      issuer: a,
      addresses: ['x@y.example'],
      usage: 0x88,
    })
    const read = readSmimeCertificate(withChain(person, a, b).pem, { purpose: 'encrypt', ...world.trust })
    expect(read).toMatchObject({ ok: false, error: { code: 'smime/untrusted-issuer' } })
  })
  it('through many authorities of one name stay bounded', () => {
    const shared = ecKey('prime256v1')
    const self = { name: 'Loop', privateKey: shared }
    const many = Array.from({ length: 60 }, () =>
      makeCertificate({ name: 'Loop', key: shared, issuer: self, isAuthority: true }),
    )
    const person = makeCertificate({
      name: 'x',
      key: ecKey('prime256v1'),
      issuer: self,
      addresses: ['x@y.example'],
      usage: 0x88,
    })
    const started = cpuMs()
    const read = readSmimeCertificate(withChain(person, ...many).pem, { purpose: 'encrypt', ...world.trust })
    expect(read).toMatchObject({ ok: false, error: { code: 'smime/untrusted-issuer' } })
    expect(cpuMs() - started).toBeLessThan(3000)
  })
})

describe('bytes changed at random', () => {
  const rounds = 200
  /** Calls `use` with the bytes changed in one to three places; it must answer, not throw. */
  const mangle = async (bytes: Uint8Array, seed: number, use: (changed: Uint8Array) => unknown) => {
    const random = seededRandom(seed)
    for (let round = 0; round < rounds; round++) {
      const changed = Buffer.from(bytes)
      for (let change = random(3); change >= 0; change--) changed[random(changed.length)] = random(256)
      await use(changed)
    }
  }
  it('of a certificate never make another one that is trusted', async () => {
    let refused = 0
    await mangle(world.lee.der, 5280, (changed) => {
      const read = readSmimeCertificate(changed, { purpose: 'encrypt', ...world.trust })
      if (!read.ok) refused++
    })
    expect(refused).toBe(rounds)
  })
  it('of a signature are answered', async () => {
    const states = new Set<string>()
    await mangle(signatureOver(inner), 5652, (changed) => {
      const state = judge(changed, inner)
      states.add(typeof state === 'string' ? state : state.state)
    })
    expect([...states].sort()).toEqual(expect.arrayContaining(['bad', 'smime/damaged']))
  })
  it('of an encrypted message are answered', async () => {
    const made = await encrypted(world, { recipients: [{ pem: world.kim.pem, capabilities: [] }] })
    let answered = 0
    await mangle(cmsOf(made.entity), 5753, async (changed) => {
      await decryptEnveloped(changed, [world.kim])
      answered++
    })
    expect(answered).toBe(rounds)
  })
  it('that the library throws at are damaged: a time that is none', () => {
    expect(parseBer(Buffer.from('180f32303236313132323132303030305a', 'hex'))).not.toBeNull()
    expect(parseBer(Buffer.from('180f32303236313132323132303030307a', 'hex'))).toBeNull()
  })
})
