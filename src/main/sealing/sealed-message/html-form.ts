import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pageTitle, type Cover, type Language } from './cover.ts'
import { armorContainer } from './format/armor.ts'
import { escapeHtml } from '../../mime/index.ts'

/** The patient's page without a message in it: the files of `resources/reader`. */
export type ReaderAssets = { readonly page: string; readonly style: string; readonly script: string }

export type HtmlFormOptions = Cover & {
  /** Name of the PDF that came in the same mail; null when none did. */
  readonly pdfName: string | null
}

/** Reads the page's files from `resources/reader`, once per start. */
export async function loadReaderAssets(folder: string): Promise<ReaderAssets> {
  const read = async (name: string) => (await readFile(join(folder, name), 'utf8')).replaceAll('\r\n', '\n')
  const [page, style, script] = await Promise.all([
    read('page.template'),
    read('page.css'),
    read('built/reader.js'),
  ])
  return { page, style, script }
}

/**
 * The HTML form: one file of ASCII (LF line ends, lines of at most 998 characters) that holds the container and
 * its reader, and refers to nothing outside. Before the passphrase it shows who it is from and nothing else.
 */
export function buildHtmlForm(container: Uint8Array, options: HtmlFormOptions, assets: ReaderAssets): string {
  const { language, phone } = options
  const senderLabel = options.pageName ?? options.senderLabel
  const values: Record<string, string> = {
    language,
    policy: policyFor(assets, options.logo !== undefined),
    title: escapeHtml(pageTitle(options)),
    logo: options.logo === undefined ? '' : logoElement(options.logo),
    cannotRun: escapeHtml(cannotRun(options)),
    style: assets.style,
    script: assets.script,
    settings: escapeJson({ language, senderLabel, phone }),
    sealed: armorContainer(container),
  }
  return assets.page.replace(/\{\{(\w+)\}\}/g, (_, name: string) => values[name] ?? '')
}

/**
 * One script and one style sheet by their hashes; no connection, no form, no other address, no frame. Pictures only
 * where there is a logo, and then none from elsewhere than the file.
 */
function policyFor({ script, style }: ReaderAssets, hasLogo: boolean): string {
  const hash = (text: string) => `'sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}'`
  return [
    "default-src 'none'",
    `script-src ${hash(script)}`,
    `style-src ${hash(style)}`,
    ...(hasLogo ? ['img-src data:'] : []),
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
}

/** Beside the name, so that it says nothing of its own. Line ends within an address are no part of it (URL Standard). */
function logoElement(logo: string): string {
  return `<header class="logo"><img alt="" src="${escapeHtml(logo).replace(/.{900}/g, '$&\n')}"></header>`
}

/** What stands on the page where scripts don't run: mail programs on phones, mostly. */
function cannotRun({ language, pdfName, phone }: HtmlFormOptions): string {
  const words = cannotRunWords[language]
  if (pdfName !== null) return words.openInstead(pdfName)
  return phone === null ? words.onComputer : words.onComputerOrCall(phone)
}

const cannotRunWords: Record<
  Language,
  { openInstead: (name: string) => string; onComputer: string; onComputerOrCall: (phone: string) => string }
> = {
  en: {
    openInstead: (name) => `This phone can't open this file. Open ${name} instead.`,
    onComputer: "This phone can't open this file. Download it on a computer and open it there.",
    onComputerOrCall: (phone) =>
      `This phone can't open this file. Download it on a computer and open it there, or call ${phone}.`,
  },
  es: {
    openInstead: (name) => `Este teléfono no puede abrir este archivo. Abra ${name}.`,
    onComputer: 'Este teléfono no puede abrir este archivo. Descárguelo en una computadora y ábralo allí.',
    onComputerOrCall: (phone) =>
      `Este teléfono no puede abrir este archivo. Descárguelo en una computadora y ábralo allí, o llame al ${phone}.`,
  },
}

/** ASCII, and no "<" that could end the element it stands in. */
function escapeJson(value: object): string {
  return JSON.stringify(value).replace(
    /[^ !-;=?-~]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
