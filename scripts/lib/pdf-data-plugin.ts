import { globSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import type { Plugin } from 'vite'

const moduleName = 'virtual:pdf-data'
const patterns = ['standard_fonts/*.{pfb,ttf}', 'cmaps/*.bcmap', 'wasm/{jbig2,openjpeg}.wasm']

/**
 * What pdf.js would otherwise fetch, as the module `virtual:pdf-data`: fonts, character maps and the decoders of scanned
 * pages by file name, in base64. The frame that draws PDFs has no way to fetch anything.
 */
export function pdfData(): Plugin {
  return {
    name: 'pdf-data',
    resolveId: (id) => (id === moduleName ? `\0${moduleName}` : null),
    load: (id) => {
      if (id !== `\0${moduleName}`) return null
      const folder = path.dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'))
      const files = globSync(patterns, { cwd: folder }).sort()
      const byName = files.map((file) => [
        path.basename(file),
        readFileSync(path.join(folder, file)).toString('base64'),
      ])
      return `export const files = ${JSON.stringify(Object.fromEntries(byName))}`
    },
  }
}
