import { escapeHtml } from '../../mime/index.ts'

/** A sheet of paper: letters large enough to copy by hand. */
export function printLayout(title: string, body: string, language: 'en' | 'es' = 'en'): string {
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<title>${escapeHtml(title)}</title>
<style>
  body { font: 12pt/1.5 system-ui, sans-serif; color: #1d2326; margin: 18mm; }
  h1 { font-size: 18pt; font-weight: 600; margin: 0 0 6mm; }
  ol.words { list-style: none; padding: 0; display: grid; grid-template-columns: repeat(2, 70mm); gap: 3mm 8mm; }
  ol.words li { font: 20pt/1.4 ui-monospace, monospace; }
  ol.words li span { font-size: 10pt; color: #59656b; display: inline-block; width: 9mm; }
  .phrase, .code { font: 20pt/1.4 ui-monospace, monospace; }
  .phrase { overflow-wrap: anywhere; }
  .note { color: #59656b; max-width: 150mm; }
</style>
</head>
<body>
<h1>${escapeHtml(title)}</h1>
${body}
</body>
</html>`
}

export function wordList(words: readonly string[]): string {
  const items = words.map((word, index) => `<li><span>${String(index + 1)}</span>${escapeHtml(word)}</li>`)
  return `<ol class="words">${items.join('')}</ol>`
}
