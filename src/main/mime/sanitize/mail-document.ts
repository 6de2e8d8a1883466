import type { ElementContent } from 'hast'
import { toHtml } from 'hast-util-to-html'
import { paletteOf, type Scheme } from './palette.ts'

/** The policy is also sent as a header; repeated here, it holds for a saved or printed document too. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"

/** A complete document for the sandboxed mail frame. `sheets` are already filtered and scoped. */
export function mailDocument(
  children: readonly ElementContent[],
  sheets: readonly string[],
  scheme: Scheme,
): string {
  const body = toHtml([...children], { closeSelfClosing: true, allowDangerousHtml: false })
  return [
    '<!doctype html><html><head><meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="referrer" content="no-referrer"><meta name="viewport" content="width=device-width">',
    `<title>Message</title><style>${defaults(scheme)}</style>`,
    sheets.length === 0 ? '' : `<style>${sheets.join('\n')}</style>`,
    `</head><body><div class="sp-mail">${body}</div></body></html>`,
  ].join('')
}

function defaults(scheme: Scheme): string {
  const color = paletteOf(scheme)
  return [
    `:root{color-scheme:${scheme};background:${color.ground};color:${color.text}}`,
    // The window's own type, so that a letter reads as a part of it.
    'body{margin:0;font:16px/26px -apple-system,BlinkMacSystemFont,"Segoe UI Variable Text","Segoe UI","Adwaita Sans","Cantarell","Noto Sans","Liberation Sans",system-ui,sans-serif;overflow-wrap:anywhere}',
    '.sp-mail{max-width:68ch}.sp-mail:has(table){max-width:100%}',
    '.sp-mail>:first-child{margin-top:0}.sp-mail p{margin:0 0 12px}.sp-mail h1{font-size:24px;line-height:32px}.sp-mail h2{font-size:20px;line-height:28px}',
    '.sp-mail img{max-width:100%;height:auto}.sp-mail table{max-width:100%}',
    '.sp-mail pre,.sp-text{white-space:pre-wrap;font:inherit}.sp-mail pre,.sp-mail code{font-family:ui-monospace,monospace}',
    '.sp-drawn{white-space:pre;overflow-x:auto;font:14px/20px ui-monospace,monospace;margin:4px 0}',
    `.sp-mail blockquote{margin:0 0 12px;padding:0 0 0 12px;border-left:2px solid ${color.line};color:${color.muted}}`,
    `.sp-mail [role=link]{color:${color.link};text-decoration:underline;cursor:pointer}`,
    `.sp-mail :focus-visible{outline:2px solid ${color.link};outline-offset:2px}`,
    `.sp-mail hr{border:0;border-top:1px solid ${color.line}}`,
    `.sp-quote{margin:12px 0}.sp-quote>summary{color:${color.muted};cursor:pointer;font-size:13px;line-height:24px}`,
    `.sp-signature{color:${color.muted};margin-top:12px}`,
    `.sp-image{display:inline-block;min-width:24px;padding:2px 8px;border:1px dashed ${color.line};border-radius:4px;`,
    `color:${color.muted};font-size:13px;line-height:20px}`,
    // A line of light around what a picture shows; one without transparent parts isn't marked.
    scheme === 'dark'
      ? `.sp-cutout{filter:drop-shadow(0 0 1px ${color.text}) drop-shadow(0 0 1px ${color.muted})}`
      : '',
  ].join('')
}
