import { describe, expect, it } from 'vitest'
import { exchangeSignature, signatureOf, withSignature } from './signature.ts'

describe('the signature', () => {
  it('is the account’s own, else the practice’s; an empty one of its own is none', () => {
    expect(signatureOf({ signature: 'Office' }, 'Dr. Rivera')).toBe('Office')
    expect(signatureOf({ signature: null }, 'Dr. Rivera')).toBe('Dr. Rivera')
    expect(signatureOf({ signature: '' }, 'Dr. Rivera')).toBe('')
  })

  const rows: [string, string, string, string, string][] = [
    [
      'takes the place of the other’s',
      withSignature('<p></p>', 'A'),
      'A',
      'B & C',
      '<p></p><p>-- <br>B &amp; C</p>',
    ],
    ['keeps what was written', '<p>Hello</p><p>-- <br>A</p>', 'A', 'B', '<p>Hello</p><p>-- <br>B</p>'],
    ['goes where there is none any more', '<p>Hello</p><p>-- <br>A</p>', 'A', '', '<p>Hello</p>'],
    ['comes where there was none', '<p></p>', '', 'B', '<p></p><p>-- <br>B</p>'],
    [
      'leaves alone what the writer changed',
      '<p>Hello</p><p>-- <br>Ana</p>',
      'A',
      'B',
      '<p>Hello</p><p>-- <br>Ana</p>',
    ],
    ['is text, whatever it holds', '<p>-- <br>A</p>', 'A', '$& <b>', '<p>-- <br>$&amp; &lt;b&gt;</p>'],
  ]
  it.each(rows)('of another account %s', (_what, html, before, after, expected) => {
    expect(exchangeSignature(html, before, after)).toBe(expected)
  })
})
