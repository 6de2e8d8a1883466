import { describe, expect, it } from 'vitest'
import { textOfBeginning } from './beginning.ts'
import { readContent } from './content.ts'
import { parseMessage } from './parse.ts'
import type { MessageTree } from './tree.ts'

const file = `${'A'.repeat(76)}\r\n`.repeat(40)
const pdf = ['Content-Type: application/pdf', 'Content-Disposition: attachment; filename=a.pdf', '', file]
const plain = ['Content-Type: text/plain', '', 'See you on Tuesday.']
const html = ['Content-Type: text/html', '', '<p>See you on <b>Tuesday</b>.</p>']

function container(type: string, boundary: string, ...parts: readonly (readonly string[])[]): string[] {
  return [
    `Content-Type: multipart/${type}; boundary=${boundary}`,
    '',
    ...parts.flatMap((part) => [`--${boundary}`, ...part]),
    `--${boundary}--`,
    '',
  ]
}
const mail = (root: readonly string[]) =>
  Buffer.from(['From: m@mail.example', 'MIME-Version: 1.0', ...root, ''].join('\r\n'))

const alternative = container('alternative', 'a', plain, html)
const mails = {
  'text, then a file': container('mixed', 'm', plain, pdf),
  'both forms, then a file': container('mixed', 'm', alternative, pdf),
  'HTML with its pictures, then a file': container('mixed', 'm', container('related', 'r', html, pdf), pdf),
  'the form that counts holds the file': container(
    'alternative',
    'a',
    plain,
    container('mixed', 'm', html, pdf),
  ),
  'the root of what belongs together stands last': container('related; start="<it>"', 'r', pdf, [
    'Content-ID: <it>',
    ...html,
  ]),
  'a file, then the text': container('mixed', 'm', pdf, plain),
  'text alone': plain,
} as const

function read(bytes: Uint8Array): MessageTree {
  const parsed = parseMessage(bytes)
  if (!parsed.ok) throw new Error(parsed.error.code)
  return parsed.value
}

describe('the beginning of a message, cut anywhere', () => {
  it.each(Object.entries(mails))('says of no part of the text that it is all: %s', (_name, root) => {
    const whole = mail(root)
    const { text, html: forms } = readContent(read(whole))
    for (let cut = 1; cut < whole.length; cut += 1) {
      const tree = read(whole.subarray(0, cut))
      if (textOfBeginning(tree) === 'whole') {
        const content = readContent(tree)
        expect({ cut, text: content.text, html: content.html }).toEqual({ cut, text, html: forms })
      }
    }
  })

  it.each([
    ['text, then a file', 'whole'],
    ['both forms, then a file', 'whole'],
    ['HTML with its pictures, then a file', 'whole'],
    ['the form that counts holds the file', 'some'],
    ['the root of what belongs together stands last', 'none'],
    ['a file, then the text', 'none'],
    ['text alone', 'none'],
  ] as const)('knows, in the middle of the first file: %s', (name, expected) => {
    const whole = mail(mails[name])
    const cut = name === 'text alone' ? whole.length - 4 : whole.indexOf('AAAA') + 900
    expect(textOfBeginning(read(whole.subarray(0, cut)))).toBe(expected)
  })
})
