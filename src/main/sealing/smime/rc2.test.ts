import { describe, expect, it } from 'vitest'
import { decryptRc2Cbc } from './rc2.ts'

// RFC 2268, section 5. The initialization vector turns each plaintext into padding alone, so the padding shows it.
const vectors: readonly (readonly [key: string, bits: number, plain: string, cipher: string])[] = [
  ['0000000000000000', 63, '0000000000000000', 'ebb773f993278eff'],
  ['ffffffffffffffff', 64, 'ffffffffffffffff', '278b27e42e2f0d49'],
  ['3000000000000000', 64, '1000000000000001', '30649edf9be7d2c2'],
  ['88', 64, '0000000000000000', '61a8a244adacccf0'],
  ['88bca90e90875a', 64, '0000000000000000', '6ccf4308974c267f'],
  ['88bca90e90875a7f0f79c384627bafb2', 64, '0000000000000000', '1a807d272bbe5db1'],
  ['88bca90e90875a7f0f79c384627bafb2', 128, '0000000000000000', '2269552ab0f85ca6'],
  [
    '88bca90e90875a7f0f79c384627bafb216f80a6f85920584c42fceb0be255daf1e',
    129,
    '0000000000000000',
    '5b78d3a43dfff1f1',
  ],
]

const hex = (text: string) => Buffer.from(text, 'hex')

describe('RC2', () => {
  it.each(vectors)('key %s of %i bits', (key, bits, plain, cipher) => {
    const iv = hex(plain).map((byte) => byte ^ 8)
    expect(decryptRc2Cbc(hex(key), bits, iv, hex(cipher))).toEqual(Buffer.alloc(0))
    const wrong = hex(cipher).map((byte, at) => (at === 3 ? byte ^ 1 : byte))
    expect(decryptRc2Cbc(hex(key), bits, iv, wrong)).toBeNull()
  })
  it.each([
    ['nothing', 0],
    ['half a block', 4],
  ])('of %s is refused', (_name, length) => {
    expect(decryptRc2Cbc(hex('88'), 64, Buffer.alloc(8), Buffer.alloc(length))).toBeNull()
  })
})
