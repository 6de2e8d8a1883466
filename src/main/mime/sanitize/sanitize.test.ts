import { type DefaultTreeAdapterTypes, parse } from 'parse5'
import { describe, expect, it } from 'vitest'
import { logo } from '../../../../test/data/html/typical-mails.ts'
import { vectorFamilies } from '../../../../test/data/html/vectors.ts'
import { type SanitizedMail, sanitizeFragment, sanitizeHtml, textToHtml } from '../index.ts'
import { cpuMs } from '../../../../test/support/cpu-time.ts'

const pixel = 'data:image/png;base64,iVBORw0KGgo='

function clean(html: string, scheme: 'light' | 'dark' = 'light'): SanitizedMail {
  const result = sanitizeHtml(html, { scheme, inlineImage: () => null, remoteImages: 'blocked' })
  if (!result.ok) throw new Error(result.error.code)
  return result.value
}

/** The part of the document that comes from the mail. */
function bodyOf(html: string): string {
  return html.slice(html.indexOf('<body>') + 6, html.indexOf('</body>'))
}

const allowedTags = new Set(
  'html head body meta title style a abbr acronym address article aside b bdi big blockquote br caption center cite code col colgroup dd del details dfn div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark nav ol p pre q rp rt ruby s samp section small span strike strong sub summary sup table tbody td tfoot th thead time tr tt u ul var wbr'.split(
    ' ',
  ),
)
const allowedAttributes =
  /^(class|style|dir|lang|align|valign|width|height|border|cellpadding|cellspacing|colspan|rowspan|span|size|start|type|value|alt|title|open|role|tabindex|data-link|data-href|src)$/
