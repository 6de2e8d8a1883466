import { execFileSync } from 'node:child_process'
import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { limits } from '../../../src/main/mime/index.ts'
import { mailBombs } from '../../support/mail-bombs.ts'

const arrivalSchema = z.object({
  name: z.string(),
  subject: z.string(),
  sender: z.string(),
  state: z.enum(['stored', 'too-complex']),
  wholeMs: z.number(),
  tookBytes: z.number(),
})
type Arrival = z.infer<typeof arrivalSchema>

const arrivals = new Map<string, Arrival>()
beforeAll(() => {
  // The heap of the threads that read mail.
  const flags = [`--max-old-space-size=${limits.readerHeapMb}`, '--expose-gc']
  const out = execFileSync(process.execPath, [...flags, 'test/support/receive-bombs.ts'], {
    encoding: 'utf8',
  })
  for (const line of out.trim().split('\n')) {
    const arrival = arrivalSchema.parse(JSON.parse(line))
    arrivals.set(arrival.name, arrival)
  }
}, 240_000)

/** Of the postmaster, whose notices are looked into. */
const fromHost: ReadonlySet<string> = new Set(['dashes where a bounce is looked for'])

describe('P2: mail made to use up time or memory', () => {
  it.each(Object.keys(mailBombs))('%s: is listed by its head, within five seconds and 500 MB', (name) => {
    const arrival = arrivals.get(name)
    expect(arrival).toMatchObject({
      subject: 'Bomb',
      sender: fromHost.has(name) ? 'MAILER-DAEMON@x.example' : 'maria@patient.example',
    })
    // Processor time of the whole way, twice over (for the list and for the reader): a busy machine fails no test.
    expect(arrival?.wholeMs).toBeLessThan(5_000)
    // Beside the 160 MB that the process holds before the first of them.
    expect(arrival?.tookBytes).toBeLessThan(340 * 1024 * 1024)
  })

  it('are many, and not each is refused', () => {
    expect(arrivals.size).toBeGreaterThanOrEqual(50)
    const states = [...arrivals.values()].map(({ state }) => state)
    expect(states).toContain('too-complex')
    expect(states).toContain('stored')
  })
})
