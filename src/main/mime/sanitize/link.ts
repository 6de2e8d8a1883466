import { domainToASCII } from 'node:url'
import { limits } from '../limits.ts'

export type MailLink = {
  /** What the link says, one line. */
  readonly text: string
  /** https or mailto, normalised by the URL parser. */
  readonly href: string
  /** ASCII (punycode) host of the target, or domain of a mailto address. */
  readonly host: string
  /** The text names another host or address, or the URL hides its host behind a user name. */
  readonly mismatched: boolean
  /** The other host that the text names; null where it names none. */
  readonly namedHost: string | null
}

/** Endings that make `letter.pdf` a file and not a host. */
const fileEndings = /\.(pdf|docx?|xlsx?|pptx?|txt|csv|jpe?g|png|gif|zip|html?|js|json|md|eml|ics|mp[34])$/

/** `mailto:` fields that a link may set (RFC 6068 section 7 warns of all others, `attach` above all). */
const mailtoFields: ReadonlySet<string> = new Set(['to', 'cc', 'bcc', 'subject', 'body'])

/** A link target that may be followed, or null: only absolute https and mailto, nothing else is a link. */
export function inspectLink(href: string, text: string): MailLink | null {
  const shown = text.replace(/\s+/g, ' ').trim().slice(0, limits.maxLinkTextChars)
  if (href.length > limits.maxHrefLength) return null
  const url = parseUrl(href)
  if (url?.protocol === 'https:' && url.hostname !== '') {
    const isMasked = url.username !== '' || url.password !== ''
    url.username = ''
    url.password = ''
    const namedHost = otherHostIn(shown, url.hostname)
    return {
      text: shown,
      href: url.href,
      host: url.hostname,
      mismatched: isMasked || namedHost !== null,
      namedHost: isMasked ? null : namedHost,
    }
  }
  return url?.protocol === 'mailto:' ? inspectMailto(url, shown) : null
}

function parseUrl(href: string): URL | null {
  try {
    return new URL(href.trim())
  } catch {
    return null
  }
}

function inspectMailto(url: URL, text: string): MailLink | null {
  const kept = new URLSearchParams()
  for (const [name, value] of url.searchParams) {
    if (mailtoFields.has(name.toLowerCase())) kept.append(name.toLowerCase(), value.replace(/[\r\0]/g, ''))
  }
  const address = safeDecode(url.pathname)
  if (/[\r\n\0]/.test(address)) return null
  const query = kept.toString().replaceAll('+', '%20')
  const shownAddress = /[^\s<>@"'(),;:]{1,64}@[^\s<>@"'(),;:]{1,255}/.exec(cleanText(text))?.[0]
  const isOther = shownAddress !== undefined && !address.toLowerCase().split(',').includes(shownAddress)
  const namedHost = otherHostIn(text.replace(/\S+@\S+/g, ' '), address.slice(address.lastIndexOf('@') + 1))
  return {
    text,
    href: `mailto:${url.pathname}${query === '' ? '' : `?${query}`}`,
    host: address.slice(address.lastIndexOf('@') + 1).toLowerCase(),
    mismatched: isOther || namedHost !== null,
    namedHost: isOther ? null : namedHost,
  }
}

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** The first host in the text that is neither `host` nor a parent or child domain of it. */
function otherHostIn(text: string, host: string): string | null {
  const target = withoutWww(host.toLowerCase())
  const isOther = (named: string) =>
    named !== target && !named.endsWith(`.${target}`) && !target.endsWith(`.${named}`)
  return hostsIn(text).find(isOther) ?? null
}

function hostsIn(text: string): string[] {
  const hosts: string[] = []
  for (const token of cleanText(text).split(/[\s<>()[\]{}"'|,;!?]+/)) {
    const authority = token.replace(/^[a-z][a-z0-9+.-]*:\/\//, '').split(/[/\\?#:]/)[0] ?? ''
    const candidate = authority.slice(authority.lastIndexOf('@') + 1).replace(/\.+$/, '')
    const isHost =
      candidate.length <= 253 &&
      /^[^.\s]+(\.[^.\s]+)*\.[a-z\u0080-\uffff][a-z0-9\u0080-\uffff-]+$/.test(candidate)
    if (!isHost || (fileEndings.test(candidate) && !token.includes('://'))) continue
    const ascii = domainToASCII(candidate)
    if (ascii !== '') hosts.push(withoutWww(ascii))
  }
  return hosts
}

/** As the eye reads it: compatibility forms folded, invisible characters out, look-alike dots as dots. */
function cleanText(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .replace(/[\u3002\uff61]/g, '.')
    .toLowerCase()
}

function withoutWww(host: string): string {
  return host.replace(/^www\./, '')
}
