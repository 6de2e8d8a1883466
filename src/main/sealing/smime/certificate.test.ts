import { beforeAll, describe, expect, it } from 'vitest'
import { oid, sequence } from './asn1.ts'
import * as asn1 from 'asn1js'
import { readSmimeCertificate, type CertificatePurpose } from './certificate.ts'
import {
  day,
  ecKey,
  extension,
  makeCertificate,
  makeWorld,
  now,
  rsaKey,
  usages,
  withChain,
  type CertificateRecipe,
  type MadeCertificate,
} from './certificates.fixture.ts'
import { readTrustAnchors, type TrustAnchors } from './anchors.ts'
import { oids } from './oids.ts'
import { chooseCertificate } from '../index.ts'

let world: ReturnType<typeof makeWorld>
let anchors: TrustAnchors
const key = ecKey('prime256v1')
const address = 'lee@clinic.example'

beforeAll(() => {
  world = makeWorld()
  anchors = readTrustAnchors([world.root.pem])
})

const read = (
  input: string | Uint8Array,
  changes: { purpose?: CertificatePurpose; address?: string; at?: Date } = {},
) =>
  readSmimeCertificate(input, {
    purpose: changes.purpose ?? 'encrypt',
    address: changes.address ?? address,
    anchors,
    now: changes.at ?? now,
  })
const code = (result: ReturnType<typeof read>) => (result.ok ? 'ok' : result.error.code)
const leaf = (changes: Partial<CertificateRecipe> = {}): MadeCertificate =>
  withChain(
    makeCertificate({
      name: 'Dr. Lee',
      key,
      issuer: world.authority,
      addresses: [address],
      usage: usages.signAndAgree,
      ...changes,
    }),
    world.authority,
  )

describe('a good certificate', () => {
  it('is read with its chain from PEM', () => {
    const read_ = read(world.lee.pem)
    expect(read_.ok && read_.value).toMatchObject({
      addresses: [address],
      subject: 'Dr. Lee',
      issuer: 'Test Mail CA',
      algorithm: 'rsa 2048',
      canEncrypt: true,
      canSign: true,
    })
    expect(read_.ok && read_.value.pem).toBe(world.lee.pem)
    expect(read_.ok && read_.value.fingerprint).toMatch(/^[0-9A-F]{64}$/)
  })
  it.each(['prime256v1', 'secp384r1', 'secp521r1'])('on the curve %s is read', (curve) => {
    expect(code(read(leaf({ key: ecKey(curve) }).pem))).toBe('ok')
  })
  it('may name its address in the subject, in other letters', () => {
    expect(code(read(leaf({ addresses: [], subjectAddress: 'Lee@Clinic.Example' }).pem))).toBe('ok')
  })
  it('may be restricted to nothing', () => {
    expect(code(read(leaf({ usage: null, purposes: null }).pem))).toBe('ok')
  })
  it('that is a root itself was accepted by whoever added it', () => {
    const own = makeCertificate({ name: 'Dr. Lee', key, addresses: [address], usage: usages.signAndAgree })
    const trusted = readTrustAnchors([own.pem])
    expect(code(readSmimeCertificate(own.pem, { purpose: 'encrypt', address, now, anchors: trusted }))).toBe(
      'ok',
    )
    expect(code(read(own.pem))).toBe('smime/self-signed')
  })
})

