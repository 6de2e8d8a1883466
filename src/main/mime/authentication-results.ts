import { fieldsNamed, fieldText } from './header-fields.ts'
import type { MessageTree } from './tree.ts'

/** RFC 8601 2.7.1 to 2.7.4 and RFC 7489 11.2, with `absent` where the host said nothing. */
export type Verdict =
  'pass' | 'fail' | 'softfail' | 'neutral' | 'none' | 'temperror' | 'permerror' | 'policy' | 'absent'

export type MethodResult = {
  readonly verdict: Verdict
  /** The domain that was checked, in lower case, or null. */
  readonly domain: string | null
}

export type AuthenticationResults = {
  readonly spf: MethodResult
  readonly dmarc: MethodResult
  /** One per signature. */
  readonly dkim: readonly MethodResult[]
}

const absent: MethodResult = { verdict: 'absent', domain: null }
const verdicts: ReadonlySet<string> = new Set<Verdict>([
  'pass',
  'fail',
  'softfail',
  'neutral',
  'none',
  'temperror',
  'permerror',
  'policy',
])

/** Which property names the checked domain (RFC 8601 2.7). */
const domainProperties = {
  spf: ['smtp.mailfrom', 'smtp.helo'],
  dmarc: ['header.from'],
  dkim: ['header.d', 'header.i'],
} as const

/**
 * What the practice's own host found out about the sender (RFC 8601). Only fields with the host's own
 * `authservId` count, and of those only what it can have written itself: the fields above the first Received,
 * or, where it writes them below, the topmost one alone. Anything further down came with the message.
 * @param authservId the host's identifier; null (not known) gives `absent` throughout
 */
export function readAuthenticationResults(
  tree: MessageTree,
  authservId: string | null,
): AuthenticationResults {
  const results: { spf: MethodResult; dmarc: MethodResult; dkim: MethodResult[] } = {
    spf: absent,
    dmarc: absent,
    dkim: [],
  }
  if (authservId === null) return results
  for (const text of trustedFields(tree, authservId)) {
    for (const { method, verdict, properties } of parseResults(text)) {
      const domain = domainOf(properties, domainProperties[method])
      if (method === 'dkim') results.dkim.push({ verdict, domain })
      else if (results[method].verdict === 'absent') results[method] = { verdict, domain }
    }
  }
  return results
}

function trustedFields(tree: MessageTree, authservId: string): string[] {
  const firstReceived = fieldsNamed(tree.root, 'received')[0]?.start ?? 0
  const own = fieldsNamed(tree.root, 'authentication-results')
    .map((field) => ({ start: field.start, text: withoutComments(fieldText(tree.raw, field)) }))
    .filter(({ text }) => identifierOf(text) === authservId.toLowerCase())
  const above = own.filter(({ start }) => start < firstReceived)
  return (above.length > 0 ? above : own.slice(0, 1)).map(({ text }) => text)
}

function identifierOf(text: string): string {
  const first = (text.split(';')[0] ?? '').trim().split(/\s+/)
  // An optional version may follow; anything but 1 is not understood (RFC 8601 2.2).
  if (first[1] !== undefined && first[1] !== '1') return ''
  return (first[0] ?? '').replace(/^"|"$/g, '').toLowerCase()
}

type Parsed = {
  readonly method: 'spf' | 'dkim' | 'dmarc'
  readonly verdict: Verdict
  readonly properties: ReadonlyMap<string, string>
}

function parseResults(text: string): Parsed[] {
  return text
    .split(';')
    .slice(1, 100)
    .flatMap((section) => {
      const match = /^\s*(spf|dkim|dmarc)(?:\/1)?\s*=\s*([a-z]+)\b(.*)$/is.exec(section.slice(0, 4_000))
      const verdict = match?.[2]?.toLowerCase() ?? ''
      if (match === null || !isVerdict(verdict)) return []
      return [{ method: methodOf(match[1] ?? ''), verdict, properties: readProperties(match[3] ?? '') }]
    })
}

function methodOf(text: string): Parsed['method'] {
  const name = text.toLowerCase()
  return name === 'spf' || name === 'dkim' ? name : 'dmarc'
}

function isVerdict(text: string): text is Verdict {
  return verdicts.has(text)
}

function readProperties(text: string): ReadonlyMap<string, string> {
  const properties = new Map<string, string>()
  for (const [, name = '', quoted, plain] of text.matchAll(
    /\b([a-z]{1,20}\.[a-z0-9-]{1,40})\s?=\s?(?:"([^"]*)"|([^\s"]+))/gi,
  )) {
    if (!properties.has(name.toLowerCase())) properties.set(name.toLowerCase(), quoted ?? plain ?? '')
  }
  return properties
}

function domainOf(properties: ReadonlyMap<string, string>, names: readonly string[]): string | null {
  for (const name of names) {
    const value = properties.get(name)
    if (value === undefined) continue
    const domain = value.slice(value.lastIndexOf('@') + 1).toLowerCase()
    if (/^[a-z0-9._-]+$/.test(domain)) return domain
  }
  return null
}

/** Comments may hold semicolons and whole forged results; quoted strings may hold parentheses. */
function withoutComments(text: string): string {
  let out = ''
  let depth = 0
  let isQuoted = false
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index] ?? ''
    if (character === '\\' && (depth > 0 || isQuoted)) {
      if (depth === 0) out += '__'
      index += 1
      continue
    }
    if (character === '"' && depth === 0) isQuoted = !isQuoted
    if (character === '(' && !isQuoted) depth += 1
    // A semicolon in quotes comes from the sender's own address and starts no result.
    if (depth === 0) out += isQuoted && character === ';' ? '_' : character
    if (character === ')' && !isQuoted && depth > 0) depth -= 1
  }
  return out
}
