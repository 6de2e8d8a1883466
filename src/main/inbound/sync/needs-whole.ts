import { parseMessage, readContent, type MessageTree } from '../../mime/index.ts'
import { beginsSealedAnswer } from '../../sealing/index.ts'

/** Why the beginning of a message says nothing of it: it is encrypted, signed, or (as far as is seen) a sealed answer. */
export type NeedOfWhole = 'encrypted' | 'signed' | 'answer'

const cmsTypes: ReadonlySet<string> = new Set(['application/pkcs7-mime', 'application/x-pkcs7-mime'])

/**
 * Whether a message has to be here whole before anything true can be said of it. Judged by the type of its root, since
 * protection of a part isn't protection of the message, and by marks of a sealed answer, which comes in ordinary mail.
 * A guess in one direction only: what is fetched for nothing is read as what it is.
 *
 * @param head the first bytes of the message, cut anywhere
 */
export function needOfWhole(head: Uint8Array): NeedOfWhole | null {
  const parsed = parseMessage(head)
  if (!parsed.ok) {
    return null
  }
  const { mediaType, params } = parsed.value.root.contentType
  if (mediaType === 'multipart/encrypted') {
    return 'encrypted'
  }
  if (cmsTypes.has(mediaType)) {
    return params.get('smime-type')?.toLowerCase() === 'signed-data' ? 'signed' : 'encrypted'
  }
  if (mediaType === 'multipart/signed') {
    return 'signed'
  }
  return holdsAnswer(parsed.value) ? 'answer' : null
}

function holdsAnswer(tree: MessageTree): boolean {
  const { text, unshownText, html, attachments } = readContent(tree)
  return (
    attachments.some(({ fileName }) => fileName.toLowerCase().endsWith('.sealed')) ||
    [text, unshownText, ...(html ?? [])].some((one) => one !== null && beginsSealedAnswer(one))
  )
}
