import { fileURLToPath } from 'node:url'
import {
  createScanner,
  emptyContext,
  loadLexicon,
  scanBeside,
  scanFully,
  scanWorkerStarter,
} from '../../src/main/phi/index.ts'

/** A scanner made ready: `scan` reads a text for the first time, `rescan` the next state of a draft. */
export type ReadyScanner = {
  readonly scan: (text: string) => unknown
  readonly rescan: (text: string) => unknown
  /** The same as `scan`, by two threads. */
  readonly scanInTwo: (text: string) => unknown
}

export type Contestant = {
  /** What it looks for, so that nobody takes five expressions for a scanner of eighteen categories. */
  readonly finds: string
  readonly open: () => Promise<ReadyScanner>
}

/** A peer knows no drafts, so that a rescan reads everything again, and no second thread. */
function withoutMemory(scan: (text: string) => unknown): ReadyScanner {
  return { scan, rescan: scan, scanInTwo: scan }
}

const resources = fileURLToPath(new URL('../../resources/phi', import.meta.url))

const startSecond = scanWorkerStarter(new URL('../../src/main/engine/scan-worker.ts', import.meta.url), {
  lexiconFolder: resources,
  isSecond: true,
})

/** Who runs, by the name that the figures carry. Each is loaded in a worker of its own. */
export const contestants = {
  sealpost: {
    finds: 'names, places, dates, numbers and the other Safe Harbor categories, and health context',
    open: async () => {
      await loadLexicon(resources)
      const documentOf = (text: string) => ({ parts: [{ id: 'text', kind: 'text' as const, text }] })
      const draft = createScanner(emptyContext)
      const beside = scanBeside(startSecond())
      return {
        scan: (text) => createScanner(emptyContext).scan(documentOf(text)),
        rescan: (text) => draft.scan(documentOf(text)),
        scanInTwo: (text) => scanFully(documentOf(text), emptyContext, beside),
      }
    },
  },
  '@redactpii/node': {
    finds:
      'five expressions: names after a greeting, e-mail, telephone, cards, SSN; no places, dates, records',
    open: async () => {
      const { Redactor } = await import('@redactpii/node')
      const redactor = new Redactor()
      return withoutMemory((text) => redactor.redact(text))
    },
  },
  compromise: {
    finds: 'people, places, telephone numbers, e-mail and web addresses by grammar',
    open: async () => {
      const { default: nlp } = await import('compromise')
      return withoutMemory((text): unknown => {
        const read = nlp(text)
        const views = [read.people(), read.places(), read.phoneNumbers(), read.emails(), read.urls()]
        return views.map((found): unknown => found.json({ offset: true }))
      })
    },
  },
  '@openredaction/core': {
    finds: 'its default set: several hundred expressions of many countries, names among them',
    open: async () => {
      const { OpenRedaction } = await import('@openredaction/core')
      const redaction = new OpenRedaction()
      return withoutMemory((text) => redaction.detect(text))
    },
  },
} as const satisfies Readonly<Record<string, Contestant>>

export type ContestantName = keyof typeof contestants
