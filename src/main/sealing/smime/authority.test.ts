import { describe, expect, it } from 'vitest'
import { readTrustAnchors } from './anchors.ts'
import { readAuthority } from './authority.ts'
import { readSmimeCertificate } from './certificate.ts'
import {
  day,
  ecKey,
  makeCertificate,
  makeWorld,
  now,
  rsaKey,
  type CertificateRecipe,
} from './certificates.fixture.ts'
import { oids } from './oids.ts'

const world = makeWorld()
const none = { now, anchors: readTrustAnchors([]) }
const key = ecKey('prime256v1')
const make = (changes: Partial<CertificateRecipe> = {}) =>
  makeCertificate({ name: 'Clinic Root', key, isAuthority: true, ...changes })
const code = (input: Uint8Array | string, trust = none) => {
  const read = readAuthority(input, trust)
  return read.ok ? 'ok' : read.error.code
}

describe('the certificate of an authority', () => {
  it('is shown with what a person compares', () => {
    const read = readAuthority(world.root.pem, none)
    expect(read.ok && read.value).toMatchObject({
      subject: 'Test Root',
      issuer: 'Test Root',
      isRoot: true,
      algorithm: 'P-256',
      pem: world.root.pem,
    })
    const between = readAuthority(world.authority.der, none)
    expect(between.ok && between.value).toMatchObject({
      subject: 'Test Mail CA',
      issuer: 'Test Root',
      isRoot: false,
    })
  })
  it.each<[string, () => Uint8Array | string, string]>([
    ['a root as PEM', () => make().pem, 'ok'],
    ['a root as DER', () => make().der, 'ok'],
    ['an authority for mail', () => make({ purposes: [oids.emailProtection] }).pem, 'ok'],
    ["a person's", () => world.lee.der, 'smime/not-an-authority'],
    ['several', () => world.root.pem + world.authority.pem, 'smime/not-an-authority'],
    ['one for hosts alone', () => make({ purposes: ['1.3.6.1.5.5.7.3.1'] }).pem, 'smime/not-an-authority'],
    ['one that may not issue', () => make({ usage: 0x02 }).pem, 'smime/not-an-authority'],
    ['something else', () => Buffer.from('hello'), 'smime/not-an-authority'],
    ['a private key', () => world.root.privateKeyPem, 'smime/secret-key-given'],
    [
      'one that has expired',
      () => make({ to: new Date(now.getTime() - day) }).pem,
      'smime/authority-expired',
    ],
    [
      'one of tomorrow',
      () => make({ from: new Date(now.getTime() + day) }).pem,
      'smime/authority-not-yet-valid',
    ],
    ['SHA-1', () => make({ hash: 'sha1' }).pem, 'smime/authority-weak'],
    ['RSA of 1,024 bits', () => make({ key: rsaKey(1024) }).pem, 'smime/authority-weak'],
    ['one that was changed', () => changed(make().der), 'smime/authority-broken'],
  ])('%s', (_what, input, expected) => {
    expect(code(input())).toBe(expected)
  })
  it('that is trusted already is named as such', () => {
    expect(code(world.root.pem, { now, anchors: readTrustAnchors([world.root.pem]) })).toBe(
      'smime/authority-known',
    )
  })
})

describe('what a practice trusts', () => {
  const judge = (roots: readonly string[]) => {
    const trust = { now, anchors: readTrustAnchors(roots), purpose: 'encrypt' as const }
    const read = readSmimeCertificate(world.lee.pem, trust)
    return read.ok ? 'ok' : read.error.code
  }
  it('vouches from then on, root or not, and nobody else does', () => {
    expect(judge([])).toBe('smime/untrusted-issuer')
    expect(judge([make().pem])).toBe('smime/untrusted-issuer')
    expect(judge([world.root.pem])).toBe('ok')
    expect(judge([world.authority.pem])).toBe('ok')
  })
  it('is found among many under one name, whatever cannot be read between them', () => {
    const namesakes = [1, 2].map(() => make({ name: 'Test Root', key: ecKey('prime256v1') }).pem)
    const damaged = `-----BEGIN CERTIFICATE-----\n${Buffer.from('junk').toString('base64')}\n-----END CERTIFICATE-----\n`
    expect(judge([...namesakes, damaged, world.root.pem])).toBe('ok')
  })
})

/** Its last byte is the signature's. */
function changed(der: Uint8Array): Uint8Array {
  const copy = Uint8Array.from(der)
  const last = copy.length - 1
  copy[last] = (copy[last] ?? 0) ^ 1
  return copy
}
