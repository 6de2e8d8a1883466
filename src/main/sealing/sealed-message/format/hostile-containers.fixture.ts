import { layout } from './layout.ts'
import {
  type Hostile,
  around,
  changed,
  container,
  goodManifest,
  payloadOf,
  rechecked,
} from './hostile-maker.fixture.ts'

const { offset } = layout
const newer = [2, 3, 127, 255].map((version): Hostile => [
  `version ${version}`,
  changed((bytes) => (bytes[offset.version] = version)),
  'sealed/version-newer',
])
const truncated = [
  9,
  10,
  24,
  67,
  116,
  120,
  159,
  160,
  161,
  1000,
  65_711,
  65_712,
  65_713,
  container.length - 1,
].map((length): Hostile => [`cut to ${length} bytes`, container.slice(0, length), 'sealed/truncated'])
const notContainers: Hostile[] = [
  ['empty', new Uint8Array(), 'sealed/not-a-container'],
  ['part of the mark', container.slice(0, 7), 'sealed/not-a-container'],
  ['the mark in lower case', changed((bytes) => (bytes[0] = 0x73)), 'sealed/not-a-container'],
  ['version 0', changed((bytes) => (bytes[offset.version] = 0)), 'sealed/not-a-container'],
  ['a PDF', new TextEncoder().encode('%PDF-1.7 and so on'), 'sealed/not-a-container'],
  ['a ZIP', new TextEncoder().encode('PK\u0003\u0004'), 'sealed/not-a-container'],
  ['zeros', new Uint8Array(100_000), 'sealed/not-a-container'],
  ['a byte before the mark', Uint8Array.from([0, ...container.subarray(0, 500)]), 'sealed/not-a-container'],
]

const costs: readonly (readonly [string, number, number])[] = [
  ['memory of 0', offset.memoryKib, 0],
  ['memory of 8 KiB, a downgrade', offset.memoryKib, 8],
  ['memory one below the least', offset.memoryKib, 19 * 1024 - 1],
  ['memory one above the most', offset.memoryKib, 64 * 1024 + 1],
  ['memory of 1 GiB', offset.memoryKib, 1024 * 1024],
  ['memory of 2 TiB', offset.memoryKib, 0x7fffffff],
  ['memory of 4 TiB', offset.memoryKib, 0xffffffff],
  ['no passes', offset.passes, 0],
  ['one pass, a downgrade', offset.passes, 1],
  ['five passes', offset.passes, 5],
  ['four thousand million passes', offset.passes, 0xffffffff],
  ['no lanes', offset.lanes, 0],
  ['five lanes', offset.lanes, 5],
  ['16 million lanes', offset.lanes, 0xffffff],
  ['a payload of 0', offset.payloadBytes, 0],
  ['a payload of one byte', offset.payloadBytes, 1],
  ['a payload below the least', offset.payloadBytes, 16 * 1024 - 1],
  ['a payload above the most', offset.payloadBytes, 48 * 1024 * 1024 + 1],
  ['a payload of 4 GiB', offset.payloadBytes, 0xffffffff],
]
/** The salt isn't counted in the header: another length moves all that follows. */
const salts = [15, 17].map((length): Hostile => {
  const after = container.subarray(offset.id)
  const before = container.subarray(0, offset.salt)
  return [
    `a salt of ${length} bytes`,
    Uint8Array.from([...before, ...new Uint8Array(length), ...after]),
    'sealed/damaged',
  ]
})
const bombs = costs.map(([name, at, value]): Hostile => [
  name,
  rechecked((_bytes, view) => view.setUint32(at, value)),
  'sealed/limits-exceeded',
])

