import { lookup } from 'node:dns/promises'
import { BlockList, isIP, type LookupFunction } from 'node:net'

export type ResolvedAddress = { readonly address: string; readonly family: number }

/** What no name on the internet may lead to (RFC 6890): whoever chooses the name would choose the machine. */
const special = new BlockList()
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const) {
  special.addSubnet(network, prefix, 'ipv4')
}
// Teredo and 6to4 carry an IPv4 address of the sender's choice inside.
for (const [network, prefix] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
] as const) {
  special.addSubnet(network, prefix, 'ipv6')
}
const globalUnicast = new BlockList()
globalUnicast.addSubnet('2000::', 3, 'ipv6')

/** True for an address that is neither this computer, nor in its own network, nor reserved. */
export function isPublicAddress(address: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address
  if (isIP(mapped) === 4) return !special.check(mapped, 'ipv4')
  return isIP(mapped) === 6 && globalUnicast.check(mapped, 'ipv6') && !special.check(mapped, 'ipv6')
}

/** Resolved once and checked, so that a name can't lead into the practice's own network (DNS rebinding). */
export const publicLookup: LookupFunction = (host, options, callback) => {
  lookup(host, { all: true }).then(
    (addresses) => {
      answerLookup(
        addresses.find(({ address }) => isPublicAddress(address)),
        options.all === true,
        callback,
      )
    },
    () => {
      callback(new Error('no such host'), '', 4)
    },
  )
}

/** For a name that was resolved and checked before: the socket goes to this address and to no other. */
export function fixedLookup(resolved: ResolvedAddress): LookupFunction {
  return (_host, options, callback) => {
    answerLookup(resolved, options.all === true, callback)
  }
}

function answerLookup(
  resolved: ResolvedAddress | undefined,
  isListWanted: boolean,
  callback: Parameters<LookupFunction>[2],
): void {
  if (resolved === undefined) {
    callback(new Error('no public address'), '', 4)
  } else if (isListWanted) {
    callback(null, [resolved])
  } else {
    callback(null, resolved.address, resolved.family)
  }
}
