import { fileURLToPath } from 'node:url'
import { createScanner, emptyContext, loadLexicon, scan } from '../src/main/phi/index.ts'
import { readOwnTexts, readSet } from '../scripts/phi/own-texts.ts'
import { hostileInputs } from '../test/support/phi/hostile-inputs.ts'
import type { Bench, BenchResult } from './bench.ts'

const resources = fileURLToPath(new URL('../resources/phi', import.meta.url))
const documentSize = 1024 * 1024
const draftSize = 20 * 1024
const sizes = [5_000, 50_000, 500_000] as const

function scanOnce(text: string): number {
  const start = performance.now()
  scan({ parts: [{ id: 'text', kind: 'text', text }] }, emptyContext)
  return performance.now() - start
}

function quantile(times: readonly number[], share: number): number {
  const sorted = [...times].sort((a, b) => a - b)
  return Number((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(3))
}

/** A pseudo-random sequence, the same in every run. */
function sequence(seed: number): () => number {
  let state = seed
  return () => (state = (state * 1_103_515_245 + 12_345) % 2 ** 31) / 2 ** 31
}

/** One megabyte of clinical prose in which no paragraph occurs twice: remembered paragraphs would flatter the figure. */
function megabyte(): string {
  const next = sequence(7)
  const sentences = [
    ...readSet('health-sections'),
    ...readOwnTexts('notes'),
    ...readOwnTexts('mail'),
  ].flatMap(({ text }) => text.split(/(?<=\.)\s+/))
  const paragraphs: string[] = []
  for (let length = 0; length < documentSize;) {
    const chosen = Array.from({ length: 8 }, () => sentences[Math.floor(next() * sentences.length)] ?? '')
    const paragraph = chosen.join(' ')
    paragraphs.push(paragraph)
    length += paragraph.length + 2
  }
  return paragraphs.join('\n\n').slice(0, documentSize)
}

function throughput(): Record<string, number> {
  const text = megabyte()
  for (let round = 0; round < 5; round++) scanOnce(text)
  const times = Array.from({ length: 9 }, () => scanOnce(text))
  const median = quantile(times, 0.5)
  return {
    scan1MbMedianMs: median,
    scan1MbBestMs: quantile(times, 0),
    throughputMbPerS: Number((1_000 / median).toFixed(1)),
  }
}

/** Keystrokes at a place in the middle of a draft. */
function rescans(): Record<string, number> {
  const draft = megabyte().slice(0, draftSize)
  const scanner = createScanner(emptyContext)
  const typed = 'Maria called about her next appointment on March 3. '.repeat(10)
  const times: number[] = []
  for (let length = 0; length < typed.length; length++) {
    const text = draft.slice(0, draftSize / 2) + typed.slice(0, length) + draft.slice(draftSize / 2)
    const start = performance.now()
    scanner.scan({ parts: [{ id: 'text', kind: 'text', text }] })
    if (length >= 100) times.push(performance.now() - start)
  }
  return { rescan20KbP50Ms: quantile(times, 0.5), rescan20KbP99Ms: quantile(times, 0.99) }
}

/** The worst growth of time over ten times the size, and the slowest 50 KB. */
function hostileGrowth(): Record<string, number | string> {
  let worst = { name: '', growth: 0 }
  let slowest = { name: '', ms: 0 }
  for (const [name, make] of Object.entries(hostileInputs)) {
    const [, middle = 0, large = 0] = sizes.map((size) => {
      const text = make(size)
      return Math.min(...Array.from({ length: 4 }, () => scanOnce(text)))
    })
    // Below half a millisecond the clock decides, not the scan.
    const growth = large / Math.max(middle, 0.5)
    if (growth > worst.growth) worst = { name, growth }
    if (middle > slowest.ms) slowest = { name, ms: middle }
  }
  return {
    hostileInputs: Object.keys(hostileInputs).length,
    hostileWorstGrowth50To500Kb: Number(worst.growth.toFixed(1)),
    hostileWorstGrowthInput: worst.name,
    hostileSlowest50KbMs: Number(slowest.ms.toFixed(2)),
    hostileSlowest50KbInput: slowest.name,
  }
}

/** Throughput on 1 MB, rescan after a keystroke in a 20 KB draft, growth on hostile inputs. */
export const bench: Bench = {
  name: 'phi',
  run: async (): Promise<BenchResult> => {
    const start = performance.now()
    await loadLexicon(resources)
    const loadMs = Number((performance.now() - start).toFixed(1))
    return {
      figures: { lexiconLoadMs: loadMs, ...throughput(), ...rescans(), ...hostileGrowth() },
      ratios: {},
    }
  },
}
