import { appendFileSync } from 'node:fs'
import type { PageReport } from '../contract.ts'
import { environment } from './environment.ts'

/** What the app did to the world outside, or a page did against its rules. */
export type JournalEntry =
  | { kind: 'dialog'; dialog: string; options: unknown; answer: unknown }
  | { kind: 'open-external' | 'open-path' | 'show-item' | 'trash-item'; target: string }
  | { kind: 'notification'; title: string; body: string }
  | { kind: 'print'; windowId: number; url: string }
  | { kind: 'navigation-refused'; url: string; isMainFrame: boolean }
  | { kind: 'popup'; url: string; action: 'allow' | 'deny' }
  | { kind: 'permission'; permission: string; origin: string; granted: boolean }
  | { kind: 'request-refused'; url: string; by: 'web-request' | 'network' }
  | { kind: 'page'; report: PageReport }

const entries: JournalEntry[] = []

/** Notes an entry in memory and, where STANDIN_JOURNAL names a file, as a line of JSON there. */
export function note(entry: JournalEntry): void {
  entries.push(entry)
  if (environment.journalFile !== null) {
    appendFileSync(environment.journalFile, `${JSON.stringify(entry)}\n`)
  }
}

/** For tests inside the process: `electronApp.evaluate(() => globalThis[Symbol.for('electron-stand-in')].journal)`. */
Object.defineProperty(globalThis, Symbol.for('electron-stand-in'), { value: { journal: entries } })
