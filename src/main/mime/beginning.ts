import { chooseBodyParts } from './body-parts.ts'
import type { MessagePart, MessageTree } from './tree.ts'

/** How much of a message's text stands before the place where it was cut: all that its structure names so far, or some. */
export type TextOfBeginning = 'whole' | 'some' | 'none'

/**
 * What of the text is in a message of which only the beginning is here. Text may still follow after files, as further
 * pieces in `multipart/mixed`; what is here isn't shown another way because of it.
 */
export function textOfBeginning(tree: MessageTree): TextOfBeginning {
  const shown = chooseBodyParts(tree.root).pieces.flatMap(({ text, html }) => [text, html])
  const texts = shown.filter((part) => part !== null)
  if (!texts.some((part) => endsBeforeCut(tree, part))) return 'none'
  const isOpen = tree.parts.some((part) => decidesWhatIsShown(part) && !endsBeforeCut(tree, part))
  return texts.every((part) => endsBeforeCut(tree, part)) && !isOpen ? 'whole' : 'some'
}

/** True for a part that is here as a whole: something stands after it. */
export function endsBeforeCut({ raw }: MessageTree, { end }: MessagePart): boolean {
  return end < raw.length
}

/** A later part of these may be shown instead of one that is here (RFC 2046 5.1.4, RFC 2387 3.2). */
function decidesWhatIsShown({ contentType: { mediaType, params } }: MessagePart): boolean {
  return mediaType === 'multipart/alternative' || (mediaType === 'multipart/related' && params.has('start'))
}
