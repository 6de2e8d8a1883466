import { afterEach, describe, expect, it } from 'vitest'
import { startBoundedWorker } from '../mime/index.ts'
import { createSpeller, type Speller, type StartSpelling } from './speller.ts'

const starterOf =
  (file: URL): StartSpelling =>
  (heapMb) =>
    startBoundedWorker(file, heapMb)
const startWorker = starterOf(new URL('../engine/spelling-worker.ts', import.meta.url))
const startOf = (code: string) => starterOf(new URL(`data:text/javascript,${encodeURIComponent(code)}`))
const unavailable = { ok: false, error: { code: 'spelling/unavailable' } }
let speller: Speller | undefined
afterEach(async () => speller?.close())

function spellerOver(start: StartSpelling, answerMs?: number) {
  let started = 0
  const counted: StartSpelling = (heapMb) => {
    started += 1
    return start(heapMb)
  }
  speller = createSpeller(counted, answerMs)
  return { ask: speller.ask, close: speller.close, started: () => started }
}

describe('the thread that checks', () => {
  it('starts with the first question, and answers each with its own words', async () => {
    const { ask, started } = spellerOver(startWorker)
    expect(started()).toBe(0)
    const answers = await Promise.all([
      ask(['en'], { kind: 'check', words: ['recieve', 'letter'] }),
      ask(['es'], { kind: 'check', words: ['letter', 'carta'] }),
      ask(['en'], { kind: 'suggest', word: 'recieve' }),
      ask(['en', 'es'], { kind: 'check', words: ['letter', 'carta'] }),
    ])
    expect(answers.map((answer) => answer.ok && answer.value)).toEqual([
      ['recieve'],
      ['letter'],
      expect.arrayContaining(['receive']) as unknown,
      [],
    ])
    expect(started()).toBe(1)
  })

  it('is started anew after it ended', async () => {
    const { ask, started } = spellerOver(startOf('process.exit(1)'))
    expect(await ask(['en'], { kind: 'check', words: ['one'] })).toEqual(unavailable)
    expect(await ask(['en'], { kind: 'check', words: ['one'] })).toEqual(unavailable)
    expect(started()).toBe(2)
  })

  it('is given up where it does not answer', async () => {
    const { ask } = spellerOver(startOf('setInterval(() => {}, 1000)'), 50)
    expect(await ask(['en'], { kind: 'suggest', word: 'one' })).toEqual(unavailable)
  })

  it('ends with the lock, which answers what was asked', async () => {
    const { ask, close, started } = spellerOver(startWorker)
    const asked = ask(['en'], { kind: 'check', words: ['recieve'] })
    await close()
    const locked = { ok: false, error: { code: 'vault/locked' } }
    expect(await asked).toEqual(locked)
    expect(await ask(['en'], { kind: 'check', words: ['recieve'] })).toEqual(locked)
    expect(started()).toBe(1)
  })
})