const headers: Hostile[] = [
  [
    'a header whose check is wrong',
    changed((bytes) => (bytes[155] = (bytes[155] ?? 0) ^ 1)),
    'sealed/damaged',
  ],
  ...[0, 2, 255].map((kdf): Hostile => [
    `key derivation ${kdf}`,
    rechecked((bytes) => (bytes[offset.kdf] = kdf)),
    'sealed/damaged',
  ]),
  ...[0, 2, 255].map((cipher): Hostile => [
    `cipher ${cipher}`,
    rechecked((bytes) => (bytes[offset.cipher] = cipher)),
    'sealed/damaged',
  ]),
  ['a byte that must be zero', rechecked((bytes) => (bytes[offset.zero] = 1)), 'sealed/damaged'],
  ['another salt', rechecked((bytes) => bytes.fill(9, offset.salt, offset.id)), 'sealed/wrong-passphrase'],
  ['another id', rechecked((bytes) => bytes.fill(9, offset.id, offset.wrapNonce)), 'sealed/wrong-passphrase'],
  [
    'another wrap nonce',
    rechecked((bytes) => bytes.fill(9, offset.wrapNonce, offset.wrappedKey)),
    'sealed/wrong-passphrase',
  ],
  [
    'another wrapped key',
    rechecked((bytes) => bytes.fill(9, offset.wrappedKey, offset.payloadBytes)),
    'sealed/wrong-passphrase',
  ],
  [
    'costs raised within the limits',
    rechecked((_b, view) => view.setUint32(offset.passes, 3)),
    'sealed/wrong-passphrase',
  ],
  [
    'another commitment',
    rechecked((bytes) => bytes.fill(9, offset.commitment, offset.check)),
    'sealed/damaged',
  ],
  [
    'a shorter payload announced',
    rechecked((_b, view) => view.setUint32(offset.payloadBytes, 65_536)),
    'sealed/damaged',
  ],
  [
    'a longer payload announced',
    rechecked((_b, view) => view.setUint32(offset.payloadBytes, 80_000)),
    'sealed/truncated',
  ],
]

export const big = payloadOf({ ...goodManifest, text: 'x'.repeat(200_000) })
const chunks: Hostile[] = [
  ['a byte after the end', Uint8Array.from([...container, 0]), 'sealed/damaged'],
  ['itself twice', Uint8Array.from([...container, ...container]), 'sealed/damaged'],
  [
    'chunks in reverse order',
    around(payloadOf({ ...goodManifest, text: 'x'.repeat(131_072 - 300) }), { swap: true }),
    'sealed/damaged',
  ],
  ['every chunk marked as last', around(big, { lastFlag: () => 1 }), 'sealed/damaged'],
  ['no chunk marked as last', around(big, { lastFlag: () => 0 }), 'sealed/damaged'],
  ['a last mark of 2', around(big, { lastFlag: (last) => (last ? 2 : 0) }), 'sealed/damaged'],
  ['chunks numbered from 1', around(big, { number: (at) => at + 1 }), 'sealed/damaged'],
  ['every chunk number 0', around(big, { number: () => 0 }), 'sealed/damaged'],
  ['the first chunk zeroed', changed((bytes) => bytes.fill(0, 160, 400)), 'sealed/damaged'],
  ['the last chunk zeroed', changed((bytes) => bytes.fill(0, bytes.length - 20)), 'sealed/damaged'],
  ['a chunk of another message', spliced(), 'sealed/damaged'],
  [
    'its first chunk again in place of the second',
    changed((bytes) => bytes.copyWithin(160 + 65_552, 160, 160 + 1000)),
    'sealed/damaged',
  ],
  [
    'the header of another message',
    Uint8Array.from([
      ...around(payloadOf(goodManifest)).subarray(0, 160),
      ...container.subarray(160, 160 + 16_400),
    ]),
    'sealed/damaged',
  ],
]

/** Hostile by what surrounds the payload: head, costs, length, chunks. */
export const hostileContainers: readonly Hostile[] = [
  ...notContainers,
  ...newer,
  ...truncated,
  ...salts,
  ...bombs,
  ...headers,
  ...chunks,
]

/** The vector with its second chunk taken from another message under the same passphrase. */
function spliced(): Uint8Array {
  const other = around(payloadOf({ ...goodManifest, text: 'x'.repeat(80_000) }))
  return changed((bytes) => bytes.set(other.subarray(160 + 65_552, 160 + 65_552 + 1000), 160 + 65_552))
}
