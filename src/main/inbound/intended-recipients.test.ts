import * as openpgp from 'openpgp'
import { afterEach, expect, it, vi } from 'vitest'
import { bytes, encrypt, encryptedPart, header, innerEntity, keys, opened } from './open-message.fixture.ts'

/** Subpacket 35 (RFC 9580, 5.2.3.36) in the hashed part of what is signed from now on; the library writes none. */
function signFor(fingerprints: readonly string[]): void {
  const prototype = openpgp.SignaturePacket.prototype as unknown as {
    writeHashedSubPackets: () => Uint8Array
  }
  const write = prototype.writeHashedSubPackets
  vi.spyOn(prototype, 'writeHashedSubPackets').mockImplementation(function (this: unknown) {
    const own = Buffer.from(write.call(this))
    const named = fingerprints.map((one) => Buffer.from(`${(22).toString(16)}2304${one}`, 'hex'))
    const all = Buffer.concat([own.subarray(2), ...named])
    return Buffer.concat([Buffer.of(all.length >> 8, all.length & 0xff), all])
  })
}

afterEach(() => {
  vi.restoreAllMocks()
})

const ambiguous = async () => {
  const armored = await encrypt(await innerEntity(), keys.lee)
  vi.restoreAllMocks()
  const message = await opened(bytes([...header({}), ...encryptedPart(armored)]))
  expect(message.protection).toMatchObject({ kind: 'openpgp', signature: 'good' })
  return message.envelope.ambiguous
}

it('a signature for us, or for nobody in particular, is told without more', async () => {
  signFor([keys.eve.fingerprint, keys.own.fingerprint])
  expect(await ambiguous()).not.toContain('signed-for-others')
  signFor([])
  expect(await ambiguous()).not.toContain('signed-for-others')
})

it('surreptitious forwarding: what was signed for somebody else and encrypted to us is told', async () => {
  signFor([keys.eve.fingerprint])
  expect(await ambiguous()).toContain('signed-for-others')
})
