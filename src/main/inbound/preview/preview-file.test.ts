import { describe, expect, it } from 'vitest'
import { smallPhoto } from '../../../../e2e/demo/messages/pictures.ts'
import { valueOf } from '../../../../test/support/store.ts'
import { pictureOf } from './picture.ts'
import { previewFile } from './preview-file.ts'
import { previewLimits } from './limits.ts'

const photo = new Uint8Array(smallPhoto())
const bytesOf = (text: string) => new TextEncoder().encode(text)
const shown = (name: string, bytes: Uint8Array, contentType = '') =>
  previewFile({ name, contentType, bytes }, 'light')

/** A picture whose head claims a size that its bytes don't have. */
function claiming(width: number, height: number): Uint8Array {
  const bytes = photo.slice()
  new DataView(bytes.buffer).setUint32(16, width)
  new DataView(bytes.buffer).setUint32(20, height)
  return bytes
}

function gif(width: number, height: number): Uint8Array {
  const bytes = new Uint8Array(40)
  bytes.set(bytesOf('GIF89a'))
  new DataView(bytes.buffer).setUint16(6, width, true)
  new DataView(bytes.buffer).setUint16(8, height, true)
  return bytes
}

function jpeg(width: number, height: number): Uint8Array {
  // JFIF head, a table, then the frame.
  const head = [0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xdb, 0, 3, 0]
  const frame = [0xff, 0xc2, 0, 17, 8, height >> 8, height & 255, width >> 8, width & 255]
  return new Uint8Array([...head, ...frame, ...new Array<number>(20).fill(0)])
}

function webp(chunk: string, rest: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(40)
  bytes.set(bytesOf(`RIFF\0\0\0\0WEBP${chunk}`))
  bytes.set(rest, 20)
  return bytes
}

describe('the size of a picture, by its head', () => {
  it.each([
    ['png', photo, { mediaType: 'image/png', width: 320, height: 200 }],
    ['gif', gif(12, 7), { mediaType: 'image/gif', width: 12, height: 7 }],
    ['jpeg', jpeg(4032, 3024), { mediaType: 'image/jpeg', width: 4032, height: 3024 }],
    [
      'webp, lossy',
      webp('VP8 ', [0, 0, 0, 0x9d, 1, 0x2a, 64, 1, 200, 0]),
      { mediaType: 'image/webp', width: 320, height: 200 },
    ],
    [
      'webp, extended',
      webp('VP8X', [0, 0, 0, 0, 63, 1, 0, 199, 0, 0]),
      { mediaType: 'image/webp', width: 320, height: 200 },
    ],
  ])('%s', (_kind, bytes, picture) => {
    expect(pictureOf(bytes)).toEqual(picture)
  })

  it.each([
    ['nothing', new Uint8Array()],
    ['a page', bytesOf('<!doctype html><script>steal()</script>                ')],
    ['SVG', bytesOf('<svg xmlns="http://www.w3.org/2000/svg" onload="steal()"/>')],
    ['a JPEG without a frame', new Uint8Array([0xff, 0xd8, ...new Array<number>(60).fill(0xff)])],
  ])('%s is no picture', (_what, bytes) => {
    expect(pictureOf(bytes)).toBeNull()
  })
})

describe('a file looked into', () => {
  it.each([
    ['a photo', 'card.png', photo, 'document'],
    ['a PDF', 'plan.pdf', bytesOf('%PDF-1.7\n'), 'pages'],
    ['a text', 'note.txt', bytesOf('Bring the diary.'), 'document'],
    ['a table', 'values.csv', bytesOf('a,b\n1,2\n'), 'document'],
  ])('%s is shown', (_what, name, bytes, kind) => {
    expect(valueOf(shown(name, bytes)).kind).toBe(kind)
  })

  it.each([
    ['a program that is called a picture', 'card.png', bytesOf('MZ'.padEnd(64, '\0'))],
    ['a page that is called a PDF', 'plan.pdf', bytesOf('<script>steal()</script>')],
    ['a program that is called a text', 'note.txt', new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 0, 0])],
    ['a page', 'page.html', bytesOf('<p>')],
    ['SVG', 'drawing.svg', bytesOf('<svg onload="steal()"/>')],
    ['a program that claims to be a picture by type', 'run.exe', photo],
  ])('%s is not', (_what, name, bytes) => {
    expect(shown(name, bytes, 'image/png')).toMatchObject({ ok: false, error: { code: 'file/no-preview' } })
  })

  it.each([
    ['a picture of 10 gigapixels in a kilobyte', 'bomb.png', claiming(100_000, 100_000)],
    ['a PDF of 26 MB', 'plan.pdf', new Uint8Array(previewLimits.maxBytes + 1)],
  ])('%s is too large', (_what, name, bytes) => {
    expect(shown(name, bytes)).toMatchObject({ ok: false, error: { code: 'file/preview-too-large' } })
  })

  it('shows a text as text, whatever stands in it', () => {
    const { html } = valueOf(shown('note.txt', bytesOf('</pre><script>steal()</script>')))
    expect(html).toContain('&lt;/pre&gt;&lt;script&gt;')
    expect(html).not.toContain('<script>')
  })

  it('shows cells of a table as text, and reads semicolons', () => {
    const { html } = valueOf(shown('values.csv', bytesOf('Test;Value\n<b>Na</b>;=cmd|x\n')))
    expect(html).toContain('<th>Test</th><th>Value</th>')
    expect(html).toContain('<td>&lt;b&gt;Na&lt;/b&gt;</td><td>=cmd|x</td>')
  })

  it('reads UTF-16 by its mark', () => {
    const bytes = new Uint8Array([0xff, 0xfe, ...Buffer.from('Grüße', 'utf16le')])
    expect(valueOf(shown('note.txt', bytes)).html).toContain('Grüße')
  })

  it('says that a long text is cut', () => {
    expect(valueOf(shown('a.txt', new Uint8Array(previewLimits.maxTextBytes + 1).fill(97))).isCut).toBe(true)
    expect(valueOf(shown('a.csv', bytesOf('a\n'.repeat(previewLimits.maxRows + 2)))).isCut).toBe(true)
  })

  it('carries a PDF as data that nothing runs', () => {
    const { html } = valueOf(shown('plan.pdf', bytesOf('%PDF-1.7\n</script><script>steal()</script>')))
    expect(html).not.toContain('steal()')
    expect(html.match(/<script/g)).toHaveLength(2)
  })
})
