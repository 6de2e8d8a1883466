import { isIP } from 'node:net'
import { lookup } from 'node:dns/promises'
import https from 'node:https'
import type { LookupFunction } from 'node:net'

const largestBytes = 5 * 1024 * 1024
const timeoutMs = 10_000
const imageTypes: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp'])

/**
 * Fetches one remote image of a mail because the person asked for it: https only, no cookie, no referrer, no
 * redirect, no address inside the practice's own network.
 * @returns a `data:` URI, or null for anything that isn't a small raster image
 */
export async function fetchImage(url: string): Promise<string | null> {
  const target = parseHttps(url)
  if (target === null) {
    return null
  }
  return new Promise((resolve) => {
    const request = https.get(
      target,
      {
        lookup: publicLookup,
        timeout: timeoutMs,
        headers: { accept: [...imageTypes].join(', ') },
        agent: false,
      },
      (response) => {
        const type = (response.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
        if (response.statusCode !== 200 || !imageTypes.has(type)) {
          request.destroy()
          resolve(null)
          return
        }
        const pieces: Buffer[] = []
        let size = 0
        response.on('data', (piece: Buffer) => {
          size += piece.length
          pieces.push(piece)
          if (size > largestBytes) {
            request.destroy()
            resolve(null)
          }
        })
        response.on('end', () => {
          resolve(`data:${type};base64,${Buffer.concat(pieces).toString('base64')}`)
        })
      },
    )
    request.on('timeout', () => {
      request.destroy()
    })
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
  return parsed?.protocol === 'https:' && (isIP(host) === 0 || isPublic(host)) ? parsed : null
}

/** Resolved once and checked, so that a name can't lead into the practice's own network (DNS rebinding). */
const publicLookup: LookupFunction = (host, options, callback) => {
  lookup(host, { all: true }).then(
    (addresses) => {
      const [first] = addresses.filter(({ address }) => isPublic(address))
      if (first === undefined) {
        callback(new Error('no public address'), '', 4)
      } else if (options.all === true) {
        callback(null, [first])
      } else {
        callback(null, first.address, first.family)
      }
    },
    () => {
      callback(new Error('no such host'), '', 4)
    },
  )
}

/** Not loopback, link-local, private (RFC 1918, RFC 4193), shared (RFC 6598), multicast or unspecified. */
function isPublic(address: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address
  if (isIP(mapped) === 4) {
    const [first = 0, second = 0] = mapped.split('.').map(Number)
    const isPrivate =
      first === 0 ||
      first === 10 ||
      first === 127 ||
      first >= 224 ||
      (first === 100 && second >= 64 && second < 128) ||
      (first === 169 && second === 254) ||
      (first === 172 && second >= 16 && second < 32) ||
      (first === 192 && second === 168)
    return !isPrivate
  }
  return isIP(mapped) === 6 && /^[23]/.test(mapped)
}
