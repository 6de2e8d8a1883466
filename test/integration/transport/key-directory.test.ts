import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generateKey } from 'openpgp'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { issueServerCertificate, makeCertificates } from '../../../e2e/lab/index.ts'
import { createCertificateDesk, knowledgeOf } from '../../../src/main/directory/index.ts'
import { addContact, listCertificates } from '../../../src/main/store/index.ts'
import {
  createTlsPolicy,
  fetchFromKeyDirectory,
  internet,
  type KeyDirectoryNetwork,
  type TlsPolicy,
} from '../../../src/main/transport/index.ts'
import { makeTestPractice, type TestPractice } from '../../support/practice.ts'
import { valueOf } from '../../support/store.ts'

/** The draft's own example (section 3.1): Joe.Doe@Example.ORG. */
const joe = 'Joe.Doe@Example.ORG'
const joeHash = 'iy9q119eutrkn8s1mk4r39qejnbu3n5q'
const lee = 'lee@clinic.example'

type Answer = { readonly status?: number; readonly body?: Uint8Array; readonly location?: string }

let folder: string
let server: Server
let policy: TlsPolicy
let asked: string[]
let answers: Map<string, Answer>
/** Names that exist, and where they lead. */
let names: Map<string, string>

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'key-directory-'))
  const { ca } = await makeCertificates(folder)
  const { cert, key } = await issueServerCertificate(
    folder,
    'keys',
    'DNS:example.org,DNS:openpgpkey.example.org,DNS:openpgpkey.clinic.example',
  )
  policy = createTlsPolicy({ extraRoots: [ca] })
  server = createServer({ cert, key }, (request, response) => {
    const url = `https://${request.headers.host?.replace(/:\d+$/, '') ?? ''}${request.url ?? ''}`
    asked.push(url)
    const { status = 200, body, location } = answers.get(url) ?? { status: 404 }
    response.writeHead(status, location === undefined ? {} : { location }).end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterAll(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  await rm(folder, { recursive: true, force: true })
})
beforeEach(() => {
  asked = []
  answers = new Map()
  names = new Map()
})

/** The internet of the test: its names, one of its servers, and what it may reach. */
const network = (changes: Partial<KeyDirectoryNetwork> = {}): KeyDirectoryNetwork => ({
  resolve: (host) => {
    const address = names.get(host)
    return Promise.resolve(address === undefined ? [] : [{ address, family: address.includes(':') ? 6 : 4 }])
  },
  isAllowed: () => true,
  port: (server.address() as AddressInfo).port,
  ...changes,
})
const fetchKey = async (address: string, changes: Partial<KeyDirectoryNetwork> = {}) => {
  const fetched = await fetchFromKeyDirectory(address, { policy, network: network(changes) })
  return fetched.ok ? Buffer.from(fetched.value).toString() : fetched.error.code
}
const advanced = `https://openpgpkey.example.org/.well-known/openpgpkey/example.org/hu/${joeHash}?l=Joe.Doe`
const direct = `https://example.org/.well-known/openpgpkey/hu/${joeHash}?l=Joe.Doe`

describe('asking a key directory', () => {
  it.each([
    ['the advanced method, where the domain has a host for it', 'openpgpkey.example.org', advanced],
    ['the direct method elsewhere', 'example.org', direct],
  ])('uses %s', async (_how, host, url) => {
    names.set(host, '127.0.0.1')
    answers.set(url, { body: Buffer.from('a key') })
    expect(await fetchKey(joe)).toBe('a key')
    expect(asked).toEqual([url])
  })

  it('falls back no further where the special host exists and has no key', async () => {
    names.set('openpgpkey.example.org', '127.0.0.1').set('example.org', '127.0.0.1')
    answers.set(direct, { body: Buffer.from('a key') })
    expect(await fetchKey(joe)).toBe('wkd/no-key')
    expect(asked).toEqual([advanced])
  })

  it.each(['joe@localhost', 'joe@127.0.0.1', '@example.org', 'joe'])(
    'asks nobody for %s',
    async (address) => {
      expect(await fetchKey(address, { resolve: () => Promise.reject(new Error('asked')) })).toBe(
        'wkd/no-key',
      )
    },
  )

  it('finds no key where the domain does not exist, and says when that is not known', async () => {
    expect(await fetchKey(joe)).toBe('wkd/no-key')
    expect(await fetchKey(joe, { resolve: () => Promise.reject(new Error('no network')) })).toBe(
      'host/offline',
    )
  })
})

describe('a key directory that means no good', () => {
  beforeEach(() => {
    names.set('openpgpkey.example.org', '127.0.0.1').set('example.org', '127.0.0.1')
  })

  it('server-side request forgery: a name that leads into a private network is not connected to', async () => {
    answers.set(advanced, { body: Buffer.from('a key') })
    expect(await fetchKey(joe, { isAllowed: internet.isAllowed })).toBe('wkd/private-address')
    expect(asked).toEqual([])
    expect(await fetchKey(joe)).toBe('a key') // positive control
  })

  it('a redirect is not followed, to wherever it leads', async () => {
    for (const location of [direct, 'https://elsewhere.example/', 'http://example.org/']) {
      answers.set(advanced, { status: 302, location })
      answers.set(direct, { body: Buffer.from('a key') })
      expect(await fetchKey(joe)).toBe('wkd/no-key')
    }
    expect(new Set(asked)).toEqual(new Set([advanced]))
  })

  it('an answer without end is cut off', async () => {
    answers.set(advanced, { body: Buffer.alloc(1024 * 1024 + 1) })
    expect(await fetchKey(joe)).toBe('wkd/unreachable')
    answers.set(advanced, { body: Buffer.alloc(1024) })
    expect(await fetchKey(joe)).toHaveLength(1024)
  })

  it('a certificate for another host is refused before anything is asked', async () => {
    names.set('openpgpkey.other.example', '127.0.0.1')
    expect(await fetchKey('joe@other.example')).toBe('wkd/unreachable')
    expect(asked).toEqual([])
  })

  it('a host that nobody of the trusted roots vouches for is refused', async () => {
    const untrusting = createTlsPolicy({ extraRoots: [] })
    const fetched = await fetchFromKeyDirectory(joe, { policy: untrusting, network: network() })
    expect(fetched.ok || fetched.error.code).toBe('wkd/unreachable')
    expect(asked).toEqual([])
  })
})

it.each([
  ['127.0.0.1', false],
  ['10.1.2.3', false],
  ['172.31.255.255', false],
  ['172.32.0.1', true],
  ['192.168.1.1', false],
  ['169.254.169.254', false],
  ['100.64.0.1', false],
  ['0.0.0.0', false],
  ['224.0.0.1', false],
  ['255.255.255.255', false],
  ['93.184.216.34', true],
  ['::1', false],
  ['::', false],
  ['fe80::1', false],
  ['fd00::1', false],
  ['::ffff:10.0.0.1', false],
  ['::ffff:7f00:1', false],
  ['64:ff9b::7f00:1', false],
  ['2002:7f00:1::', false],
  ['2001:0:7f00:1::', false],
  ['2606:4700::1111', true],
  ['not an address', false],
])('%s is on the public internet: %s', (address, isPublic) => {
  expect(internet.isAllowed(address)).toBe(isPublic)
})

describe('looking for a key of a contact', () => {
  const leeUrl = 'https://openpgpkey.clinic.example/.well-known/openpgpkey/clinic.example/hu/'
  let practice: TestPractice
  let isOn: boolean

  beforeEach(async () => {
    practice = await makeTestPractice()
    isOn = true
    names.set('openpgpkey.clinic.example', '127.0.0.1')
  })
  afterEach(() => {
    practice.dispose()
  })

  const desk = (test: Pick<TestPractice, 'audit'> = practice) =>
    createCertificateDesk({
      ...practice,
      ...test,
      trust: practice.sealing.trust,
      fingerprintWords: () => ['one', 'two'],
      mayLookUp: () => isOn,
      fetchKeys: (address) => fetchFromKeyDirectory(address, { policy, network: network() }),
    })
  const addLee = () =>
    practice.write((tx) =>
      addContact(
        tx,
        {
          ...{ kind: 'colleague', name: 'Dr. Lee', addresses: [lee], nicknames: [], phones: [] },
          ...{ birthDate: null, recordNumber: null, readsMailOn: 'computer', agreedToEmailOn: null },
        },
        0,
      ),
    )
  /** Whatever is asked for at the clinic is answered with these certificates. */
  const publish = (...bodies: Uint8Array[]) => {
    answers = {
      get: (url: string) => (url.startsWith(leeUrl) ? { body: Buffer.concat(bodies) } : undefined),
    } as typeof answers
  }
  const make = async (email: string, daysAgo: number) =>
    (
      await generateKey({
        type: 'ecc',
        curve: 'curve25519Legacy',
        userIDs: [{ email }],
        date: new Date(practice.clock().getTime() - daysAgo * 86_400_000),
        format: 'object',
      })
    ).publicKey

  it('shows the newest that names the address, keeps it as seen, and writes nothing to it yet', async () => {
    const [old, newest, stranger] = await Promise.all([
      make(lee, 9),
      make(lee, 2),
      make('eve@clinic.example', 1),
    ])
    publish(old.write(), newest.write(), stranger.write())
    const id = addLee()
    const found = valueOf(await desk().lookUp(id, lee))
    expect(found).toMatchObject({
      fingerprint: newest.getFingerprint().toUpperCase(),
      source: 'wkd',
      trust: 'seen',
    })
    expect(asked).toHaveLength(1)
    expect(practice.events().at(-1)).toMatchObject({ type: 'certificate.looked-up' })
    const used = () => knowledgeOf(practice.store, lee, practice.sealing.trust(), null).certificate
    expect(used()).toBeNull()
    valueOf(await desk().accept(id, found.armored, null))
    expect(used()?.fingerprint).toBe(found.fingerprint)
    expect(listCertificates(practice.store, id)[0]).toMatchObject({ source: 'wkd', trust: 'accepted' })
  })

  it.each([
    [
      'it is turned off',
      'wkd/turned-off',
      0,
      () => {
        isOn = false
      },
    ],
    [
      'the certificate names somebody else',
      'wkd/no-key',
      1,
      async () => {
        publish((await make('eve@clinic.example', 1)).write())
      },
    ],
    [
      'the answer is no certificate',
      'wkd/no-key',
      1,
      () => {
        publish(Buffer.from('<html>'))
      },
    ],
  ] as const)('finds nothing where %s', async (_why, code, times, arrange) => {
    publish((await make(lee, 1)).write())
    await arrange()
    const id = addLee()
    const found = await desk().lookUp(id, lee)
    expect(found.ok || found.error.code).toBe(code)
    expect(asked).toHaveLength(times)
    expect(listCertificates(practice.store, id)).toEqual([])
  })

  it('asks for no address but the contact’s own, and for none that cannot be recorded', async () => {
    const id = addLee()
    const other = await desk().lookUp(id, 'victim@clinic.example')
    expect(other.ok || other.error.code).toBe('contact/absent')
    const mute = await desk({ audit: practice.auditWithout('certificate.looked-up') }).lookUp(id, lee)
    expect(mute.ok || mute.error.code).toBe('audit/write-failed')
    expect(asked).toEqual([])
  })
})
