import { describe, expect, it } from 'vitest'
import { cpuMs } from '../../../../../test/support/cpu-time.ts'
import { nobleAead } from './aead.ts'
import { openContainerWithKey, sealContainer } from './container.ts'
import { big, hostileContainers } from './hostile-containers.fixture.ts'
import {
  around,
  container,
  content,
  cost,
  goodReply,
  key,
  salt,
  withManifest,
} from './hostile-maker.fixture.ts'
import { goodFile, hostilePayloads } from './hostile-payloads.fixture.ts'

const table = [...hostileContainers, ...hostilePayloads]

describe('hostile containers', () => {
  it('are at least 100, each of another kind', () => {
    expect(new Set(table.map(([name]) => name)).size).toBe(table.length)
    expect(table.length).toBeGreaterThanOrEqual(100)
  })

  it.each(table)('%s', async (_name, hostile, code) => {
    const before = cpuMs()
    for (const aead of [undefined, nobleAead]) {
      const opened = await openContainerWithKey(hostile, { key }, aead ? { aead } : {})
      expect(opened.ok ? 'opened' : opened.error.code).toBe(code)
    }
    expect(cpuMs() - before).toBeLessThan(2000)
  })

  it.each([
    ['the vector they were made from', container],
    ['what this file makes without a quirk', withManifest({})],
    ['several chunks', around(big)],
    [
      'a file and means to answer',
      withManifest({ attachments: [{ ...goodFile, size: 3 }], reply: goodReply }, new Uint8Array(3)),
    ],
    ['a field that a later version may add', withManifest({ colour: 'spruce' })],
  ])('positive control: %s opens', async (_name, good) => {
    expect((await openContainerWithKey(good, { key })).ok).toBe(true)
  })

  it('a container under another passphrase key is refused as that', async () => {
    const other = await sealContainer(content, { key: new Uint8Array(32).fill(1), salt, cost })
    const opened = await openContainerWithKey(other.ok ? other.value : new Uint8Array(), { key })
    expect(opened.ok || opened.error.code).toBe('sealed/wrong-passphrase')
  })
})
