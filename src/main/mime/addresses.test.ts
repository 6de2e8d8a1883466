import { describe, expect, it } from 'vitest'
import { isValidAddress, parseAddressList, parseRecipientInput } from './index.ts'

const shown = (text: string): string[] =>
  parseAddressList(text).addresses.map(({ name, address }) =>
    name === '' ? address : `${name} <${address}>`,
  )

describe('address lists (RFC 5322 3.4, appendix A)', () => {
  it.each([
    ['John Doe <jdoe@machine.example>', ['John Doe <jdoe@machine.example>']],
    ['"Joe Q. Public" <john.q.public@example.com>', ['Joe Q. Public <john.q.public@example.com>']],
    [
      'Mary Smith <mary@x.test>, jdoe@example.org, Who? <one@y.test>',
      ['Mary Smith <mary@x.test>', 'jdoe@example.org', 'Who? <one@y.test>'],
    ],
    [
      '<boss@nil.test>, "Giant; \\"Big\\" Box" <sysservices@example.net>',
      ['boss@nil.test', 'Giant; "Big" Box <sysservices@example.net>'],
    ],
    [
      'A Group:Ed Jones <c@a.test>,joe@where.test,John <jdoe@one.test>;',
      ['Ed Jones <c@a.test>', 'joe@where.test', 'John <jdoe@one.test>'],
    ],
    ['Undisclosed recipients:;', []],
    ['Pete(A nice \\) chap) <pete(his account)@silly.test(his host)>', ['Pete <pete@silly.test>']],
    ['(Empty list)(start)Hidden recipients :(nobody(that I know))  ;', []],
    ['Joe <@node.test,@other.test:joe@where.test>', ['Joe <joe@where.test>']],
    ['john . doe @ example . org', ['john.doe@example.org']],
    ['jdoe@example.org (Jane Doe)', ['Jane Doe <jdoe@example.org>']],
    ['"john doe"@example.org', ['"john doe"@example.org']],
    ['"john"@example.org', ['john@example.org']],
    ['user@[192.0.2.1]', ['user@[192.0.2.1]']],
    ['=?utf-8?Q?J=C3=B6rg?= =?utf-8?Q?_M=2E?= <j@x.test>', ['Jörg M. <j@x.test>']],
    ['"=?utf-8?Q?quoted_=C3=BC?=" <j@x.test>', ['quoted ü <j@x.test>']],
    ['User@EXAMPLE.Org', ['User@example.org']],
    ['', []],
    [' , ,', []],
  ])('%s', (text, expected) => {
    expect(shown(text)).toEqual(expected)
    expect(parseAddressList(text).isMalformed).toBe(false)
  })
})

describe('address spoofing', () => {
  it.each([
    [
      'an encoded address in the name',
      '=?utf-8?Q?a=40good.test?= <x@evil.test>',
      ['a@good.test <x@evil.test>'],
      false,
    ],
    [
      'an encoded comma in the name',
      '=?utf-8?Q?a=40good.test=2C?= <x@evil.test>',
      ['a@good.test, <x@evil.test>'],
      false,
    ],
    [
      'an encoded angle bracket in the address',
      '<=?utf-8?Q?a=40good.test=3E?=@evil.test>',
      ['=?utf-8?Q?a=40good.test=3E?=@evil.test'],
      false,
    ],
    ['a quoted address as local part', '"a@good.test"@evil.test', ['"a@good.test"@evil.test'], false],
    ['two angle addresses', 'A <a@good.test><x@evil.test>', ['A <a@good.test>', 'x@evil.test'], true],
    ['an address in the phrase', 'a@good.test <x@evil.test>', ['a@good.test <x@evil.test>'], false],
    ['text after the address', '<x@evil.test> a@good.test', ['a@good.test <x@evil.test>'], true],
    ['an unclosed bracket', 'A <a@good.test', ['A <a@good.test>'], true],
    ['an unclosed quote', '"A <a@good.test>', ['A <a@good.test> <>'], true],
    ['two at signs', 'a@good.test@evil.test', ['a@good.test@evil.test'], true],
    ['a bidi override', 'A <a@good\u202e.test>', ['A <a@good.test>'], true],
    ['a NUL', 'A <a@good.test\u0000.evil.test>', ['A <a@good.test.evil.test>'], true],
    ['a group around a bare address', 'a@good.test: x@evil.test;', ['a@good.test', 'x@evil.test'], true],
  ])('%s', (_, text, expected, isMalformed) => {
    expect(shown(text)).toEqual(expected)
    expect(parseAddressList(text).isMalformed).toBe(isMalformed)
  })
})

describe('typed recipients', () => {
  it.each([
    ['maria@patient.example', [['', 'maria@patient.example']]],
    ['  Maria Alvarez <maria@patient.example> ', [['Maria Alvarez', 'maria@patient.example']]],
    [
      'a@b.example; "C, D" <c@d.example>,e@f.example\ng@h.example',
      [
        ['', 'a@b.example'],
        ['C, D', 'c@d.example'],
        ['', 'e@f.example'],
        ['', 'g@h.example'],
      ],
    ],
    ['jörg@x.example'.replace('jörg', 'joerg'), [['', 'joerg@x.example']]],
    ['a@münchen.example', [['', 'a@xn--mnchen-3ya.example']]],
    ["o'hara+tag@patient.example", [['', "o'hara+tag@patient.example"]]],
  ])('%s', (input, expected) => {
    expect(parseRecipientInput(input)).toEqual({
      ok: true,
      value: expected.map(([name, address]) => ({ name, address })),
    })
  })

  it.each([
    ['', 'empty'],
    [' ;, ', 'empty'],
    ['maria', 'no-at'],
    ['Maria Alvarez', 'no-at'],
    ['maria@', 'no-domain'],
    ['@patient.example', 'no-local-part'],
    ['maria@patient', 'domain-incomplete'],
    ['maria@patient..example', 'bad-domain'],
    ['maria@-patient.example', 'bad-domain'],
    ['maria@pat_ient.example', 'bad-domain'],
    ['maria@192.0.2.1', 'bad-domain'],
    ['maria@[192.0.2.1]', 'bad-domain'],
    ['maria.@patient.example', 'bad-local-part'],
    ['maria..a@patient.example', 'bad-local-part'],
    ['"maria a"@patient.example', 'bad-local-part'],
    ['märia@patient.example', 'non-ascii-local-part'],
    [`${'a'.repeat(65)}@patient.example`, 'too-long'],
    [
      `a@${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(60)}.${'e'.repeat(60)}.${'f'.repeat(60)}.example`,
      'too-long',
    ],
    ['maria@good.example@evil.example', 'bad-local-part'],
    ['<maria@patient.example', 'unreadable'],
    ['maria alvarez@patient.example', 'unreadable'],
    ['maria@patient.example bob@patient.example', 'unreadable'],
  ])('%s is refused as %s', (input, problem) => {
    expect(parseRecipientInput(input)).toMatchObject({
      ok: false,
      error: { code: 'mime/bad-address', detail: { problem } },
    })
  })

  it('names the entry that is wrong', () => {
    expect(parseRecipientInput('a@b.example, oops, c@d.example')).toMatchObject({
      error: { detail: { input: 'oops', problem: 'no-at' } },
    })
  })

  it('isValidAddress agrees', () => {
    expect(isValidAddress('maria@patient.example')).toBe(true)
    expect(isValidAddress('maria@patient.example\r\nBcc: x@y.example')).toBe(false)
    expect(isValidAddress('maria@patient.example ')).toBe(false)
  })
})
