import { once } from 'node:events'
import { readFile, writeFile } from 'node:fs/promises'
import type { IncomingHttpHeaders } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { copyApp } from './peeled.ts'
import { issueServerCertificate, makeCertificates } from '../lab/index.ts'

const name = 'pictures.example.org'

/** A web server of a sender's, at a public address as far as the app can tell. It counts who comes. */
export interface PictureHost {
  /** Of a picture there, to be written into a mail. */
  url(file: string): string
  /** TCP connections so far. */
  connections(): number
  readonly requests: readonly { readonly path: string; readonly headers: IncomingHttpHeaders }[]
  /** Makes a variant of the built app in an empty folder that reaches it, together with `env`. */
  makeAppThatReachesIt(folder: string): Promise<string>
  readonly env: Record<string, string>
  close(): Promise<void>
}

/** @param picture what it answers to everything, as PNG, with a cookie */
export async function startPictureHost(folder: string, picture: Buffer): Promise<PictureHost> {
  const { caPath } = await makeCertificates(folder)
  const { cert, key } = await issueServerCertificate(folder, 'pictures', `DNS:${name}`)
  const requests: { path: string; headers: IncomingHttpHeaders }[] = []
  let connections = 0
  const server = createServer({ cert, key }, ({ url, headers }, response) => {
    requests.push({ path: url ?? '', headers })
    response.writeHead(200, { 'content-type': 'image/png', 'set-cookie': 'reader=7; Path=/' }).end(picture)
  })
  server.on('connection', () => (connections += 1))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const preload = import.meta.resolve('./public-host.ts')
  return {
    url: (file) => `https://${name}:${String(port)}/${file}`,
    connections: () => connections,
    requests,
    makeAppThatReachesIt: async (appFolder) => {
      await copyApp(appFolder)
      const engine = path.join(appFolder, 'out/main/engine.js')
      await writeFile(engine, `import ${JSON.stringify(preload)}\n${await readFile(engine, 'utf8')}`)
      return appFolder
    },
    env: { NODE_EXTRA_CA_CERTS: caPath, SEALPOST_E2E_PUBLIC_HOST: name },
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
