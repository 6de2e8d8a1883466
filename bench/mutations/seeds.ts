import { readdirSync, readFileSync } from 'node:fs'
import { vectorFamilies } from '../../test/data/html/vectors.ts'
import {
  encrypt,
  header,
  innerEntity,
  keys,
  lee,
  own,
  pgpMime,
  signedPart,
  textPart,
  bytes,
} from '../../src/main/inbound/open-message.fixture.ts'
import type { SmimeKnown } from '../../src/main/inbound/opened-message.ts'
import { encrypted, makeMailWorld } from '../../src/main/sealing/smime/messages.fixture.ts'

/** A message that is mutated, by a name that tells it. */
export type Seed = { readonly name: string; readonly raw: Buffer }

const world = makeMailWorld()
/** Opens the S/MIME seed. */
export const smimeIdentity: SmimeKnown = {
  identities: [{ ...world.lee, fingerprint: '00' }],
  trust: world.trust,
  acceptedOf: () => [],
}

/** Every text that a good signature stands for here. */
export const authenticTexts: readonly string[] = ['The signed text', 'The secret text', 'CANARY of the body']

/** The corpus of our own making, the hostile HTML of the sanitiser's tests, and mail that really is protected. */
export async function readSeeds(): Promise<Seed[]> {
  const folder = 'test/data/mime/'
  const corpus = readdirSync(folder)
    .filter((name) => name.endsWith('.eml'))
    .toSorted()
    .map((name) => ({ name, raw: readFileSync(folder + name) }))
  const html = Object.entries(vectorFamilies).map(([family, { vectors }]) => ({
    name: `html ${family}`,
    raw: Buffer.from(
      `Subject: ${family}\r\nContent-Type: text/html; charset=utf-8\r\n\r\n${vectors.join('\r\n')}`,
    ),
  }))
  return [...corpus.filter(({ raw }) => raw.length > 0), ...html, ...(await protectedSeeds())]
}

async function protectedSeeds(): Promise<Seed[]> {
  const smime = await encrypted(world)
  const smimeHead = `From: rivera@practice.example\r\nTo: lee@clinic.example\r\nSubject: [...]\r\nMIME-Version: 1.0\r\n`
  return [
    { name: 'openpgp encrypted', raw: Buffer.from(pgpMime(await encrypt(await innerEntity(), keys.lee))) },
    {
      name: 'openpgp signed',
      raw: Buffer.from(bytes([...header({ subject: 'Hello' }), ...(await signedPart(textPart, keys.lee))])),
    },
    { name: 'smime encrypted', raw: Buffer.concat([Buffer.from(smimeHead), smime.entity]) },
    {
      name: 'unprotected of the same sender',
      raw: Buffer.from(`From: ${lee}\r\nTo: ${own}\r\n\r\nAnother text`),
    },
  ]
}
