import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { escapeHtml } from '../../mime/index.ts'
import type { Language } from './cover.ts'

/** The pages without what each copy holds: the files of `resources/reader`. */
export type ReaderAssets = {
  readonly page: string
  readonly style: string
  /** Of the HTML form. */
  readonly script: string
  /** Of the reply page. */
  readonly replyScript: string
}

/** Reads the pages' files from `resources/reader`, once per start. */
export async function loadReaderAssets(folder: string): Promise<ReaderAssets> {
  const read = async (name: string) => (await readFile(join(folder, name), 'utf8')).replaceAll('\r\n', '\n')
  const [page, style, script, replyScript] = await Promise.all([
    read('page.template'),
    read('page.css'),
    read('built/reader.js'),
    read('built/reply-page.js'),
  ])
  return { page, style, script, replyScript }
}

export type PageFile = {
  readonly language: Language
  readonly title: string
  /** A picture as a data address; null when there is none. */
  readonly logo: string | null
  /** What stands there where scripts don't run. */
  readonly cannotRun: string
  readonly script: string
  /** What the script reads; anyone can read it. */
  readonly settings: object
  /** More elements for the script, in ASCII; empty when there are none. */
  readonly data: string
}

/** One self-contained file of ASCII that refers to nothing outside. LF line ends. */
export function buildPageFile(file: PageFile, { page, style }: ReaderAssets): string {
  const { language, title, logo, cannotRun, script, settings, data } = file
  const values: Record<string, string> = {
    language,
    policy: policyFor(file, style),
    title: asciiHtml(title),
    logo: logo === null ? '' : logoElement(logo),
    cannotRun: asciiHtml(cannotRun),
    style,
    script,
    settings: escapeJson(settings),
    data,
  }
  return page.replace(/\{\{(\w+)\}\}/g, (_, name: string) => values[name] ?? '')
}

/**
 * One script and one style sheet by their hashes; no connection, no form, no other address, no frame. Pictures only
 * where there is a logo, and then none from elsewhere than the file.
 */
function policyFor({ script, logo }: PageFile, style: string): string {
  const hash = (text: string) => `'sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}'`
  return [
    "default-src 'none'",
    `script-src ${hash(script)}`,
    `style-src ${hash(style)}`,
    ...(logo === null ? [] : ['img-src data:']),
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
}

/** Beside the name, so that it says nothing of its own. Line ends within an address are no part of it (URL Standard). */
function logoElement(logo: string): string {
  return `<header class="logo"><img alt="" src="${escapeHtml(logo).replace(/.{900}/g, '$&\n')}"></header>`
}

/** Text as HTML in ASCII: the page travels as 7bit. */
function asciiHtml(text: string): string {
  return escapeHtml(text).replace(
    /[^\t\n -~]/gu,
    (character) => `&#${String(character.codePointAt(0) ?? 0xfffd)};`,
  )
}

/** ASCII, and no "<" that could end the element it stands in. */
function escapeJson(value: object): string {
  return JSON.stringify(value).replace(
    /[^ !-;=?-~]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