const badCss =
  /url\s*\(|image-set|cross-fade|image\s*\(|src\s*\(|element\s*\(|paint\s*\(|attr\s*\(|var\s*\(|@import|@font-face|@namespace|@document|@counter|@property|@keyframes|@page|@supports|@container|@scope|@layer|@charset|expression|behavior|binding|progid|position|z-index|transform:|animation|transition|content|cursor:url|mask|filter|clip|shape|offset|unicode-bidi|pointer-events|contents|flex|order:|color-scheme|all:|margin[^;]*:[^;]*-\d|(?:indent|spacing):-|(?:margin|indent|spacing)[^;]*:[^;]*\(|(?:[dls]?vh|vmin|vmax)\b|-o-link|[<\\]|--|:visited|::|\[|&|(?:^|[{;])src:/i

const usualProperties =
  /^(background(-color)?|border.*|box-sizing|caption-side|clear|color|direction|display|empty-cells|float|font.*|(max-|min-)?(height|width)|(letter|word)-spacing|line-height|list-style-(position|type)|(margin|padding)(-(top|bottom|left|right))?|overflow-wrap|table-layout|text-(align|decoration|indent|overflow|transform).*|vertical-align|white-space|word-(break|wrap))$/

function isBadCss(css: string): boolean {
  const names = [...css.matchAll(/(?:^|[;{])\s*([a-z-]+)\s*:/gi)].map((match) => match[1] ?? '')
  return badCss.test(css) || names.some((name) => !usualProperties.test(name))
}

/** What in a document could fetch, run, submit, navigate, cover or be named. Knows nothing of the sanitizer. */
function faultsOf(html: string): string[] {
  const faults: string[] = []
  const visit = (node: DefaultTreeAdapterTypes.Node): void => {
    if ('tagName' in node) {
      if (!allowedTags.has(node.tagName)) faults.push(`<${node.tagName}>`)
      for (const { name, value } of node.attrs) {
        if (!allowedAttributes.test(name)) faults.push(`${node.tagName} ${name}`)
        if (name === 'src' && !/^data:image\/(png|jpeg|gif|webp|bmp);base64,/.test(value))
          faults.push(`src ${value}`)
        if (value.includes('leak.test') && !/^(data-href|href|title|alt)$/.test(name))
          faults.push(`${name} ${value}`)
        if (name === 'data-href' && !/^(https:\/\/|mailto:)/.test(value)) faults.push(`data-href ${value}`)
        if (/^(data-|tabindex|role)/.test(name) && node.tagName !== 'a')
          faults.push(`${node.tagName} ${name}`)
        if (/[\u202d\u202e]/.test(value)) faults.push(`${name} turned round`)
        if (name === 'style' && isBadCss(value)) faults.push(`style ${value}`)
        if (name === 'class' && /sp-(mail|quote)/.test(value) && !html.startsWith('<!doctype'))
          faults.push(`class ${value}`)
      }
      const text = node.childNodes.map((child) => ('value' in child ? child.value : '')).join('')
      if (node.tagName === 'style' && isBadCss(text)) faults.push(`style sheet ${text}`)
    }
    if ('value' in node && /[\u202d\u202e]/.test(node.value)) faults.push('text turned round')
    if ('childNodes' in node) node.childNodes.forEach(visit)
  }
  visit(parse(html))
  return faults
}

/** The sanitized document without what the product itself puts there. */
function mailOnly(html: string): string {
  const sheets = [...html.matchAll(/<style>([^]*?)<\/style>/g)].slice(1).map((match) => match[0])
  return sheets.join('') + bodyOf(html).replace('<div class="sp-mail">', '<div>')
}

const families = Object.entries(vectorFamilies).map(([family, { vectors: list }]) => [family, list] as const)
const vectors = families.flatMap(([family, list]) => list.map((vector) => [family, vector] as const))

describe('H1: leak and script vectors', () => {
  it('are at least 700 in at least 20 families, no two alike', () => {
    expect(new Set(vectors.map(([, vector]) => vector)).size).toBe(vectors.length)
    expect(vectors.length).toBeGreaterThanOrEqual(700)
    expect(families.length).toBeGreaterThanOrEqual(20)
  })

  it.each(families)('%s: nothing of it is left, light, dark or outgoing', (_, list) => {
    for (const vector of list) {
      for (const scheme of ['light', 'dark'] as const) {
        const { html } = clean(vector, scheme)
        expect(faultsOf(mailOnly(html)), vector).toEqual([])
      }
      const outgoing = sanitizeFragment(vector)
      if (!outgoing.ok) throw new Error(outgoing.error.code)
      expect(
        faultsOf(outgoing.value).filter((fault) => fault !== 'a href'),
        vector,
      ).toEqual([])
      expect(outgoing.value, vector).not.toMatch(/href="(?!https:|http:|mailto:)/)
    }
  })

  it.each(families)('negative control, %s: the check finds a fault in each vector as it came', (_, list) => {
    expect(list.filter((vector) => faultsOf(vector).length === 0)).toEqual([])
  })

  it('sanitizing twice changes nothing', () => {
    const changing = vectors.filter(([, vector]) => {
      const once = sanitizeFragment(vector)
      if (!once.ok) throw new Error(once.error.code)
      const twice = sanitizeFragment(once.value)
      // White space before the first element belongs to no document.
      return !twice.ok || twice.value !== once.value.trimStart()
    })
    expect(changing).toEqual([])
  })

  it('positive control: ordinary mail keeps its text, tables, colours, lists and pictures', () => {
    const { html, links } = sanitizeWith(
      '<style>.card{padding:8px;color:#333}</style><h1>Hello</h1><table width="600" cellpadding="4" bgcolor="#eeeeee"><tr><td align="center" class="card" style="border:1px solid #ccc;font-family:Arial,sans-serif">cell</td></tr></table><ol start=3><li>three</ol><img src="cid:p@x" width=20 alt="chart"><font color="red" size=4>red</font> <a href="https://ok.example/a?b=c#d">link</a>',
    )
    expect(mailOnly(html)).toBe(
      '<style>.sp-mail .card{padding:8px;color:#333}</style><div><h1>Hello</h1><table width="600" cellpadding="4" style="background-color:#eeeeee"><tbody><tr><td align="center" class="card" style="border:1px solid #ccc;font-family:Arial,sans-serif">cell</td></tr></tbody></table><ol start="3"><li>three</li></ol><img width="20" alt="chart" src="data:image/png;base64,iVBORw0KGgo=" /><font size="4" style="color:red">red</font> <a data-href="https://ok.example/a?b=c#d" data-link="0" role="link" tabindex="0">link</a></div>',
    )
    expect(links).toEqual([
      {
        text: 'link',
        href: 'https://ok.example/a?b=c#d',
        host: 'ok.example',
        mismatched: false,
        namedHost: null,
      },
    ])
  })
})

function sanitizeWith(
  html: string,
  remoteImages: 'blocked' | Map<string, string> = 'blocked',
): SanitizedMail {
  const result = sanitizeHtml(html, {
    scheme: 'light',
    inlineImage: (id) => (id === 'p@x' ? pixel : null),
    remoteImages,
  })
  if (!result.ok) throw new Error(result.error.code)
  return result.value
}

describe('remote images', () => {
  const html =
    '<img src="https://i.example/a.png" alt="A"><img src="http://i.example/b.png"><img src="https://t.example/t.gif" width="1" height="1"><p style="background:url(https://i.example/c.png)">x</p>'

  it('are counted and listed, the tracker only counted', () => {
    const mail = sanitizeWith(html)
    expect(mail.blockedRemote).toBe(4)
    expect(mail.remoteImageUrls).toEqual(['https://i.example/a.png', 'http://i.example/b.png'])
    expect(mail.html).toContain('<span class="sp-image">A</span>')
  })

  it('on request are inlined, and only those that were fetched', () => {
    const mail = sanitizeWith(html, new Map([['https://i.example/a.png', pixel]]))
    expect(mail.html).toContain(`<img alt="A" src="${pixel}" />`)
    expect(mail.blockedRemote).toBe(3)
    expect(mail.html).not.toContain('i.example')
  })

  it.each([
    'data:image/svg+xml;base64,AAAA',
    'data:text/html;base64,AAAA',
    'data:image/png;base64,AAAA" onerror="pwn()',
    'https://i.example/a.png',
    'javascript:pwn()',
  ])('fetched as %s are not shown', (uri) => {
    expect(sanitizeWith(html, new Map([['https://i.example/a.png', uri]])).html).not.toContain('<img')
  })

  it('a mail without any has a count of 0', () => {
    expect(sanitizeWith('<p>x</p><img src="cid:p@x"><a href="https://x.example">y</a>').blockedRemote).toBe(0)
  })
})

describe('links', () => {
  it.each([
    ['https://bank.example/login', 'https://bank.example', false],
    ['https://www.bank.example/', 'bank.example', false],
    ['https://mail.bank.example/', 'bank.example', false],
    ['https://bank.example/', 'Click here', false],
    ['https://bank.example/', 'read report.pdf now', false],
    ['https://bank.example/a', 'maria@bank.example', false],
    ['https://evil.example/bank.example', 'https://bank.example/login', true],
    ['https://bank.example.evil.example/', 'bank.example', true],
    ['https://evil.example/', 'www.bank.example', true],
    ['https://evil.example/', 'Log in at bank.example today', true],
    ['https://evil.example/', 'BANK.EXAMPLE', true],
    ['https://evil.example/', 'bank\u200b.example', true],
    ['https://evil.example/', 'bank\u3002example', true],
    ['https://evil.example/', 'ｂａｎｋ．example', true],
    ['https://evil.example/', '<b>bank</b>.<i>example</i>', true],
    ['https://evil.example/', 'http://bank.example:443/x', true],
    ['https://bank.example@evil.example/', 'Click here', true],
    ['https://bank.example:pw@evil.example/', 'evil.example', true],
    ['https://xn--bnk-qla.example/', 'bänk.example', false],
    ['https://xn--bnk-qla.example/', 'bank.example', true],
    ['mailto:maria@patient.example', 'maria@patient.example', false],
    ['mailto:x@evil.example', 'maria@patient.example', true],
    ['mailto:x@evil.example', 'write to Maria', false],
  ])('%s shown as "%s": mismatched %s', (href, text, mismatched) => {
    expect(sanitizeWith(`<a href="${href}">${text}</a>`).links).toMatchObject([{ mismatched }])
  })

  it('a mailto link sets only to, cc, bcc, subject and body', () => {
    const { links } = sanitizeWith(
      '<a href="mailto:a@b.example?subject=Hi%20there&attach=/etc/passwd&attachment=x&In-Reply-To=y&body=z">x</a>',
    )
    expect(links[0]?.href).toBe('mailto:a@b.example?subject=Hi%20there&body=z')
  })

  it('hide no user name and give the host in ASCII', () => {
    expect(sanitizeWith('<a href="https://bank.example@BÄNK.example/p">x</a>').links[0]).toMatchObject({
      href: 'https://xn--bnk-qla.example/p',
      host: 'xn--bnk-qla.example',
    })
  })

  it('that may not be followed are counted and keep their text', () => {
    const mail = sanitizeWith(
      '<a href="javascript:x">one</a><a href="http://x.example">two</a><a href="#top">three</a>',
    )
    expect(mail).toMatchObject({ links: [], blockedLinks: 2 })
    expect(bodyOf(mail.html)).toContain('<a>one</a><a>two</a><a>three</a>')
  })
})

describe('quotes', () => {
  it.each([
    '<blockquote type="cite">old</blockquote>',
    '<div class="gmail_quote">On … wrote:<blockquote>old</blockquote></div>',
    '<div class="protonmail_quote">old</div>',
  ])('%s folds, once', (quote) => {
    const body = bodyOf(clean(`<p>new</p>${quote.replace('old', `old${quote}`)}`).html)
    expect(body.match(/<details class="sp-quote"><summary>Quoted text<\/summary>/g)).toHaveLength(1)
  })

  const block =
    '<b>From:</b> Lee &lt;lee@x.test&gt;<br><b>Sent:</b> Friday<br><b>To:</b> me<br><b>Subject:</b> Hi'
  const border = `<div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0in 0in 0in"><p>${block}</p></div>`
  it.each<[string, string, boolean]>([
    [
      'Outlook’s, in a block of its own',
      `<div class="WordSection1"><p>new</p>${border}<p>old</p></div>`,
      true,
    ],
    ['Outlook’s, wrapped once more', `<p>new</p><div>${border}</div><p>old</p>`, true],
    ['Outlook on the web’s', `<p>new</p><hr><div id="divRplyFwdMsg">${block}</div><div>old</div>`, true],
    ['a block behind a rule', `<p>new</p><hr><div>${block}</div><p>old</p>`, true],
    ['a block without a rule', `<p>new</p><div>${block}</div><p>old</p>`, false],
    ['a rule before something else', `<p>new</p><hr><p>From: the garden, to: the sea</p><p>old</p>`, false],
    ['mail that was passed on, and nothing else', `${border}<p>old</p>`, false],
  ])('%s: folds %#', (_name, html, folds) => {
    const body = bodyOf(clean(html).html)
    expect(body.includes('<details class="sp-quote">')).toBe(folds)
    expect(body).toContain('old')
    if (folds) expect(body.indexOf('new')).toBeLessThan(body.indexOf('<details'))
    if (folds) expect(body.indexOf('old')).toBeGreaterThan(body.indexOf('<details'))
  })

  it('a plain blockquote stays open', () => {
    expect(clean('<blockquote>said</blockquote>').html).not.toContain('<details class')
  })
})

describe('colours in the dark', () => {
  it('are turned, in attributes, styles and sheets', () => {
    const { html } = clean(
      '<style>p{color:#333}</style><body bgcolor="white" text="black"><p style="background:rgb(255 255 255);border:1px solid red">x',
      'dark',
    )
    const body = mailOnly(html)
    expect(body.match(/oklch\(from (#333|rgb\(255 255 255\)|red) calc\(/g)).toHaveLength(3)
    expect(body).toContain('background-color:#15191b;color:#e6ebec')
  })

  it.each([
    ['a PNG with alpha', logo, true],
    ['a PNG without', pixel, false],
    [
      'a GIF with a transparent colour',
      'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7',
      true,
    ],
    ['a GIF without', 'data:image/gif;base64,R0lGODlhAQABAIAAAAUEBAAAACwAAAAAAQABAAACAkQBADs=', false],
    ['a JPEG', 'data:image/jpeg;base64,/9j/4AAQSkZJRgABAQ==', false],
    ['a WebP with alpha', 'data:image/webp;base64,UklGRhwAAABXRUJQVlA4TA8AAAAvAAAAEAcQERGIiP4HAA==', true],
  ])('a logo keeps apart from the dark ground: %s', (_, src, isCutOut) => {
    expect(bodyOf(clean(`<img src="${src}">`, 'dark').html).includes('class="sp-cutout"')).toBe(isCutOut)
  })

  it('stay as they are in the light', () => {
    expect(clean('<p style="color:#333">x').html).toContain('style="color:#333"')
  })
})

describe('HTML bombs end within 5 s as too complex or shown', () => {
  it.each([
    ['100,000 nested elements', '<div>'.repeat(100_000)],
    ['100,000 unclosed formatting elements', '<b>'.repeat(100_000)],
    [
      'formatting elements with different attributes',
      Array.from({ length: 3_000 }, (_, n) => `<font size=${n}>`).join('') + '<p>x'.repeat(3_000),
    ],
    ['a million elements', '<br>'.repeat(1_000_000)],
    [
      'one tag of 800,000 attributes',
      `<p ${Array.from({ length: 400_000 }, (_, n) => `a${n.toString(36)}`).join(' ')}>x`,
    ],
    ['50,000 elements foster-parented out of a table', `<table>${'<b></b>x'.repeat(50_000)}</table>`],
    ['misnested formatting', '<a><b><i><u><s>'.repeat(100) + '</a></b></i></u></s>'.repeat(5_000)],
    [
      '20,000 paragraphs with a style of their own',
      Array.from({ length: 20_000 }, (_, n) => `<p style="margin:${n}px;color:red">x`).join(''),
    ],
    ['4 MB of open tags without end', '<'.repeat(4_000_000)],
    ['4 MB of entities', '&amp;'.repeat(800_000)],
    ['500,000 style attributes of brackets', `<p style="${'('.repeat(500_000)}">x`],
    ['a style sheet of nested blocks', `<style>${'a{'.repeat(400_000)}</style>x`],
    ['a style sheet of media rules', `<style>${'@media screen{'.repeat(70_000)}</style>x`],
    ['1 MB of selectors', `<style>${'a,'.repeat(500_000)}b{color:red}</style>x`],
    ['1 MB of broken declarations', `<style>p{${'a:b(;'.repeat(200_000)}}</style>x`],
    ['1 MB of unclosed strings', `<style>p{${"a:'\n".repeat(250_000)}}</style>x`],
    ['1 MB of comments', `<style>${'/**/'.repeat(250_000)}</style>x`],
    [
      '20,000 links with long texts',
      '<a href="https://x.example">aaaaaaaaaa.bbbbbbbbbb.cc </a>'.repeat(20_000),
    ],
    ['a link text of 4 MB', `<a href="https://x.example">${'a.'.repeat(2_000_000)}</a>`],
    ['1,000 images of 10 kB', `<img src="data:image/png;base64,${'A'.repeat(3_000)}">`.repeat(1_000)],
    ['50,000 style sheets', '<style>p{color:red}</style>'.repeat(50_000)],
  ])('%s', (_, html) => {
    const startedMs = cpuMs()
    const result = sanitizeHtml(html, { scheme: 'dark', inlineImage: () => null, remoteImages: 'blocked' })
    expect(cpuMs() - startedMs).toBeLessThan(5_000)
    if (!result.ok) expect(result.error.code).toBe('mime/too-complex')
  })
})

describe('plain text as a document', () => {
  const set = (text: string): SanitizedMail => {
    const result = textToHtml(text, { scheme: 'light', quoteLabel: 'Earlier' })
    if (!result.ok) throw new Error(result.error.code)
    return result.value
  }

  it('is text, whatever it looks like', () => {
    const { html } = set('<script>pwn()</script> <img src=x onerror=pwn()> &amp; </div></body>')
    expect(faultsOf(mailOnly(html))).toEqual([])
    expect(bodyOf(html)).toContain('&#x3C;script>pwn()&#x3C;/script>')
  })

  it.each([
    ['see https://x.example/a.', ['https://x.example/a']],
    ['(https://x.example/a_(b))', ['https://x.example/a_(b)']],
    ['www.x.example, and maria@x.example!', ['https://www.x.example/', 'mailto:maria@x.example']],
    ['<https://x.example/?a=b&c=d>', ['https://x.example/?a=b&c=d']],
    ['http://x.example javascript:x ftp://x.example', []],
    ['not.a.link and 3.5 mg', []],
  ])('finds the links in %s', (text, hrefs) => {
    expect(set(text).links.map((link) => link.href)).toEqual(hrefs)
  })

  it('folds the quote and sets the signature apart', () => {
    const body = bodyOf(set('Yes\n-- \nMaria\n\n> old').html)
    expect(body).toBe(
      '<div class="sp-mail"><div class="sp-text">Yes</div><div class="sp-text sp-signature">Maria</div><details class="sp-quote"><summary>Earlier</summary><div class="sp-text">> old</div></details></div>',
    )
  })
})

describe('tables that are drawn with characters', () => {
  const drawnIn = (text: string) => {
    const result = textToHtml(text, { scheme: 'light' })
    return result.ok
      ? [...bodyOf(result.value.html).matchAll(/<div class="sp-drawn">([^<]*)</g)].map(([, one]) => one)
      : []
  }
  it.each<[string, string, string[]]>([
    ['strokes', 'Before\n| Day | Hour |\n| Mon | 10 |\nAfter', ['| Day | Hour |\n| Mon | 10 |']],
    ['crosses and lines', '+---+---+\n| a | b |\n+---+---+', ['+---+---+\n| a | b |\n+---+---+']],
    ['box-drawing letters', 'x\n┌──┐\n│ a│\n└──┘', ['┌──┐\n│ a│\n└──┘']],
    ['in a quote', 'Yes\n\n> | a | b |\n> | 1 | 2 |', ['> | a | b |\n> | 1 | 2 |']],
    ['one line alone', 'Before\n| not a table |\nAfter', []],
    ['prose', 'I said either|or.\nShe said both.', []],
  ])('%s', (_name, text, drawn) => {
    expect(drawnIn(text)).toEqual(drawn)
  })
})
