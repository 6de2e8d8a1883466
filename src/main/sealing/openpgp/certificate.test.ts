import { enums, readKey, readPrivateKey, revokeKey, unarmor } from 'openpgp'
import { describe, expect, it } from 'vitest'
import { readCertificate } from './certificate.ts'
import { day, longAgo, makeKey, now } from './keys.fixture.ts'
import { generateOwnKey, makeRevocationCertificate, ownKeyNeedsRenewal, renewOwnKey } from './own-key.ts'

const codeOf = async (input: string | Uint8Array, at = now) => {
  const read = await readCertificate(input, at)
  return read.ok ? 'ok' : read.error.code
}

describe('a good certificate (positive control)', () => {
  it('is read from armor, from binary and from armor with text around it', async () => {
    const { certificate } = await makeKey()
    const { data } = await unarmor(certificate)
    const binary = (await readKey({ armoredKey: certificate })).write()
    expect(data).toBeDefined()
    for (const input of [certificate, binary, new TextEncoder().encode(`Hello,\n\n${certificate}\nbye`)]) {
      const read = await readCertificate(input, now)
      expect(read.ok && read.value).toMatchObject({
        userIds: ['Dr. Lee <Lee@clinic.example>'],
        addresses: ['lee@clinic.example'],
        algorithm: 'ed25519Legacy + curve25519Legacy',
        version: 4,
        expiresAt: null,
        createdAt: longAgo,
      })
      expect(read.ok && read.value.fingerprint).toMatch(/^[0-9A-F]{40}$/)
    }
  })
})

describe('a certificate that mail must not be encrypted to', () => {
  it('with no encryption subkey', async () => {
    const { certificate } = await makeKey({ subkeys: [{ sign: true }] })
    expect(await codeOf(certificate)).toBe('openpgp/no-encryption-subkey')
  })
  it('expired, and not a second before', async () => {
    const { certificate } = await makeKey({ keyExpirationTime: (399 * day) / 1000 })
    expect(await codeOf(certificate)).toBe('openpgp/certificate-expired')
    expect(await codeOf(certificate, new Date(longAgo.getTime() + 398 * day))).toBe('ok')
  })
  it('whose encryption subkey alone has expired', async () => {
    const { certificate } = await makeKey({ subkeys: [{ keyExpirationTime: (100 * day) / 1000 }] })
    expect(await codeOf(certificate)).toBe('openpgp/certificate-expired')
  })
  it('revoked', async () => {
    const { certificate, revocation } = await makeKey()
    const key = await readKey({ armoredKey: certificate })
    const revoked = await revokeKey({ key, revocationCertificate: revocation, date: now, format: 'armored' })
    expect(await codeOf(revoked.publicKey)).toBe('openpgp/certificate-revoked')
  })
  it('weak: RSA of 1024 bits', async () => {
    const { certificate } = await makeKey({ type: 'rsa', rsaBits: 1024, config: { minRSABits: 1024 } })
    const read = await readCertificate(certificate, now)
    expect(read).toEqual({
      ok: false,
      error: { code: 'openpgp/certificate-weak', detail: { algorithm: 'rsa 1024' } },
    })
  })
  it('weak: signed by itself with SHA-1', async () => {
    const made = (preferredHashAlgorithm: enums.hash) =>
      makeKey({
        type: 'rsa',
        rsaBits: 2048,
        // The library salts its signatures, but not those by SHA-1.
        config: {
          preferredHashAlgorithm,
          rejectHashAlgorithms: new Set(),
          nonDeterministicSignaturesViaNotation: false,
        },
      })
    expect(await readCertificate((await made(enums.hash.sha1)).certificate, now)).toMatchObject({
      error: { code: 'openpgp/certificate-weak' },
    })
    expect((await readCertificate((await made(enums.hash.sha256)).certificate, now)).ok).toBe(true)
  })

  it('a secret key, armored or binary', async () => {
    const { secret } = await makeKey()
    expect(await codeOf(secret)).toBe('openpgp/secret-key-given')
    expect(await codeOf((await readPrivateKey({ armoredKey: secret })).write())).toBe(
      'openpgp/secret-key-given',
    )
  })
  it('several in one file', async () => {
    const [one, two] = await Promise.all([makeKey(), makeKey()])
    const [a, b] = await Promise.all(
      [one, two].map(async (key) => (await readKey({ armoredKey: key.certificate })).write()),
    )
    const read = await readCertificate(Buffer.concat([a ?? Buffer.of(), b ?? Buffer.of()]), now)
    expect(read).toEqual({ ok: false, error: { code: 'openpgp/not-a-certificate', detail: { count: 2 } } })
  })
  it.each([
    ['empty', ''],
    ['text', 'hello'],
    ['an empty file', new Uint8Array()],
    ['random bytes', Uint8Array.from({ length: 999 }, (_, at) => (at * 89) % 251)],
    ['a broken block', '-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nAAAA\n-----END PGP PUBLIC KEY BLOCK-----'],
    ['3 MB', new Uint8Array(3 * 1024 * 1024).fill(0x99)],
  ])('%s', async (_name, input) => {
    expect(await codeOf(input)).toBe('openpgp/not-a-certificate')
  })
})

