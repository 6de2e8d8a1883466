import { resolve } from 'node:path'
import {
  buildHtmlForm,
  dearmorContainer,
  loadReaderAssets,
  openContainer,
  sealContainer,
  type SealedContent,
} from '../../src/main/sealing/index.ts'
import { bestAead, nobleAead, type Aead } from '../../src/main/sealing/sealed-message/format/aead.ts'
import { openContainerWithKey } from '../../src/main/sealing/sealed-message/format/container.ts'
import { layout } from '../../src/main/sealing/sealed-message/format/layout.ts'
import { readVector } from '../../src/main/sealing/sealed-message/format/vectors.fixture.ts'
import { ok, type Result } from '../../src/shared/result.ts'
import { flipCanary, type FlipTarget } from './flip.ts'

/** A passphrase costs what Argon2id costs, so most flips are opened with its key. */
const mostPassphrases = 50

/** The container with either cipher, its armor in the HTML file, and the whole way from the typed passphrase. */
export async function htmlTargets(): Promise<FlipTarget[]> {
  const vector = readVector('full')
  const { passphraseKey: key, salt, passphrase } = vector
  const cost = { memoryKib: 19 * 1024, passes: 2, lanes: 1 }
  const content = { ...vector.content, text: `The ${flipCanary} sleeps badly.` }
  const sealed = await sealContainer(content, { key, salt, cost })
  if (!sealed.ok) throw new Error(sealed.error.code)
  const container = sealed.value

  const outside = { language: 'en', senderLabel: 'Dr. Rivera', phone: null, pdfName: null } as const
  const assets = await loadReaderAssets(resolve(import.meta.dirname, '../../resources/reader'))
  const page = Buffer.from(buildHtmlForm(container, outside, assets), 'latin1')
  const armor = /^-----BEGIN SEALED MESSAGE-----\n[^-]+-----END SEALED MESSAGE-----/m.exec(
    page.toString('latin1'),
  )
  if (armor === null) throw new Error('a page holds an armored container')
  return [
    containerTarget('html container', container, key, bestAead()),
    { ...containerTarget('html header', container, key, bestAead()), range: [0, layout.headerBytes] },
    containerTarget('html container, JavaScript cipher', container, key, nobleAead),
    {
      name: 'html page',
      bytes: page,
      range: [armor.index, armor.index + armor[0].length],
      open: async (changed) => {
        const found = dearmorContainer(Buffer.from(changed).toString('latin1'))
        return found.ok ? given(await openContainerWithKey(found.value, { key })) : found
      },
    },
    {
      name: 'html container, from the passphrase',
      bytes: container,
      open: async (changed) => given(await openContainer(changed, passphrase)),
      share: (runs) => Math.min(mostPassphrases, Math.ceil(runs / mostPassphrases)),
    },
  ]
}

/** The container opened with the passphrase's key and this cipher. */
export function containerTarget(
  name: string,
  container: Uint8Array,
  key: Uint8Array,
  aead: Aead,
): FlipTarget {
  return {
    name,
    bytes: container,
    open: async (changed) => given(await openContainerWithKey(changed, { key }, { aead })),
  }
}

function given(opened: Result<SealedContent>): Result<Uint8Array> {
  if (!opened.ok) return opened
  const { attachments, reply, ...fields } = opened.value
  const files = attachments.map(({ name, type, bytes }) => ({
    name,
    type,
    bytes: Buffer.from(bytes).toString('hex'),
  }))
  const means = reply && { ...reply, key: Buffer.from(reply.key).toString('hex') }
  return ok(Buffer.from(JSON.stringify({ ...fields, files, means })))
}
