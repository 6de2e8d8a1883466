import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { lexiconFolder, loadResourcesForTests } from '../../../../test/support/phi/lexicon.ts'
import { takePart, type ScanBeside, type SharedWork, shareOut } from '../document/shared-scan.ts'
import { createScanner, scanFully } from '../index.ts'
import { lexicon } from '../lexicon/loaded.ts'
import { practiceRulesOf } from '../practice/practice-rules.ts'
import { emptyContext, type ScanContext, type ScanDocument } from '../types.ts'
import { scanBeside } from './second-thread.ts'
import { scanWorkerStarter } from './start-worker.ts'

beforeAll(loadResourcesForTests)

const start = scanWorkerStarter(new URL('../../engine/scan-worker.ts', import.meta.url), {
  lexiconFolder,
  isSecond: true,
})
const worker = start()
const beside = scanBeside(worker)
afterAll(() => worker.terminate())

const context: ScanContext = {
  ...emptyContext,
  patients: [{ name: 'Tamsin Okonjo', mrn: 'HC-20417', dob: '1984-03-09' }],
}

/** Letters, and a table that is cut and read with its head again; long enough for two threads. */
function largeText(): string {
  const letters = Array.from({ length: 700 }, (_, letter) =>
    [
      `Dear Dr. Harlan Voss, Tamsin Okonjo (HC-20417) was seen on March ${String((letter % 28) + 1)}, 2026.`,
      `She takes sertraline ${String(letter)} mg. Call 512-555-${String(1000 + letter)}. Voss agrees.`,
    ].join('\n\n'),
  )
  const rows = Array.from(
    { length: 1_200 },
    (_, row) => `Okafor ${String(row)},4471${String(row)},03/04/1980`,
  )
  return [...letters, ['Name,MRN,DOB', ...rows].join('\n')].join('\n\n')
}

const text = largeText()
const document: ScanDocument = { parts: [{ id: 'text', kind: 'text', text }] }

let asked = 0

/** Leaves this thread none of the work but what comes after the first paragraphs. */
function givingAway(share: number): ScanBeside {
  return (work, ofPractice) => {
    asked++
    const given = work.paragraphs.slice(0, Math.floor((work.paragraphs.length * share) / 16) * 16)
    Atomics.store(work.taken, 0, given.length)
    return beside(shareOut(given), ofPractice)
  }
}

describe('the scan in two threads', () => {
  it.each([0, 0.5, 1])('finds the same where the second thread scans %f of the paragraphs', async (share) => {
    const alone = await scanFully(document, context)
    expect(alone.findings.length).toBeGreaterThan(1_000)
    asked = 0
    expect(await scanFully(document, context, givingAway(share))).toEqual(alone)
    expect(asked).toBe(1)
  })

  it('finds the same typed on, in one piece, and in two threads', async () => {
    const draft = createScanner(context)
    for (const length of [text.length - 2, text.length - 1])
      draft.scan({ parts: [{ id: 'text', kind: 'text', text: text.slice(0, length) }] })
    const typed = draft.scan(document)
    expect(await scanFully(document, context, beside)).toMatchObject(typed)
    expect(createScanner(context).scan(document)).toEqual(typed)
  })

  it('takes each paragraph once, whoever takes it', async () => {
    const work = shareOut(text.split('\n\n'))
    const theirs = beside(work, context)
    const ours = takePart(work, lexicon(), practiceRulesOf(context))
    const rows = [...ours, ...(await theirs)].sort((a, b) => a.from - b.from)
    expect(rows.flatMap(({ scans }) => scans)).toEqual(scansOf(work))
  })

  it('goes on alone when the second thread ends, under way or before', async () => {
    const ending = start()
    const other = scanBeside(ending)
    const share = other(shareOut(['Maria Lopez']), emptyContext)
    await ending.terminate()
    expect(await share).toEqual([])
    expect(await scanFully(document, context, other)).toEqual(await scanFully(document, context))
  })

  it('asks no second thread about a short text', async () => {
    const short: ScanDocument = { parts: [{ id: 'text', kind: 'text', text: 'MRN 4471902' }] }
    const { findings } = await scanFully(short, context, () => Promise.reject(new Error('asked')))
    expect(findings).toHaveLength(1)
  })
})

function scansOf({ paragraphs }: SharedWork) {
  return takePart(shareOut(paragraphs), lexicon(), practiceRulesOf(context)).flatMap(({ scans }) => scans)
}
