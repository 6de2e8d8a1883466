import { fileURLToPath } from 'node:url'
import {
  emptyContext,
  loadLexicon,
  scan,
  type Finding,
  type ScanContext,
  type ScanResult,
} from '../../../src/main/phi/index.ts'

const folder = fileURLToPath(new URL('../../../resources/phi', import.meta.url))

/** Loads the words of this checkout; call it in `beforeAll`. */
export function loadTestLexicon(): Promise<void> {
  return loadLexicon(folder)
}

export function scanText(text: string, context: ScanContext = emptyContext): ScanResult {
  return scan({ parts: [{ id: 'text', kind: 'text', text }] }, context)
}

/** Findings as "LABEL value", in order. */
export function described(text: string, findings: readonly Finding[]): string[] {
  return findings.map(({ label, start, end }) => `${label} ${text.slice(start, end)}`)
}
