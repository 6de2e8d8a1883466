import type { Ambiguity } from '../../shared/ambiguities.ts'
import type { Envelope } from './envelope.ts'
import type { MessageTree, PartDefect } from './tree.ts'

/** Defects of the structure, as they are told; those of the header are in the envelope. */
const ofDefect: Readonly<Partial<Record<PartDefect, Ambiguity>>> = {
  'duplicate-content-type': 'content-type-several',
  'bad-content-type': 'content-type-malformed',
  'duplicate-transfer-encoding': 'transfer-encoding-several',
  'unknown-transfer-encoding': 'transfer-encoding-unknown',
  'duplicate-disposition': 'disposition-several',
  'duplicate-parameter': 'parameter-several',
  'multipart-without-boundary': 'boundary-missing',
  'boundary-reused': 'boundary-reused',
  'boundary-prefix': 'boundary-prefix',
  'boundary-not-closed': 'boundary-not-closed',
  'multipart-encoded': 'parts-encoded',
  'nested-message-encoded': 'parts-encoded',
  'parts-after-end': 'parts-after-end',
}

/** Everything in a message on which mail programs differ: in its header, and in how its parts are put together. */
export function findAmbiguities(tree: MessageTree, envelope: Envelope): Ambiguity[] {
  const structural = tree.parts.flatMap(({ defects }) => defects.map((defect) => ofDefect[defect]))
  return [...new Set([...envelope.ambiguous, ...structural.filter((one) => one !== undefined)])]
}
