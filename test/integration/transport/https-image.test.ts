import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import type { IncomingHttpHeaders } from 'node:http'
import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { issueServerCertificate, makeCertificates } from '../../../e2e/lab/index.ts'
import { fetchImage, type ImageNetwork } from '../../../src/main/transport/https-image.ts'

const host = 'pictures.example.org'
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
)
const gif = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64')
const huge = Buffer.from(png)
huge.writeUInt32BE(60_000, 16)
huge.writeUInt32BE(60_000, 20)

type Answer = { readonly status?: number; readonly headers?: Record<string, string>; readonly body?: Buffer }

const answers: Readonly<Record<string, Answer>> = {
  '/a.png': { headers: { 'content-type': 'image/png', 'set-cookie': 'reader=7' }, body: png },
  '/called-png.gif': { headers: { 'content-type': 'image/png' }, body: gif },
  '/page': { headers: { 'content-type': 'image/png' }, body: Buffer.from('<html><script>1</script>') },
  '/drawing.svg': { headers: { 'content-type': 'image/svg+xml' }, body: Buffer.from('<svg onload="x()"/>') },
  '/huge.png': { headers: { 'content-type': 'image/png' }, body: huge },
  '/long.png': {
    headers: { 'content-type': 'image/png' },
    body: Buffer.concat([png, Buffer.alloc(6_000_000)]),
  },
  '/moved.png': { status: 302, headers: { location: `https://${host}/a.png` } },
  '/absent.png': { status: 404, body: png },
  '/empty.png': { body: Buffer.alloc(0) },
}

let folder: string
let server: Server
let network: ImageNetwork
let asked: { readonly url: string; readonly headers: IncomingHttpHeaders }[]

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'https-image-'))
  const { ca } = await makeCertificates(folder)
  const { cert, key } = await issueServerCertificate(folder, 'pictures', `DNS:${host}`)
  server = createServer({ cert, key }, (request, response) => {
    asked.push({ url: request.url ?? '', headers: request.headers })
    const { status = 200, headers = {}, body } = answers[request.url ?? ''] ?? { status: 404 }
    response.writeHead(status, headers).end(body)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  network = {
    lookup: (_host, { all }, callback) => {
      if (all === true) callback(null, [{ address: '127.0.0.1', family: 4 }])
      else callback(null, '127.0.0.1', 4)
    },
    port: (server.address() as AddressInfo).port,
    tls: { ca },
  }
})
afterAll(async () => {
  server.closeAllConnections()
  server.close()
  await once(server, 'close')
  await rm(folder, { recursive: true, force: true })
})
beforeEach(() => {
  asked = []
})

describe('a picture from the internet, loaded on request', () => {
  it('is asked for without cookie, referrer, language or the name of this program', async () => {
    const image = await fetchImage(`https://${host}/a.png`, network)
    expect(image).toBe(`data:image/png;base64,${png.toString('base64')}`)
    expect(await fetchImage(`https://reader:7@${host}/a.png`, network)).toBe(image)
    expect(asked.map(({ headers }) => Object.keys(headers).toSorted())).toEqual([
      ['accept', 'connection', 'host'],
      ['accept', 'connection', 'host'],
    ])
  })

  it('counts as what its bytes are', async () => {
    expect(await fetchImage(`https://${host}/called-png.gif`, network)).toMatch(/^data:image\/gif;/)
  })

  it.each(['/page', '/drawing.svg', '/huge.png', '/long.png', '/moved.png', '/absent.png', '/empty.png'])(
    'is left out: %s',
    async (path) => {
      expect(await fetchImage(`https://${host}${path}`, network)).toBeNull()
      expect(asked.map(({ url }) => url)).toEqual([path])
    },
  )

  it.each([
    `http://${host}/a.png`,
    `ftp://${host}/a.png`,
    'https://127.0.0.1/a.png',
    'https://[::1]/a.png',
    'https://[::ffff:127.0.0.1]/a.png',
    'https://192.168.1.1/a.png',
    'https://2130706433/a.png',
    'https://0x7f.1/a.png',
    'no url',
  ])('is asked of nobody: %s', async (url) => {
    expect(await fetchImage(url, network)).toBeNull()
    expect(asked).toEqual([])
  })

  it('isn’t taken from a host without the right certificate, nor from a name that leads into the own network', async () => {
    expect(await fetchImage('https://other.example.org/a.png', network)).toBeNull()
    const { port, tls } = network
    expect(await fetchImage(`https://localhost:${String(port)}/a.png`)).toBeNull()
    expect(
      await fetchImage(`https://${host}/a.png`, { ...network, port, tls: { ...tls, ca: [] } }),
    ).toBeNull()
    expect(asked).toEqual([])
  })
})
