import { parseAddressList } from './addresses.ts'
import { fieldsNamed, fieldText } from './header-fields.ts'
import type { MessageTree } from './tree.ts'

/**
 * For which addresses hosts took the message in, the last host's first: Delivered-To (RFC 9228) and X-Original-To, in
 * lower case. Anyone may have written them: enough to choose among one's own addresses, and for nothing else.
 */
export function readDeliveredTo(tree: MessageTree): string[] {
  return ['delivered-to', 'x-original-to']
    .flatMap((name) => fieldsNamed(tree.root, name))
    .flatMap((field) => parseAddressList(fieldText(tree.raw, field)).addresses)
    .map(({ address }) => address.toLowerCase())
    .filter((address) => address !== '')
}
