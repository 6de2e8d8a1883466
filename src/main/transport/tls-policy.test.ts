import type tls from 'node:tls'
import { describe, expect, test } from 'vitest'
import { createTlsPolicy } from './index.ts'

const { options } = createTlsPolicy({ extraRoots: [] })

const certificate = (change: object): tls.PeerCertificate =>
  ({
    subject: { CN: 'mail.x.test' },
    subjectaltname: 'DNS:mail.x.test',
    bits: 256,
    ...change,
  }) as tls.PeerCertificate

const judge = (host: string, change: object = {}): unknown => {
  const error = options.checkServerIdentity?.(host, certificate(change)) as NodeJS.ErrnoException | undefined
  return error?.code
}

describe('the identity check', () => {
  test.each([
    ['a certificate that names the host', 'mail.x.test', {}],
    ['a wildcard one label up', 'mail.x.test', { subjectaltname: 'DNS:*.x.test' }],
    ['RSA with 2048 bits', 'mail.x.test', { modulus: 'AB', bits: 2048 }],
    ['an address that is named as an address', '192.0.2.1', { subjectaltname: 'IP Address:192.0.2.1' }],
  ])('takes %s', (_name, host, change) => {
    expect(judge(host, change)).toBeUndefined()
  })

  test.each([
    ['a certificate for another host', 'mail.y.test', {}, 'ERR_TLS_CERT_ALTNAME_INVALID'],
    [
      'a wildcard two labels up',
      'a.mail.x.test',
      { subjectaltname: 'DNS:*.x.test' },
      'ERR_TLS_CERT_ALTNAME_INVALID',
    ],
    ['a host in the common name alone', 'mail.x.test', { subjectaltname: undefined }, 'SEALPOST_NO_NAMES'],
    ['RSA with 1024 bits', 'mail.x.test', { modulus: 'AB', bits: 1024 }, 'SEALPOST_WEAK_KEY'],
    [
      'RSA with 1024 bits further up the chain',
      'mail.x.test',
      { issuerCertificate: certificate({ modulus: 'AB', bits: 1024 }) },
      'SEALPOST_WEAK_KEY',
    ],
  ])('refuses %s', (_name, host, change, code) => {
    expect(judge(host, change)).toBe(code)
  })

  test('ends on a root that names itself as its issuer', () => {
    const root = certificate({ modulus: 'AB', bits: 4096 }) as tls.DetailedPeerCertificate
    root.issuerCertificate = root
    expect(judge('mail.x.test', { issuerCertificate: root })).toBeUndefined()
  })
})

test('verifies, and wants TLS 1.2 at least', () => {
  expect(options).toMatchObject({ rejectUnauthorized: true, minVersion: 'TLSv1.2' })
})
