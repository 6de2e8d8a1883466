import { createStore } from './store.ts'

/** How far a running export of mail is, in messages; null before its first. */
export const exportProgress = createStore<{ readonly done: number; readonly total: number } | null>(null)
