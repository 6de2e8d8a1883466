import type { ReplyMeans, SealedContent } from '../../../src/main/sealing/sealed-message/format/content.ts'
import { answerBox } from './answer-box.ts'
import { hasSubtle } from './container.ts'
import { element } from './dom.ts'
import type { Page } from './page.ts'

/** The box to answer a message in, or why this browser can't. */
export function answerView(
  page: Page,
  content: SealedContent,
  containerId: Uint8Array,
  reply: ReplyMeans,
): HTMLElement {
  const { say } = page
  const title = element('h2', { id: 'answer', tabindex: '-1' }, say('answer'))
  if (!hasSubtle()) {
    const key = page.settings.phone === null ? 'cannotAnswer' : 'cannotAnswerPhone'
    const why = element('p', { class: 'note attention' }, say(key))
    return element('section', { class: 'answer', 'aria-labelledby': 'answer' }, title, why)
  }
  const { element: box } = answerBox(page, {
    address: reply.address,
    title,
    seal: async (written) => {
      const { sealAnswer } = await import('./answer-crypto.ts')
      return sealAnswer(written, content, containerId, reply)
    },
  })
  return box
}
