import type { MessageId } from '../../../shared/ids.ts'
import { createStore } from '../../app/store.ts'

/** The ids of the list on screen, in its order: what J, K and "the next one after archiving" go by. */
export const listOrder = createStore<readonly MessageId[]>([])

/** The message after this one, else the one before it, else none. */
export function neighbourOf(order: readonly MessageId[], id: MessageId): MessageId | null {
  const index = order.indexOf(id)
  if (index === -1) return null
  return order[index + 1] ?? order[index - 1] ?? null
}
