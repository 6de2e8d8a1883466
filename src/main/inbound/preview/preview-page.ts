import { escapeHtml, paletteOf, type Scheme } from '../../mime/index.ts'

const fonts =
  '-apple-system,BlinkMacSystemFont,"Segoe UI","Adwaita Sans","Cantarell","Noto Sans","Liberation Sans",system-ui,sans-serif'

/** A document around a file's content, without a script; `body` is HTML of our own making. */
export function previewDocument(body: string, scheme: Scheme): string {
  const color = paletteOf(scheme)
  const style = [
    `:root{color-scheme:${scheme};background:${color.ground};color:${color.text}}`,
    `body{margin:0;font:14px/20px ${fonts}}`,
    'body.picture{display:grid;place-items:center;min-height:100vh;background:' + pictureGround(scheme) + '}',
    'img{display:block;max-width:100%;max-height:100vh;object-fit:contain;image-orientation:from-image}',
    'pre{margin:0;padding:16px 24px;font:13px/20px ui-monospace,"Liberation Mono",Menlo,monospace;white-space:pre-wrap;overflow-wrap:anywhere}',
    'table{border-collapse:collapse;margin:0 0 16px}',
    `td,th{padding:6px 12px;border:1px solid ${color.line};text-align:start;vertical-align:top;max-width:48ch;overflow-wrap:anywhere;white-space:pre-wrap}`,
    `th{position:sticky;top:0;background:${color.ground};font-weight:600}`,
  ].join('')
  return `<!doctype html><html><head><meta charset="utf-8"><meta name="referrer" content="no-referrer"><title>File</title><style>${style}</style></head>${body}</html>`
}

export function picturePage(dataUri: string, name: string, scheme: Scheme): string {
  const body = `<body class="picture"><img alt="${escapeHtml(name)}" src="${dataUri}"></body>`
  return previewDocument(body, scheme)
}

/**
 * The document in which a PDF is drawn. Its bytes stand in it as text that nothing runs, so that the frame needs no way
 * to ask for them.
 */
export function pdfPage(bytes: Uint8Array, scheme: Scheme): string {
  const color = paletteOf(scheme)
  const style = [
    `:root{color-scheme:${scheme};background:${pictureGround(scheme)};color:${color.muted}}`,
    `body{margin:0;padding:16px;font:13px/18px ${fonts}}`,
    'ol{list-style:none;margin:0;padding:0;display:flex;flex-direction:column;align-items:center;gap:16px}',
    'li{position:relative;width:100%;max-width:900px;background:#fff;box-shadow:0 0 0 1px rgb(0 0 0/12%)}',
    'canvas{display:block;width:100%;height:100%}',
    '.text{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}',
  ].join('')
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')
  return (
    `<!doctype html><html><head><meta charset="utf-8"><title>File</title><style>${style}</style></head>` +
    `<body tabindex="0"><ol id="pages"></ol><script type="text/plain" id="file">${data}</script>` +
    '<script src="/preview/pdf.js"></script></body></html>'
  )
}

function pictureGround(scheme: Scheme): string {
  return scheme === 'dark' ? '#101314' : '#eef1f1'
}
