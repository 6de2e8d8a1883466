import { parentPort, workerData } from 'node:worker_threads'
import { contestants, type Contestant, type ContestantName } from './contestants.ts'
import type { Task, Timed } from './contest.ts'

const port = parentPort
if (port === null) throw new Error('runs in a worker of contest.ts')
const contestant: Contestant = contestants[(workerData as { readonly name: ContestantName }).name]
const scanner = await contestant.open()

port.on('message', (task: Task) => {
  void run(task).then((timed) => {
    port.postMessage(timed)
  })
})
port.postMessage('ready')

/** Goes over the texts again and again, at least once, until the rounds or the time are used up. */
async function run({ kind, texts, rounds, budgetMs }: Task): Promise<Timed> {
  const times: number[][] = texts.map(() => [])
  const start = performance.now()
  const isOver = (): boolean => performance.now() - start > budgetMs
  for (let round = 0; round < rounds && !(round > 0 && isOver()); round++) {
    for (const [index, text] of texts.entries()) {
      if (index > 0 && isOver()) break
      const before = performance.now()
      await scanner[kind](text)
      times[index]?.push(performance.now() - before)
    }
  }
  return times.filter((one) => one.length > 0)
}
