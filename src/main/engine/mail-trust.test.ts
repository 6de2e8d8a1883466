import { expect, it } from 'vitest'
import { makeCertificate, ecKey } from '../sealing/smime/certificates.fixture.ts'
import { fingerprintOf, makeList } from '../sealing/smime/lists.fixture.ts'
import { parseX509 } from '../sealing/smime/x509.ts'
import { createMailTrust } from './mail-trust.ts'

const root = (name: string) => makeCertificate({ name, key: ecKey('prime256v1'), isAuthority: true })

it('reads roots when a certificate is first judged, once, and again when the practice adds one', () => {
  const system = [root('System')]
  const extra: string[] = []
  let reads = 0
  let time = 1
  const trust = createMailTrust({
    systemRoots: () => {
      reads += 1
      return system.map(({ pem }) => pem)
    },
    extraRoots: () => [...extra],
    listIds: () => [],
    readList: () => null,
    clock: () => new Date(time),
  })
  const first = trust()
  expect(reads).toBe(0)
  expect(system.map((one) => first.anchors.has(fingerprintOf(one)))).toEqual([true])
  time = 2
  const second = trust()
  expect(second.anchors).toBe(first.anchors)
  expect(second.now).toEqual(new Date(2))
  expect(reads).toBe(1)
  const hospital = root('Hospital')
  expect(trust().anchors.has(fingerprintOf(hospital))).toBe(false)
  extra.push(hospital.pem)
  expect(trust().anchors.has(fingerprintOf(hospital))).toBe(true)
  expect(reads).toBe(2)
})

it('judges by the lists that are there now, and reads each once', () => {
  const issuer = root('Issuer')
  const parsed = parseX509(issuer.der)
  if (parsed === null) throw new Error('not a certificate')
  const lists = new Map([[1, makeList(issuer, [{ serial: 7 }])]])
  const read: number[] = []
  const trust = createMailTrust({
    systemRoots: () => [],
    extraRoots: () => [],
    listIds: () => [...lists.keys()],
    readList: (id) => {
      read.push(id)
      return { der: lists.get(id) ?? new Uint8Array(), issuerKeyHash: parsed.keyHash }
    },
    clock: () => new Date(),
  })
  const isNamed = (serial: string) => trust().revocations?.(parsed, serial) !== null
  expect(['07', '7', '08'].map(isNamed)).toEqual([true, true, false])
  expect(read).toEqual([1])
  lists.set(2, makeList(issuer, [{ serial: 8 }]))
  lists.delete(1)
  expect(['7', '8'].map(isNamed)).toEqual([false, true])
  expect(read).toEqual([1, 2])
})
