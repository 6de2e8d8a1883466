import { createHash } from 'node:crypto'
import { lookup } from 'node:dns/promises'
import https from 'node:https'
import { isIP } from 'node:net'
import { domainToASCII } from 'node:url'
import { fail, ok, type Result } from '../../shared/result.ts'
import { connectionErrorCode } from './connection-errors.ts'
import { transportLimits } from './limits.ts'
import { fixedLookup, isPublicAddress, type ResolvedAddress } from './public-address.ts'
import type { TlsPolicy } from './tls-policy.ts'

/** How names become machines; a test puts its own server here. */
export interface KeyDirectoryNetwork {
  /** Every address of a name; empty where there is none. Rejects where that can't be found out now. */
  resolve(host: string): Promise<readonly ResolvedAddress[]>
  isAllowed(address: string): boolean
  readonly port: number
}

export const internet: KeyDirectoryNetwork = {
  resolve: async (host) => {
    try {
      return await lookup(host, { all: true })
    } catch (error) {
      if (connectionErrorCode(error) === 'host/not-found') return []
      throw error
    }
  },
  isAllowed: isPublicAddress,
  port: 443,
}

/**
 * Asks a Web Key Directory (draft-koch-openpgp-webkey-service-19, section 3.1) for the key of a mail address: its own
 * host `openpgpkey.DOMAIN` if there is one (advanced method), the domain itself otherwise (direct method). This tells
 * the address to that host. https only, no redirect, no address of the practice's own network.
 *
 * @returns bytes that claim to be certificates. Errors: `wkd/no-key` (detail `domain`), `wkd/private-address` and
 *   `wkd/unreachable` (detail `host`), `host/offline`
 */
export async function fetchFromKeyDirectory(
  mailAddress: string,
  { policy, network }: { readonly policy: TlsPolicy; readonly network: KeyDirectoryNetwork },
): Promise<Result<Uint8Array>> {
  const at = mailAddress.lastIndexOf('@')
  const localPart = mailAddress.slice(0, at)
  const domain = domainToASCII(mailAddress.slice(at + 1)).toLowerCase()
  if (localPart === '' || !domain.includes('.') || isIP(domain) !== 0) return fail('wkd/no-key', { domain })
  const name = `hu/${hashedLocalPart(localPart)}?l=${encodeURIComponent(localPart)}`
  const candidates = [
    { host: `openpgpkey.${domain}`, path: `/.well-known/openpgpkey/${domain}/${name}` },
    { host: domain, path: `/.well-known/openpgpkey/${name}` },
  ]
  for (const { host, path } of candidates) {
    const addresses = await network.resolve(host).catch(() => null)
    if (addresses === null) return fail('host/offline')
    if (addresses.length === 0) continue
    const target = addresses.find(({ address }) => network.isAllowed(address))
    if (target === undefined) return fail('wkd/private-address', { host })
    const answer = await get(host, path, target, { policy, network })
    // The direct method is only for domains without the special host (section 3.1).
    if (!answer.ok) return answer
    return answer.value === null ? fail('wkd/no-key', { domain }) : ok(answer.value)
  }
  return fail('wkd/no-key', { domain })
}

/** Null for every answer but 200: a redirect is none, because it would tell the address to a third party. */
function get(
  host: string,
  path: string,
  target: ResolvedAddress,
  { policy, network }: { readonly policy: TlsPolicy; readonly network: KeyDirectoryNetwork },
): Promise<Result<Uint8Array | null>> {
  return new Promise((resolve) => {
    const unreachable = () => {
      resolve(fail('wkd/unreachable', { host }))
    }
    const request = https.get({
      ...policy.options,
      host,
      servername: host,
      port: network.port,
      path,
      lookup: fixedLookup(target),
      agent: false,
      headers: { accept: 'application/octet-stream' },
      signal: AbortSignal.timeout(transportLimits.wkdTimeoutMs),
    })
    request.on('error', unreachable)
    request.on('response', (response) => {
      if (response.statusCode !== 200) {
        resolve(ok(null))
        request.destroy()
        return
      }
      const pieces: Buffer[] = []
      let bytes = 0
      response.on('data', (piece: Buffer) => {
        bytes += piece.length
        pieces.push(piece)
        if (bytes > transportLimits.wkdReplyBytes) request.destroy(new Error('too large'))
      })
      response.on('error', unreachable)
      response.on('close', () => {
        if (!response.complete) unreachable()
      })
      response.on('end', () => {
        resolve(ok(new Uint8Array(Buffer.concat(pieces))))
      })
    })
  })
}

/** Z-Base-32 of the SHA-1 of the local part with ASCII letters in lower case (section 3.1). */
function hashedLocalPart(localPart: string): string {
  const lowered = localPart.replace(/[A-Z]/g, (letter) => letter.toLowerCase())
  const digest = createHash('sha1').update(lowered, 'utf8').digest()
  const bits = [...digest].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  return (bits.match(/.{5}/g) ?? []).map((group) => zBase32[Number.parseInt(group, 2)]).join('')
}

const zBase32 = 'ybndrfg8ejkmcpqxot1uwisza345h769'
