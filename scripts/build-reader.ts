// Bundles the patient's page and the reply page into resources/reader/built. Run it after a change in
// resources/reader/src or in the formats; a test compares the committed files with fresh ones.
import { mkdir, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { breakLongLines, escapeNonAscii } from './lib/ascii-script.ts'
import { build } from 'vite'

const root = resolve(import.meta.dirname, '..')
const built = resolve(root, 'resources/reader/built')
/** RFC 5322 allows 998; the page travels as 7bit. */
const maxLineCharacters = 900

/** Parts of OpenPGP.js that encrypting to our own certificates never loads. */
const unused = /\/(argon2id|legacy_ciphers|noble_curves|noble_hashes|unbzip2-stream)\.min\.mjs$/

/** Licences ask to be named wherever the code goes. */
const banner =
  '/*! Sealpost reader, MIT licence. Holds OpenPGP.js 6.3.2 (LGPL 3.0 or later), noble-hashes and noble-ciphers (MIT). */'

/** The comment that OpenPGP.js would write into messages: the page names no address on the network. */
const comment = 'https://openpgpjs.org'

/** The scripts by the names of their files, and where each begins. */
export const pageScripts = {
  'reader.js': 'resources/reader/src/main.ts',
  'reply-page.js': 'resources/reader/src/reply-page/main.ts',
} as const

/** The script of one page: one IIFE, ASCII, short lines. */
export async function bundlePage(name: keyof typeof pageScripts): Promise<string> {
  const made = await build({
    configFile: false,
    root,
    logLevel: 'error',
    resolve: { alias: { openpgp: 'openpgp/lightweight' } },
    plugins: [
      {
        name: 'leave-out-unused-openpgp',
        enforce: 'pre',
        load: (id) => (unused.test(id) ? 'export default undefined' : null),
      },
    ],
    build: {
      write: false,
      target: 'es2022',
      minify: 'oxc',
      modulePreload: false,
      rolldownOptions: {
        input: resolve(root, pageScripts[name]),
        output: { format: 'iife', codeSplitting: false },
      },
    },
  })
  const output = (Array.isArray(made) ? made : [made]).flatMap((one) => ('output' in one ? one.output : []))
  const chunk = output.find((file) => file.type === 'chunk')
  if (!chunk || output.length !== 1) throw new Error('the reader must be one script')
  const script = breakLongLines(escapeNonAscii(chunk.code.trim().replace(comment, '')), maxLineCharacters)
  if (/<\/script|<!--/i.test(script)) throw new Error('the script would end its element')
  return `${banner}\n${script}\n`
}

if (process.argv[1] === import.meta.filename) {
  await mkdir(built, { recursive: true })
  for (const name of Object.keys(pageScripts) as (keyof typeof pageScripts)[]) {
    await writeFile(resolve(built, name), await bundlePage(name))
  }
}
