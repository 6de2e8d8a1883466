import { fieldsNamed, fieldText } from './header-fields.ts'
import { limits } from './limits.ts'
import type { MessageTree } from './tree.ts'

/** Attributes that Level 1 knows; any other one makes a header invalid unless its name starts with "_". */
const knownAttributes: ReadonlySet<string> = new Set(['addr', 'prefer-encrypt', 'keydata'])

/**
 * The certificate in a message's Autocrypt header (Autocrypt Level 1, section 2.1). It says what somebody claims, and
 * proves nothing.
 *
 * @param sender the one From address, lower case; a message with several has no hint
 * @returns the binary certificate, unread; null where there is none, where two are valid (section 2.3), or where the
 *   message is a delivery report, which quotes the headers of others
 */
export function readAutocrypt(tree: MessageTree, sender: string): Uint8Array | null {
  if (tree.root.contentType.mediaType === 'multipart/report') return null
  const valid = fieldsNamed(tree.root, 'autocrypt').flatMap((field) => {
    const keyData = parseHeader(fieldText(tree.raw, field), sender)
    return keyData === null ? [] : [keyData]
  })
  const [first, ...others] = valid
  return others.length > 0 ? null : (first ?? null)
}

function parseHeader(value: string, sender: string): Uint8Array | null {
  const attributes = new Map<string, string>()
  for (const pair of value.split(';')) {
    const [, name, text] = /^\s*([^=\s]+)\s*=(.*)$/.exec(pair) ?? []
    if (name === undefined || text === undefined) {
      if (pair.trim() !== '') return null
      continue
    }
    const isKnown = knownAttributes.has(name)
    if ((!isKnown && !name.startsWith('_')) || attributes.has(name)) return null
    attributes.set(name, text.trim())
  }
  if (attributes.get('addr')?.toLowerCase() !== sender) return null
  return decodeKeyData(attributes.get('keydata') ?? '')
}

function decodeKeyData(text: string): Uint8Array | null {
  const base64 = text.replace(/\s+/g, '')
  if (base64 === '' || base64.length > limits.maxAutocryptChars) return null
  return /^[A-Za-z0-9+/]+={0,2}$/.test(base64) ? new Uint8Array(Buffer.from(base64, 'base64')) : null
}
