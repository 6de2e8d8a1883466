import type { HtmlText } from '../extract/html.ts'
import type { Change } from './changes.ts'

const TAG = /<(?:"[^"]*"|'[^']*'|[^'"<>])*>/g
const ENTITY = /&#?\w{1,10};?/y

/**
 * Makes changes of the text in the markup that it came from. Tags that stand within a changed stretch stay, so that
 * the markup stays whole; line breaks within it go.
 */
export function changeMarkup(markup: string, { offsets }: HtmlText, changes: readonly Change[]): string {
  const pieces: string[] = []
  let at = 0
  for (const { start, end, words } of changes) {
    const from = Math.max(at, offsets[start] ?? markup.length)
    const to = Math.max(from, endOfUnit(markup, offsets[end - 1] ?? markup.length))
    const tags = (markup.slice(from, to).match(TAG) ?? []).filter((tag) => !/^<br\b/i.test(tag))
    pieces.push(markup.slice(at, from), escapeText(words), ...tags)
    at = to
  }
  return pieces.join('') + markup.slice(at)
}

/** Link targets name people and places as the text does, unseen: the words stay, the links go. */
export function withoutLinks(markup: string): string {
  return markup.replace(TAG, (tag) => (/^<\/?a\b/i.test(tag) ? '' : tag))
}

function endOfUnit(markup: string, at: number): number {
  if (markup.charAt(at) === '<') return at
  ENTITY.lastIndex = at
  return at + (ENTITY.exec(markup)?.[0].length ?? 1)
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
