import { describe, expect, it } from 'vitest'
import { card, lines, open, people, withAddressBook } from '../../../../test/support/address-book.ts'
import { cpuMs } from '../../../../test/support/cpu-time.ts'
import { valueOf } from '../../../../test/support/store.ts'
import { bookLimits } from './limits.ts'

withAddressBook()

describe('hostile files', () => {
  const many = (count: number, line: (index: number) => string) =>
    Array.from({ length: count }, (_, index) => line(index)).join('\r\n')
  it.each<readonly [string, () => string | Uint8Array, string]>([
    ['17 MB', () => new Uint8Array(17 * 1024 * 1024), 'import/too-large'],
    ['10 MB of zeros', () => new Uint8Array(10 * 1024 * 1024), 'import/not-contacts'],
    ['10 MB of one letter', () => 'A'.repeat(10 * 1024 * 1024), 'import/not-contacts'],
    [
      'a picture',
      () => Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d]),
      'import/not-contacts',
    ],
    ['prose', () => 'Dear Maria\n\nthank you for\nyour letter.\n', 'import/not-contacts'],
    ['nothing', () => '', 'import/not-contacts'],
    ['a head alone', () => 'Name,Email\r\n', 'import/empty'],
    [
      '100,000 lines',
      () => `Name,Email\r\n${many(100_000, (n) => `N${String(n)},n${String(n)}@x.example`)}`,
      'import/too-many',
    ],
    ['100,000 cards', () => many(100_000, () => 'BEGIN:VCARD\r\nFN:N\r\nEND:VCARD'), 'import/too-many'],
    [
      'a broken quote on each of 100,000 lines',
      () => many(100_000, (n) => `"Name"x,"${String(n)}`),
      'import/not-contacts',
    ],
    ['10,000 columns', () => `${many(1, () => 'Name,'.repeat(10_000))}\r\n`, 'import/not-contacts'],
  ])('%s: refused with its reason, quickly', async (_what, content, code) => {
    const before = cpuMs()
    expect(await open(content())).toMatchObject({ ok: false, error: { code } })
    expect(cpuMs() - before).toBeLessThan(5000)
    expect(people()).toEqual([])
  })

  it('100,000 cards one inside the other are one unfinished card', async () => {
    const preview = valueOf(await open('BEGIN:VCARD\r\n'.repeat(100_000)))
    expect(preview.problems).toMatchObject([{ line: 1, problem: 'unfinished' }])
  })

  it('a line of 10 MB, folded 100,000 times, is left out unread', async () => {
    const picture = `PHOTO:${`${'A'.repeat(100)}\r\n `.repeat(100_000)}A`
    const name = `FN:${'A'.repeat(100_000)}`
    const preview = valueOf(
      await open(
        card('VERSION:4.0', 'FN:Rosa', 'EMAIL:rosa@post.example', picture) +
          card('VERSION:4.0', name, 'EMAIL:long@post.example'),
      ),
    )
    expect(preview.people).toMatchObject([{ name: 'Rosa' }])
    expect(preview.problems).toMatchObject([{ problem: 'too-long' }])
  })

  it('a record that never ends stops at its limit', async () => {
    const text = `Name,Email\r\nRosa,rosa@post.example\r\n"${'x'.repeat(bookLimits.recordChars * 2)}`
    expect(valueOf(await open(text))).toMatchObject({ counts: { new: 1, unreadable: 1 } })
  })

  it.each([
    ['a line break in a name', lines('Name,Email', '"Rosa\r\nBcc: eve@evil.example",rosa@post.example')],
    ['a line break in an address', lines('Name,Email', 'Rosa,"rosa@post.example\r\nBcc: eve@evil.example"')],
    [
      'an escaped line break in a card',
      card('VERSION:4.0', 'FN:Rosa\\nBcc: eve@evil.example', 'EMAIL:rosa@post.example'),
    ],
    [
      'an escaped line break in an address',
      card('VERSION:4.0', 'FN:Rosa', 'EMAIL:rosa@post.example\\nRCPT TO:<eve@evil.example>'),
    ],
    ['text that runs backwards', lines('Name,Email', 'Rosa\u202e,rosa@post.example')],
    ['a hidden letter in an address', lines('Name,Email', 'Rosa,ro\u200bsa@post.example')],
  ])('%s is refused', async (_what, text) => {
    const preview = valueOf(await open(text))
    expect(preview.counts).toMatchObject({ new: 0, unreadable: 1 })
    expect(preview.problems).toMatchObject([{ problem: 'unsafe-characters' }])
  })

  it('the same without them is taken', async () => {
    expect(valueOf(await open(lines('Name,Email', '"Rosa",rosa@post.example')))).toMatchObject({
      counts: { new: 1 },
    })
  })
})
