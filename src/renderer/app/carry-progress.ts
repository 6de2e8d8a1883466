import { createStore } from './store.ts'

/** How far a running export of mail is, in messages; null before its first. */
export const exportProgress = createStore<{ readonly done: number; readonly total: number } | null>(null)

/** How far a running import of mail is; null before its first word. */
export const importProgress = createStore<{
  readonly doneBytes: number
  readonly totalBytes: number
  readonly messages: number
} | null>(null)

/** How far a renewal of the store's key is, in bytes of the store; null before its first word. */
export const renewalProgress = createStore<{ readonly done: number; readonly total: number } | null>(null)

/** How far a running backup, verification, drill or restore is; null before its first word. */
export const backupProgress = createStore<{
  readonly work: 'backup' | 'verify' | 'drill' | 'restore'
  readonly done: number
  readonly total: number
} | null>(null)
