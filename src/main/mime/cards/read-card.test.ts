import { expect, it } from 'vitest'
import { readContent } from '../content.ts'
import { limits } from '../limits.ts'
import { parseMessage } from '../parse.ts'
import { readCard } from './read-card.ts'

/** The card of a message that is a file of another one, as base64. */
function cardOf(message: string) {
  const type = 'Content-Type: application/octet-stream; name="x.eml"'
  const raw = `Subject: Around\r\n${type}\r\nContent-Transfer-Encoding: base64\r\n\r\n`
  const tree = parseMessage(Buffer.from(raw + Buffer.from(message).toString('base64')))
  if (!tree.ok) throw new Error(tree.error.code)
  const [file] = readContent(tree.value).attachments
  return file === undefined ? null : readCard(tree.value, file)
}

it('P2: nothing of the body of an attached message is parsed for its card, and of its head a bounded piece', () => {
  const head = 'Subject: Visit\r\nFrom: maria@patient.example\r\n'
  const visit = { kind: 'message', title: 'Visit', from: { address: 'maria@patient.example' } }
  expect(cardOf(`${head}\r\nText`)).toMatchObject(visit)
  // A parser that reads on refuses it for its parts.
  const bomb = `Content-Type: multipart/mixed; boundary=b\r\n\r\n${'--b\r\n\r\n'.repeat(limits.maxParts + 1)}`
  expect(cardOf(head + bomb)).toMatchObject(visit)
  expect(cardOf((head + bomb).replaceAll('\r\n', '\n'))).toMatchObject(visit)
  const long = `X-A: ${'a'.repeat(limits.maxCardHeadBytes)}\r\n`
  expect(cardOf(`Date: x\r\n${long}${head}\r\n`)).toMatchObject({ kind: 'message', title: '', from: null })
  expect(cardOf(`Subject: Visit\r\nFrom: ${'a@b.example, '.repeat(1_000)}\r\n\r\n`)).toMatchObject({
    title: 'Visit',
    from: null,
  })
})
