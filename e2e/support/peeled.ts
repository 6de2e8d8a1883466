import { cp, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { appFolder } from './electron-executable.ts'

/** The layers around a mail, from the inside out (docs/adr/0042). */
export const layers = ['sanitizer', 'policy', 'sandbox', 'gate'] as const
export type Layer = (typeof layers)[number]

/** One place of the built app that a variant says otherwise. */
interface Edit {
  /** Folder below `out/`, and how the file's name begins. */
  readonly folder: string
  readonly file: string
  readonly from: string | RegExp
  readonly to: string
}

/** What a mail carries so that the variant shows it without some layers; in the product it is a comment. */
export function without(...missing: readonly Layer[]): string {
  return `<!--shown without ${missing.join(' ')}-->`
}

const missing = (html: string) => `(/<!--shown without ([a-z ]*)-->/.exec(${html})?.[1] ?? '').split(' ')`

/** Layers that are left out mail by mail, as its mark says. */
const byMail: readonly Edit[] = [
  {
    folder: 'main/chunks',
    file: 'mime-',
    from: 'function sanitizeHtml(html, options) {',
    to: `function sanitizeHtml(html, options) {
      const missing = ${missing('html')}
      const mark = '<!--shown without ' + missing.join(' ') + '-->'
      if (missing.includes('sanitizer')) {
        return { ok: true, value: { html, blockedRemote: 0, remoteImageUrls: [], links: [], blockedLinks: 0 } }
      }
      const made = sanitizeHtmlOfTheProduct(html, options)
      if (!made.ok) return made
      const bare = missing.includes('policy') ? made.value.html.replace(/<meta http-equiv="Content-Sec[^>]*>/, '') : made.value.html
      return { ok: true, value: { ...made.value, html: bare + mark } }
    }
    function sanitizeHtmlOfTheProduct(html, options) {`,
  },
  {
    folder: 'main',
    file: 'index.js',
    from: '"content-security-policy": page.contentSecurityPolicy',
    to: `"content-security-policy": (() => {
      const missing = ${missing('String(page.body)')}
      return page.contentSecurityPolicy
        .split('; ')
        .filter((directive) => !missing.includes(directive.startsWith('sandbox') ? 'sandbox' : 'policy'))
        .join('; ')
    })()`,
  },
  {
    folder: 'main',
    file: 'engine.js',
    from: '`/mail/${randomBytes(18).toString("base64url")}`',
    to: `\`/mail/\${randomBytes(18).toString("base64url")}\${${missing('html')}.includes('sandbox') ? '.bare' : ''}\``,
  },
  {
    folder: 'renderer/assets',
    file: 'index-',
    from: /sandbox:`allow-same-origin`,src:(\w+),style/,
    to: 'sandbox:$1.endsWith(`.bare`)?void 0:`allow-same-origin`,src:$1,style',
  },
]

/** The window's own guard: who may navigate, and where its requests go. */
const gateLeftOut: readonly Edit[] = [
  {
    folder: 'main',
    file: 'index.js',
    from: 'function hardenEveryPage() {',
    to: 'function hardenEveryPage() { return',
  },
  { folder: 'main', file: 'index.js', from: 'await windowSession.setProxy(nowhere)', to: 'void nowhere' },
  { folder: 'main', file: 'index.js', from: `"frame-src 'self'"`, to: '"frame-src *"' },
]

/**
 * The built app with places of its bundles edited, for a test alone: nothing in the product can leave out a layer.
 * Fails where a place isn't found exactly once.
 * @param folder empty; gets the variant
 */
export async function makePeeledApp(folder: string, gate: 'on' | 'off'): Promise<string> {
  await copyApp(folder)
  for (const edit of gate === 'on' ? byMail : [...byMail, ...gateLeftOut]) await apply(folder, edit)
  return folder
}

/** The built app in an empty folder, to be edited there. */
export async function copyApp(folder: string): Promise<void> {
  const product = appFolder()
  await mkdir(folder, { recursive: true })
  await cp(path.join(product, 'out'), path.join(folder, 'out'), { recursive: true })
  for (const name of ['package.json', 'node_modules', 'resources']) {
    await symlink(path.join(product, name), path.join(folder, name))
  }
}

async function apply(folder: string, { folder: below, file, from, to }: Edit): Promise<void> {
  const within = path.join(folder, 'out', below)
  const names = (await readdir(within)).filter((name) => name.startsWith(file) && name.endsWith('.js'))
  const texts = await Promise.all(names.map((name) => readFile(path.join(within, name), 'utf8')))
  const hits = texts.map((text) => text.split(from).length > 1)
  const index = hits.indexOf(true)
  const text = texts[index]
  if (text === undefined || hits.lastIndexOf(true) !== index) {
    throw new Error(`The bundles have no single place for: ${String(from)}`)
  }
  await writeFile(path.join(within, names[index] ?? ''), text.replace(from, to))
}
