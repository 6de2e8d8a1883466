import { describe, expect, it } from 'vitest'
import { readReplyPageAddress } from './reply-page-address.ts'

describe('the address of a reply page', () => {
  it.each([
    ['https://rivera.example/reply.html', 'https://rivera.example/reply.html'],
    ['  HTTPS://Rivera.Example/Reply.html\n', 'https://rivera.example/Reply.html'],
    ['https://rivera.example', 'https://rivera.example/'],
    ['https://rivera.example:8443/a/../reply', 'https://rivera.example:8443/reply'],
    ['https://clínica.example/página.html', 'https://xn--clnica-4va.example/p%C3%A1gina.html'],
  ])('%j is written as %s', (typed, written) => {
    expect(readReplyPageAddress(typed)).toBe(written)
  })

  it.each([
    ['nothing', ''],
    ['no scheme', 'rivera.example/reply.html'],
    ['http', 'http://rivera.example/reply.html'],
    ['a script', 'javascript:alert(1)'],
    ['a file', 'file:///home/reply.html'],
    ['a name and password', 'https://rivera.example:x@evil.example/reply.html'],
    ['a query', 'https://rivera.example/reply.html?patient=7'],
    ['an empty query', 'https://rivera.example/reply.html?'],
    ['a fragment', 'https://rivera.example/reply.html#7'],
    ['a line break', 'https://rivera.example/a\r\nEvil: 1'],
    ['a space', 'https://rivera.example/a b'],
    ['a backslash', 'https://rivera.example\\@evil.example/'],
    ['a hidden turn of direction', 'https://rivera.example/\u202elmth.ylper'],
    ['no name of a host', 'https:///reply.html'],
    ['a host of this computer', 'https://localhost/reply.html'],
    ['an address in numbers', 'https://192.0.2.7/reply.html'],
    ['another one', 'https://[2001:db8::7]/reply.html'],
    ['201 characters', `https://rivera.example/${'a'.repeat(178)}`],
  ])('has no %s', (_what, typed) => {
    expect(readReplyPageAddress(typed)).toBeNull()
  })
  it('may have 200 characters', () => {
    expect(readReplyPageAddress(`https://rivera.example/${'a'.repeat(177)}`)).toHaveLength(200)
  })
})
