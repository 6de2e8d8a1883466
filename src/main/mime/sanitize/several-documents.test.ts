import { describe, expect, it } from 'vitest'
import { limits } from '../limits.ts'
import { sanitizeHtml } from './index.ts'

const options = { scheme: 'light', inlineImage: () => null, remoteImages: 'blocked' } as const

/** What stands in the second part's element, and the style sheet. */
function secondOf(first: string, second: string): { part: string; css: string } {
  const shown = sanitizeHtml([first, second], options)
  const html = shown.ok ? shown.value.html : ''
  const part = /<hr ?\/?><div><div class="sp-part-2">(.*)<\/div><\/div><\/div><\/body>/s.exec(html)?.[1] ?? ''
  return { part, css: [...html.matchAll(/<style>(.*?)<\/style>/gs)].at(-1)?.[1] ?? '' }
}

describe('a mail of several HTML parts', () => {
  it.each([
    ['a comment', '<p>One</p><!-- '],
    ['a style sheet', '<p>One</p><style>'],
    ['a text field', '<p>One</p><textarea>'],
    ['plain text to the end', '<p>One</p><plaintext>'],
    ['an attribute', '<p>One</p><p title="'],
    ['a hidden block', '<p>One</p><div style="display:none">'],
    ['a table', '<p>One</p><table><tr><td>'],
  ])('isn’t swallowed by %s that a part before leaves open', (_attack, first) => {
    expect(secondOf(first, '<p>Two</p>').part).toBe('<p>Two</p>')
  })

  it.each(['div{display:none}', 'body{display:none}', 'body ~ *{display:none}', '*{display:none}'])(
    'isn’t styled by the part before: %s',
    (rule) => {
      const { part, css } = secondOf(`<style>${rule}</style>One`, 'Two')
      expect(part).toBe('Two')
      expect(css).toContain('display:none')
      expect(css).toMatch(/^\.sp-part-1/)
      expect(css).not.toContain('sp-part-2')
    },
  )

  it('keeps each part’s own styles, and numbers links through', () => {
    const link = '<a href="https://a.example/">a</a>'
    const { part, css } = secondOf(
      `<style>p{color:red}</style>${link}`,
      `<style>p{color:blue}</style>${link}`,
    )
    expect(css).toContain('.sp-part-1 p{color:red}')
    expect(css).toContain('.sp-part-2 p{color:blue}')
    expect(part).toContain('data-link="1"')
  })

  it('of one part stays as it was', () => {
    expect(sanitizeHtml(['<p>One</p>'], options)).toEqual(sanitizeHtml('<p>One</p>', options))
  })

  it('is held to the limits of one', () => {
    const half = '<i></i>'.repeat(limits.maxHtmlNodes * 0.6)
    expect(sanitizeHtml([half], options).ok).toBe(true)
    expect(sanitizeHtml([half, half], options)).toMatchObject({ error: { code: 'mime/too-complex' } })
  })
})
