import type { Connection } from '../../shared/contract/index.ts'
import { createStore } from './store.ts'

/** The latest the engine said about the mail host; null before it said anything. */
export const connection = createStore<Connection | null>(null)