describe("the practice's own key", () => {
  const owner = { address: 'rivera@practice.example' }

  it('is a usable certificate of version 4 for three years', async () => {
    const own = await generateOwnKey({ ...owner, now })
    const info = await readCertificate(own.certificateArmored, now)
    expect(info.ok && info.value).toMatchObject({
      version: 4,
      fingerprint: own.fingerprint,
      expiresAt: own.expiresAt,
    })
    expect(own.expiresAt.getTime() - now.getTime()).toBe(3 * 365 * day)
    expect(own.certificateArmored).not.toContain('PRIVATE')
    expect(own.secretKeyArmored).toContain('BEGIN PGP PRIVATE KEY BLOCK')
  })

  it('announces no AEAD, which breaks GnuPG', async () => {
    const own = await generateOwnKey({ ...owner, now })
    const { selfCertification } = await (
      await readKey({ armoredKey: own.certificateArmored })
    ).getPrimaryUser(now)
    expect([...(selfCertification.features ?? [])]).toEqual([1])
  })

  it('is ended by its revocation certificate, and by no other', async () => {
    const [own, other] = await Promise.all([generateOwnKey({ ...owner, now: longAgo }), makeKey()])
    const revocationCertificate = await makeRevocationCertificate(own.secretKeyArmored, now)
    expect(revocationCertificate).toContain('BEGIN PGP PUBLIC KEY BLOCK')
    const key = await readKey({ armoredKey: own.certificateArmored })
    const end = (revocation: string) =>
      revokeKey({ key, revocationCertificate: revocation, date: now, format: 'armored' })
    expect(await codeOf((await end(revocationCertificate)).publicKey)).toBe('openpgp/certificate-revoked')
    await expect(end(other.revocation)).rejects.toThrow()
  })

  it('keeps its fingerprint when renewed, and then lasts three years more', async () => {
    const own = await generateOwnKey({ ...owner, now: longAgo })
    expect(ownKeyNeedsRenewal(own, longAgo)).toBe(false)
    expect(ownKeyNeedsRenewal(own, now)).toBe(true)
    const renewed = await renewOwnKey(own.secretKeyArmored, { ...owner, now })
    expect(renewed.fingerprint).toBe(own.fingerprint)
    expect(Math.round((renewed.expiresAt.getTime() - now.getTime()) / day)).toBe(3 * 365)
    expect(await codeOf(renewed.certificateArmored, new Date(now.getTime() + 3 * 364 * day))).toBe('ok')
    expect(await codeOf(own.certificateArmored, new Date(now.getTime() + 3 * 364 * day))).not.toBe('ok')
  })
})
