import * as pkijs from 'pkijs'
import { nameKeyOf } from './name-key.ts'
import type { X509 } from './x509.ts'

const kinds = { address: 1, directory: 4 } as const

/**
 * Checks a certificate's names against the constraints of an authority above it (RFC 5280, section 4.2.1.10;
 * mail addresses also by RFC 9598). Constraints on host names, IP addresses and URIs say nothing of a
 * certificate that is used for mail.
 */
export function isWithinConstraints(certificate: X509, constraints: pkijs.NameConstraints): boolean {
  const permitted = constraints.permittedSubtrees ?? []
  const excluded = constraints.excludedSubtrees ?? []
  const names: readonly (readonly [kind: number, covers: (base: pkijs.GeneralName) => boolean])[] = [
    ...certificate.addresses.map(
      (address) => [kinds.address, (base: pkijs.GeneralName) => coversAddress(base, address)] as const,
    ),
    [kinds.directory, (base: pkijs.GeneralName) => coversDirectory(base, certificate.subjectKey)],
  ]
  return names.every(([kind, covers]) => {
    const ofKind = (subtrees: readonly pkijs.GeneralSubtree[]) =>
      subtrees.map(({ base }) => base).filter(({ type }) => type === kind)
    const allowed = ofKind(permitted)
    return (allowed.length === 0 || allowed.some(covers)) && !ofKind(excluded).some(covers)
  })
}

/** "a@host" names one mailbox, "host" all of that host, ".domain" all hosts below it. */
function coversAddress(base: pkijs.GeneralName, address: string): boolean {
  if (typeof base.value !== 'string') return false
  const constraint = base.value.toLowerCase()
  const host = address.slice(address.lastIndexOf('@') + 1)
  if (constraint.includes('@')) return constraint === address
  return constraint.startsWith('.') ? host.endsWith(constraint) : host === constraint
}

/** A directory name covers those that begin with its parts. */
function coversDirectory(base: pkijs.GeneralName, subjectKey: string): boolean {
  if (!(base.value instanceof pkijs.RelativeDistinguishedNames)) return false
  const prefix = nameKeyOf(base.value)?.slice(0, -1)
  if (prefix === undefined) return false
  return prefix === '[' || subjectKey === `${prefix}]` || subjectKey.startsWith(`${prefix},`)
}