describe('refused', () => {
  const signedWithMd5 = () =>
    makeCertificate({
      ...{ name: 'Dr. Lee', key: rsaKey(2048), addresses: [address], hash: 'md5' },
      issuer: { name: 'Old CA', privateKey: rsaKey(2048) },
    })
  const table: readonly (readonly [string, () => ReturnType<typeof read>, string])[] = [
    ['expired', () => read(leaf({ to: new Date(now.getTime() - day) }).pem), 'smime/certificate-expired'],
    [
      'not valid yet',
      () => read(leaf({ from: new Date(now.getTime() + day) }).pem),
      'smime/certificate-not-yet-valid',
    ],
    ['RSA-1024', () => read(leaf({ key: rsaKey(1024), usage: usages.both }).pem), 'smime/certificate-weak'],
    ['signed with SHA-1', () => read(leaf({ hash: 'sha1' }).pem), 'smime/certificate-weak'],
    ['signed with MD5', () => read(signedWithMd5().pem), 'smime/certificate-weak'],
    ['for web servers', () => read(leaf({ purposes: ['1.3.6.1.5.5.7.3.1'] }).pem), 'smime/wrong-purpose'],
    ['that can only sign', () => read(leaf({ usage: usages.sign }).pem), 'smime/no-encryption-usage'],
    [
      'that can only decrypt, for signing',
      () => read(leaf({ usage: usages.agree }).pem, { purpose: 'sign' }),
      'smime/no-signing-usage',
    ],
    ['of somebody else', () => read(leaf().pem, { address: 'kim@clinic.example' }), 'smime/address-mismatch'],
    ['without an address', () => read(leaf({ addresses: [] }).pem), 'smime/address-mismatch'],
    [
      'with a NUL inside its address',
      () => read(leaf({ addresses: [`${address}\0.attacker.example`] }).pem),
      'smime/address-mismatch',
    ],
    [
      'self-signed',
      () =>
        read(makeCertificate({ name: 'Dr. Lee', key, addresses: [address], usage: usages.signAndAgree }).pem),
      'smime/self-signed',
    ],
    [
      'from an unknown root',
      () => {
        const root = makeCertificate({ name: 'Other Root', key: ecKey('prime256v1'), isAuthority: true })
        return read(withChain(leaf({ issuer: root }), root).pem.replace(world.authority.pem, ''))
      },
      'smime/untrusted-issuer',
    ],
    [
      'from a root of the same name with another key',
      () => {
        const root = makeCertificate({ name: 'Test Root', key: ecKey('prime256v1'), isAuthority: true })
        return read(makeCertificate({ name: 'x', key, issuer: root, addresses: [address], usage: 0x88 }).pem)
      },
      'smime/untrusted-issuer',
    ],
    [
      'without its authority',
      () => read(leaf().pem.replace(world.authority.pem, '')),
      'smime/untrusted-issuer',
    ],
    [
      'issued by a person',
      () => {
        const person = leaf({ name: 'Dr. Mallory' })
        const forged = makeCertificate({ name: 'x', key, issuer: person, addresses: [address], usage: 0x88 })
        return read(withChain(forged, person).pem)
      },
      'smime/chain-invalid',
    ],
    [
      'below one authority too many (path length)',
      () => {
        const below = makeCertificate({
          name: 'Sub CA',
          key: ecKey('prime256v1'),
          issuer: world.authority,
          isAuthority: true,
        })
        return read(withChain(leaf({ issuer: below }), below).pem)
      },
      'smime/chain-invalid',
    ],
    [
      'below an expired authority',
      () => read(underAuthority({ to: new Date(now.getTime() - day) })),
      'smime/chain-invalid',
    ],
    [
      'below an authority for web servers',
      () => read(underAuthority({ purposes: ['1.3.6.1.5.5.7.3.1'] })),
      'smime/chain-invalid',
    ],
    [
      'below an authority without the right to issue',
      () => read(underAuthority({ usage: usages.sign })),
      'smime/chain-invalid',
    ],
    [
      'below an authority of RSA-1024',
      () => read(underAuthority({ key: rsaKey(1024) })),
      'smime/certificate-weak',
    ],
    [
      'outside the names its authority may issue for',
      () => read(underAuthority({ permitted: ['hospital.example'] })),
      'smime/chain-invalid',
    ],
    [
      'in names excluded for its authority',
      () => read(underAuthority({ excluded: ['clinic.example'] })),
      'smime/chain-invalid',
    ],
    [
      'with a critical extension that nobody knows',
      () => read(leaf({ extra: [extension('1.2.3.4', new asn1.Null(), true)] }).pem),
      'smime/chain-invalid',
    ],
    [
      'with an extension twice',
      () =>
        read(leaf({ extra: [extension(oids.extendedKeyUsage, sequence(oid(oids.emailProtection)))] }).pem),
      'smime/not-a-certificate',
    ],
    ['that is no certificate', () => read('hello'), 'smime/not-a-certificate'],
    ['that is empty', () => read(new Uint8Array()), 'smime/not-a-certificate'],
    [
      'with a private key beside it',
      () => read(world.lee.pem + world.lee.privateKeyPem),
      'smime/secret-key-given',
    ],
    ['of two people', () => read(world.lee.pem + world.kim.pem), 'smime/not-a-certificate'],
  ]
  it.each([
    ['a short key', () => leaf({ key: rsaKey(1024), usage: usages.both }), 'rsa 1024'],
    ['SHA-1', () => leaf({ hash: 'sha1' }), 'SHA-1'],
    ['MD5', signedWithMd5, 'MD5'],
  ] as const)('a weak certificate says by what: %s', (_what, make, algorithm) => {
    expect(read(make().pem)).toMatchObject({ error: { detail: { algorithm } } })
  })
  it.each(table)('a certificate %s', (_name, attempt, expected) => {
    expect(code(attempt())).toBe(expected)
  })
  it('an altered certificate, at any byte of its signed part', () => {
    const made = makeCertificate({ name: 'x', key, issuer: world.root, addresses: [address], usage: 0x88 })
    const der = Buffer.from(made.der)
    expect(code(read(der))).toBe('ok')
    const signedEnd = 4 + 4 + der.readUInt16BE(6)
    for (let at = 8; at < signedEnd; at += 5) {
      const changed = Buffer.from(der)
      changed[at] = (changed[at] ?? 0) ^ 1
      expect({ at, code: code(read(changed)) }).not.toEqual({ at, code: 'ok' })
    }
  })
  it.each([
    ['hosts', ['clinic.example']],
    ['domains', ['.example']],
    ['mailboxes', [address]],
  ])('not one within constraints on %s (positive control)', (_what, permitted) => {
    expect(code(read(underAuthority({ permitted })))).toBe('ok')
  })
})

