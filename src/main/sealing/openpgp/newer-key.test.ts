import { generateSessionKey, readKey } from 'openpgp'
import { beforeAll, describe, expect, it } from 'vitest'
import { readCertificate } from './certificate.ts'
import { strictConfig } from './config.ts'
import { decryptAndVerify } from './decrypt.ts'
import { encryptAndSign } from './encrypt.ts'
import { day, longAgo, makeKey, now } from './keys.fixture.ts'
import {
  generateNewerKey,
  generateOwnKey,
  isNewerKey,
  renewOwnKey,
  revokeOwnKey,
  type OwnKey,
} from './own-key.ts'

const owner = { address: 'rivera@practice.example', now: longAgo }
const inner = new TextEncoder().encode('Content-Type: text/plain\r\n\r\nhello\r\n')
let own: OwnKey, newer: OwnKey

beforeAll(async () => {
  ;[own, newer] = await Promise.all([generateOwnKey(owner), generateNewerKey(owner)])
})

/** Of SEIPD version 2 (RFC 9580, section 5.2.3.32). */
async function announcesAead(certificate: string): Promise<boolean> {
  const encryptionKeys = await readKey({ armoredKey: certificate })
  const { aeadAlgorithm } = await generateSessionKey({ encryptionKeys, date: now, config: strictConfig })
  return aeadAlgorithm !== undefined
}

async function seal(certificates: readonly string[], signWith: OwnKey) {
  const made = await encryptAndSign(inner, {
    recipientCertificates: certificates,
    signWith: signWith.secretKeyArmored,
    now,
  })
  if (!made.ok) throw new Error(made.error.code)
  return made.value
}

const open = (armored: Uint8Array, key: OwnKey, sender: OwnKey) =>
  decryptAndVerify(armored, {
    secretKeys: [key.secretKeyArmored],
    senderCertificates: [sender.certificateArmored],
    now,
  })

describe('a version 6 key', () => {
  it('is one, names the address alone and announces AEAD, which the version 4 key doesn’t', async () => {
    const read = await readCertificate(newer.certificateArmored, now)
    expect(read.ok && read.value).toMatchObject({
      version: 6,
      fingerprint: newer.fingerprint,
      userIds: ['<rivera@practice.example>'],
      algorithm: 'ed25519 + x25519',
    })
    expect([isNewerKey(newer.fingerprint), isNewerKey(own.fingerprint)]).toEqual([true, false])
    expect(await announcesAead(newer.certificateArmored)).toBe(true)
    expect(await announcesAead(own.certificateArmored)).toBe(false)
  })

  it('is renewed for three years, and still announces AEAD', async () => {
    const renewed = await renewOwnKey(newer.secretKeyArmored, { address: owner.address, now })
    expect(renewed.fingerprint).toBe(newer.fingerprint)
    expect(Math.round((+renewed.expiresAt - +now) / day)).toBe(3 * 365)
    expect(await announcesAead(renewed.certificateArmored)).toBe(true)
    const sealed = await seal([renewed.certificateArmored], own)
    expect(sealed.protection.forms[0]?.container).toBe('seipd-v2')
  })

  it('given up, its certificate says so', async () => {
    const revoked = await revokeOwnKey(newer.secretKeyArmored, { reason: 'superseded', now })
    const read = await readCertificate(revoked, now)
    expect(read.ok || read.error.code).toBe('openpgp/certificate-revoked')
  })
})

