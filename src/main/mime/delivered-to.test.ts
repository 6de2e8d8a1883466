import { expect, it } from 'vitest'
import { readDeliveredTo } from './delivered-to.ts'
import { parseMessage } from './parse.ts'

const read = (header: string) => {
  const tree = parseMessage(new TextEncoder().encode(`${header}\r\nSubject: x\r\n\r\nText\r\n`))
  if (!tree.ok) throw new Error(tree.error.code)
  return readDeliveredTo(tree.value)
}

it('reads for whom hosts took a message in, the last host first', () => {
  expect(
    read('Delivered-To: Office@Hope.test\r\nDelivered-To: <list@hope.test>\r\nX-Original-To: r@hope.test'),
  ).toEqual(['office@hope.test', 'list@hope.test', 'r@hope.test'])
  expect(read('To: office@hope.test')).toEqual([])
  expect(read('Delivered-To: no address at all')).toEqual([])
})