describe('two certificates for one address', () => {
  const older = () => leaf({ from: new Date(now.getTime() - 50 * day) }).pem
  const newer = () => leaf({ from: new Date(now.getTime() - 10 * day) }).pem
  it('the newest is chosen, in any order, and it says so', () => {
    const [a, b] = [older(), newer()]
    for (const candidates of [
      [a, b],
      [b, a],
    ]) {
      const choice = chooseCertificate(candidates, address, { anchors, now })
      expect(choice.ok && choice.value.chosen.pem).toBe(b)
      expect(choice.ok && choice.value).toMatchObject({ reason: 'newest', older: [{ pem: a }] })
    }
  })
  it('one that is unusable is passed over with its reason', () => {
    const expired = leaf({ from: new Date(now.getTime() - 5 * day), to: new Date(now.getTime() - day) }).pem
    const choice = chooseCertificate([expired, older()], address, { anchors, now })
    expect(choice.ok && choice.value).toMatchObject({
      reason: 'only',
      unusable: [{ code: 'smime/certificate-expired' }],
    })
  })
  it('when none is usable, the first reason is given', () => {
    const choice = chooseCertificate([world.kim.pem], address, { anchors, now })
    expect(choice).toMatchObject({ ok: false, error: { code: 'smime/address-mismatch' } })
    expect(chooseCertificate([], address, { anchors, now })).toEqual({
      ok: false,
      error: { code: 'seal/no-method' },
    })
  })
})

function underAuthority(changes: Partial<CertificateRecipe>): string {
  const authority = makeCertificate({
    name: 'Odd CA',
    key: ecKey('prime256v1'),
    issuer: world.root,
    isAuthority: true,
    ...changes,
  })
  const certificate = makeCertificate({
    name: 'Dr. Lee',
    key,
    issuer: authority,
    addresses: [address],
    usage: usages.signAndAgree,
  })
  return withChain(certificate, authority).pem
}

/** A CertificateList (RFC 5280, section 5.1) with one entry. */