describe('mail with version 6 keys', () => {
  it('to nobody else is version 2 and has no checksum', async () => {
    const other = await generateNewerKey({ address: 'lee@clinic.example', now: longAgo })
    const { armored, protection } = await seal([newer.certificateArmored, other.certificateArmored], newer)
    expect(protection).toMatchObject({
      forms: [{ container: 'seipd-v2', cipher: 'aes-256-gcm', integrity: 'aead' }],
      signedBy: newer.fingerprint,
    })
    expect(Buffer.from(armored).toString('latin1')).not.toMatch(/\n=[A-Za-z0-9+/]{4}\r\n/)
    for (const reader of [newer, other]) {
      const opened = await open(armored, reader, newer)
      expect(opened.ok && opened.value).toMatchObject({
        inner,
        signature: { state: 'good', fingerprint: newer.fingerprint },
      })
    }
  })

  it('to one who has no AEAD beside one who has is version 1, which both open', async () => {
    const { armored, protection } = await seal([newer.certificateArmored, own.certificateArmored], own)
    expect(protection.forms).toMatchObject([{ container: 'seipd-v1', integrity: 'mdc' }])
    for (const reader of [newer, own]) {
      const opened = await open(armored, reader, own)
      expect(opened.ok && opened.value.signature.state).toBe('good')
    }
  })

  it('signed by one, to one who has no AEAD, opens too', async () => {
    const reader = await makeKey()
    const { armored, protection } = await seal([reader.certificate], newer)
    expect(protection.forms[0]?.container).toBe('seipd-v1')
    const opened = await decryptAndVerify(armored, {
      secretKeys: [reader.secret],
      senderCertificates: [newer.certificateArmored],
      now,
    })
    expect(opened.ok && opened.value.signature.state).toBe('good')
  })
})

describe('the examples of RFC 9580, appendix A', () => {
  const secret = `-----BEGIN PGP PRIVATE KEY BLOCK-----

xUsGY4d/4xsAAAAg+U2nu0jWCmHlZ3BqZYfQMxmZu52JGggkLq2EVD34laMAGXKB
exK+cH6NX1hs5hNhIB00TrJmosgv3mg1ditlsLfCsQYfGwoAAABCBYJjh3/jAwsJ
BwUVCg4IDAIWAAKbAwIeCSIhBssYbE8GCaaX5NUt+mxyKwwfHifBilZwj2Ul7Ce6
2azJBScJAgcCAAAAAK0oIBA+LX0ifsDm185Ecds2v8lwgyU2kCcUmKfvBXbAf6rh
RYWzuQOwEn7E/aLwIwRaLsdry0+VcallHhSu4RN6HWaEQsiPlR4zxP/TP7mhfVEe
7XWPxtnMUMtf15OyA51YBMdLBmOHf+MZAAAAIIaTJINn+eUBXbki+PSAld2nhJh/
LVmFsS+60WyvXkQ1AE1gCk95TUR3XFeibg/u/tVY6a//1q0NWC1X+yui3O24wpsG
GBsKAAAALAWCY4d/4wKbDCIhBssYbE8GCaaX5NUt+mxyKwwfHifBilZwj2Ul7Ce6
2azJAAAAAAQBIKbpGG2dWTX8j+VjFM21J0hqWlEg+bdiojWnKfA5AQpWUWtnNwDE
M0g12vYxoWM8Y81W+bHBw805I8kWVkXU6vFOi+HWvv/ira7ofJu16NnoUkhclkUr
k0mXubZvyl4GBg==
-----END PGP PRIVATE KEY BLOCK-----
`
  const message = `-----BEGIN PGP MESSAGE-----

wV0GIQYSyD8ecG9jCP4VGkF3Q6HwM3kOk+mXhIjR2zeNqZMIhRmHzxjV8bU/gXzO
WgBM85PMiVi93AZfJfhK9QmxfdNnZBjeo1VDeVZheQHgaVf7yopqR6W1FT6NOrfS
aQIHAgZhZBZTW+CwcW1g4FKlbExAf56zaw76/prQoN+bAzxpohup69LA7JW/Vp0l
yZnuSj3hcFj0DfqLTGgr4/u717J+sPWbtQBfgMfG9AOIwwrUBqsFE9zW+f1zdlYo
bhF30A+IitsxxA==
-----END PGP MESSAGE-----
`
  it('a message to X25519 in AEAD-OCB (A.8) opens with the version 6 key (A.4)', async () => {
    const opened = await decryptAndVerify(message, { secretKeys: [secret], senderCertificates: [], now })
    expect(opened.ok && new TextDecoder().decode(opened.value.inner)).toBe('Hello, world!')
    expect(opened.ok && opened.value.signature.state).toBe('none')
  })
})
