import { describe, expect, it } from 'vitest'
import { leastCpuMs } from '../../../test/support/cpu-time.ts'
import { readHtmlWords } from './same-words.ts'

describe('plain text beside HTML', () => {
  it.each([
    ['in other marks', '* One\n* Two', '<ul><li>One<li>Two</ul>'],
    ['with words cut by tags', 'Dear Jo', 'D<b>ea</b>r Jo'],
    ['with entities', 'Jo & Al said "no" – é', 'Jo &amp; Al said &quot;no&quot; &#8211; &#xe9;'],
    [
      'with addresses written out',
      'Read it <https://a.example/x?y=1>.',
      '<a href="https://a.example/x?y=1">Read it</a>.',
    ],
    ['with the place of a picture', 'See [cid:image001.png@01DA]', 'See <img src="cid:image001.png@01DA">'],
    [
      'with style, title and comments',
      'Hello',
      '<head><title>T</title></head><style>p{}</style><!-- x --><p>hello</p>',
    ],
  ])('%s says the same', (_case, plain, html) => {
    expect(readHtmlWords(html).areThoseOf(plain)).toBe(true)
  })

  it.each([
    ['another amount', 'Pay 10', '<p>Pay 9000</p>'],
    ['one word more', 'Pay 10', '<p>Do not pay 10</p>'],
    ['one word less', 'Do not pay 10', '<p>Pay 10</p>'],
    ['another order', 'Pay Jo, not Al', '<p>Pay Al, not Jo</p>'],
    ['a stub', 'Your program shows no HTML.', '<p>Our bank details have changed</p>'],
    ['what a comment left open hides', 'Pay 10', 'Pay <!-- 10'],
    ['letters as entities that aren’t known here', 'Café', 'Caf&eacute;'],
  ])('with %s is read from the HTML', (_case, plain, html) => {
    expect(readHtmlWords(html).areThoseOf(plain)).toBe(false)
  })

  it.each([
    ['<html><body>&nbsp;<br></body></html>', true],
    ['<style>p{color:red}</style><title>Mail</title>', true],
    ['<img src="cid:a">', false],
    ['<p>x</p>', false],
  ])('%s alone shows nothing: %s', (html, isBlank) => {
    expect(readHtmlWords(html).isBlank()).toBe(isBlank)
  })

  it.each([
    ['tags left open', '<'.repeat(1_000_000)],
    ['comments left open', '<!--'.repeat(250_000)],
    ['styles left open', '<style>'.repeat(150_000)],
    ['heads left open', '<head '.repeat(150_000)],
    ['entities left open', '&#'.repeat(500_000)],
    ['places of pictures left open', '[cid:'.repeat(200_000)],
  ])('takes linear time on %s', async (_case, hostile) => {
    expect(await leastCpuMs(1, () => readHtmlWords(hostile).areThoseOf(hostile))).toBeLessThan(6000)
  })
})
