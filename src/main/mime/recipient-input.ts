import { domainToASCII } from 'node:url'
import { fail, ok, type Result } from '../../shared/result.ts'
import { type Address, parseAddressList } from './addresses.ts'
import { addressLimits } from './limits.ts'

/** Why an address was refused; the window's text is chosen by it. */
export type AddressProblem =
  | 'empty'
  | 'no-at'
  | 'no-local-part'
  | 'no-domain'
  | 'domain-incomplete'
  | 'bad-domain'
  | 'bad-local-part'
  | 'non-ascii-local-part'
  | 'too-long'
  | 'unreadable'

/**
 * True for an address that every mail host takes: RFC 5321 dot-atom and a domain of two labels or more, all
 * ASCII. Quoted local parts and address literals are valid on paper, but mail programs disagree on where they
 * end, which has sent mail to the wrong host; nobody's patient has one.
 */
export function isValidAddress(address: string): boolean {
  return problemOf(address) === null
}

/**
 * What a person typed or pasted into To, Cc or Bcc: one or more addresses with or without names, separated by
 * commas, semicolons or line breaks. International domains become their ASCII form (RFC 5890).
 * Fails with `mime/bad-address` { input, problem } naming the first entry that isn't an address; an empty
 * input is `problem: 'empty'`.
 */
export function parseRecipientInput(input: string): Result<Address[]> {
  const separated = splitEntries(input)
  if (separated.length === 0) return bad(input, 'empty')
  const recipients: Address[] = []
  for (const entry of separated) {
    const { addresses, isMalformed } = parseAddressList(entry)
    const [only] = addresses
    if (only === undefined || addresses.length > 1) return bad(entry, 'unreadable')
    const address = withAsciiDomain(only.address)
    const problem = only.address === '' ? (entry.includes('@') ? 'unreadable' : 'no-at') : problemOf(address)
    if (problem !== null) return bad(entry, problem)
    if (isMalformed) return bad(entry, 'unreadable')
    recipients.push({ name: only.name, address })
  }
  return ok(recipients)
}

function bad(input: string, problem: AddressProblem): ReturnType<typeof fail> {
  return fail('mime/bad-address', { input: input.trim().slice(0, 100), problem })
}

/** Splits at separators outside quotes, comments and angle brackets. */
function splitEntries(input: string): string[] {
  const entries: string[] = []
  let current = ''
  let isQuoted = false
  for (const character of input) {
    if (character === '"') isQuoted = !isQuoted
    const isSeparator = /[,;\r\n]/.test(character) && (!isQuoted || /[\r\n]/.test(character))
    if (isSeparator) {
      entries.push(current)
      current = ''
      isQuoted = false
    } else current += character
  }
  entries.push(current)
  return entries.map((entry) => entry.trim()).filter((entry) => entry !== '')
}

function withAsciiDomain(address: string): string {
  const at = address.lastIndexOf('@')
  if (at < 0 || /^[\x00-\x7f]*$/.test(address)) return address
  const domain = domainToASCII(address.slice(at + 1))
  return domain === '' ? address : `${address.slice(0, at)}@${domain}`
}

function problemOf(address: string): AddressProblem | null {
  const at = address.lastIndexOf('@')
  if (address === '') return 'empty'
  if (at < 0) return 'no-at'
  if (at === 0) return 'no-local-part'
  const local = address.slice(0, at)
  const domain = address.slice(at + 1)
  if (domain === '') return 'no-domain'
  if (local.length > addressLimits.maxLocalPartBytes || address.length > addressLimits.maxAddressBytes)
    return 'too-long'
  if (/[^\x00-\x7f]/.test(local)) return 'non-ascii-local-part'
  if (!/^[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*$/.test(local)) return 'bad-local-part'
  return domainProblem(domain)
}

function domainProblem(domain: string): AddressProblem | null {
  const labels = domain.split('.')
  const isLabel = (label: string): boolean =>
    label.length <= addressLimits.maxDomainLabelLength && /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/i.test(label)
  if (!labels.every(isLabel)) return 'bad-domain'
  if (labels.length < 2) return 'domain-incomplete'
  // An all-numeric last label would be an address literal without its brackets.
  return /^\d+$/.test(labels.at(-1) ?? '') ? 'bad-domain' : null
}
