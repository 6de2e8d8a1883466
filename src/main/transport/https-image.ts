import https from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import type { ConnectionOptions } from 'node:tls'
import { rasterTypeOf } from './raster-type.ts'
import { isPublicAddress, publicLookup } from './public-address.ts'

const largestBytes = 5 * 1024 * 1024
/** For the whole picture: a host that answers byte by byte is left. */
const timeoutMs = 10_000

/** How names become machines; a test puts its own server here. */
export interface ImageNetwork {
  readonly lookup: LookupFunction
  readonly port: number
  readonly tls: ConnectionOptions
}

const internet: ImageNetwork = { lookup: publicLookup, port: 443, tls: { minVersion: 'TLSv1.2' } }

/**
 * Fetches one remote image of a mail because the person asked for it: https only, no cookie, no referrer, no name of
 * this program, no redirect, no address inside the practice's own network. What comes counts as the picture that its
 * bytes say, whatever the host calls it.
 * @returns a `data:` URI, or null for anything that isn't a small raster image
 */
export async function fetchImage(url: string, network: ImageNetwork = internet): Promise<string | null> {
  const target = parseHttps(url)
  if (target === null) {
    return null
  }
  return new Promise((resolve) => {
    const request = https.get(
      target,
      {
        ...network.tls,
        lookup: network.lookup,
        port: target.port === '' ? network.port : Number(target.port),
        signal: AbortSignal.timeout(timeoutMs),
        headers: { accept: 'image/png, image/jpeg, image/gif, image/webp' },
        agent: false,
      },
      (response) => {
        const pieces: Buffer[] = []
        let size = 0
        if (response.statusCode !== 200) {
          request.destroy()
        }
        response.on('data', (piece: Buffer) => {
          size += piece.length
          pieces.push(piece)
          if (size > largestBytes) {
            request.destroy()
          }
        })
        response.on('end', () => {
          const bytes = Buffer.concat(pieces)
          const type = rasterTypeOf(bytes)
          resolve(type === null ? null : `data:${type};base64,${bytes.toString('base64')}`)
        })
        response.on('error', () => {
          resolve(null)
        })
      },
    )
    request.on('error', () => {
      resolve(null)
    })
    request.on('close', () => {
      resolve(null)
    })
  })
}

function parseHttps(url: string): URL | null {
  const parsed = URL.canParse(url) ? new URL(url) : null
  const host = parsed?.hostname.replace(/^\[|\]$/g, '') ?? ''
  if (parsed?.protocol !== 'https:' || (isIP(host) !== 0 && !isPublicAddress(host))) {
    return null
  }
  // A name and password in it would be sent along.
  parsed.username = ''
  parsed.password = ''
  return parsed
}
