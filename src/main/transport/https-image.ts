import https from 'node:https'
import { isIP } from 'node:net'
import { isPublicAddress, publicLookup } from './public-address.ts'

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
  return parsed?.protocol === 'https:' && (isIP(host) === 0 || isPublicAddress(host)) ? parsed : null
}
