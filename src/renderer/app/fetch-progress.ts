import type { MessageId } from '../../shared/ids.ts'
import { createStore } from './store.ts'

/** How far the message is that was told of last; null before the first word. */
export const fetchProgress = createStore<{
  readonly id: MessageId
  readonly doneBytes: number
  readonly totalBytes: number
} | null>(null)
