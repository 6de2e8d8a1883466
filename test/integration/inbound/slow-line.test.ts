import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { startLab, type Lab } from '../../../e2e/lab/index.ts'
import { prose } from '../../../bench/mails/words.ts'
import { openOtherProgram, plainMail } from '../../support/lab-client.ts'
import { openLivePractice, type LivePractice } from '../../support/live-practice.ts'
import { seededRandom } from '../../support/random.ts'
import { startTcpGate, type TcpGate } from '../../support/tcp-gate.ts'

const messages = 150
const textBytes = 30_000
const mailBytes = messages * textBytes

let lab: Lab
const opened: { readonly practice: LivePractice; readonly gate: TcpGate }[] = []

beforeAll(async () => {
  lab = await startLab({ broken: false })
  const owner = lab.people.rivera
  const other = await openOtherProgram(lab, owner)
  const random = seededRandom(1)
  for (let index = 0; index < messages; index += 1) {
    const text = prose(textBytes, random)
    await other.append('INBOX', plainMail({ subject: `Letter ${index}`, text }, owner.address))
  }
  await other.logout()
})
afterAll(() => lab.stop())
afterEach(async () => {
  for (const { practice, gate } of opened.splice(0)) {
    await practice.stop()
    await gate.close()
  }
})

/** @returns how many bytes the server has said over each connection */
async function bytesOver(bytesPerSecond: number): Promise<readonly number[]> {
  const gate = await startTcpGate(lab.imap.implicit.port)
  gate.slowTo(bytesPerSecond)
  const practice = await openLivePractice(lab, { imap: { ...lab.imap.implicit, port: gate.port } })
  opened.push({ practice, gate })
  practice.inbound.start()
  await practice.until(() => practice.inbound.connection().state === 'online', 60_000)
  expect(practice.rows('inbox')).toHaveLength(messages)
  return gate.serverBytes()
}

it('brings a backlog compressed over a slow line, and everything after it as it is', async () => {
  const [plain = 0, compressed = 0, daily = 0, ...others] = await bytesOver(400_000)
  expect(plain).toBeGreaterThan(mailBytes * 0.2)
  expect(compressed).toBeGreaterThan(mailBytes * 0.1)
  expect(plain + compressed).toBeLessThan(mailBytes * 0.9)
  expect(daily).toBeGreaterThan(0)
  expect(daily).toBeLessThan(50_000)
  expect(others).toEqual([])
})

it('asks for nothing on a fast line', async () => {
  const [first = 0, ...others] = await bytesOver(Infinity)
  expect(first).toBeGreaterThan(mailBytes)
  expect(others).toEqual([])
})
