import { expect, it } from 'vitest'
import { makeCertificate, ecKey } from '../sealing/smime/certificates.fixture.ts'
import { createMailTrust } from './mail-trust.ts'

const root = (name: string) => makeCertificate({ name, key: ecKey('prime256v1'), isAuthority: true }).pem

it('reads roots when a certificate is first judged, once, and again when the practice adds one', () => {
  const system = [root('System')]
  const extra: string[] = []
  let reads = 0
  let time = 1
  const trust = createMailTrust({
    systemRoots: () => {
      reads += 1
      return system
    },
    extraRoots: () => [...extra],
    clock: () => new Date(time),
  })
  const first = trust()
  expect(reads).toBe(0)
  expect(first.anchors.fingerprints.size).toBe(1)
  time = 2
  const second = trust()
  expect(second.anchors).toBe(first.anchors)
  expect(second.now).toEqual(new Date(2))
  expect(reads).toBe(1)
  extra.push(root('Hospital'))
  expect(trust().anchors.fingerprints.size).toBe(2)
  expect(reads).toBe(2)
})
