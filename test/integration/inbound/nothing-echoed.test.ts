import { describe, expect, it } from 'vitest'
import type { AccountId, MessageId } from '../../../src/shared/ids.ts'
import { answerContent, forwardContent } from '../../../src/main/outbound/answer.ts'
import { readCard } from '../../../src/main/mime/index.ts'
import { bytes, header, opened, own } from '../../../src/main/inbound/open-message.fixture.ts'
import { judgeSender } from '../../../src/main/inbound/judge.ts'
import { createLookAlikes } from '../../../src/main/inbound/look-alikes.ts'
import { searchTextOf, summarize } from '../../../src/main/inbound/summarize.ts'
import { renderBody } from '../../../src/main/inbound/render-body.ts'

const canary = 'https://leak.evil.test/canary'
const nobody = {
  ...{ isContact: () => false, hasWrittenBefore: () => false, contactNames: new Map<string, string[]>() },
  lookAlikes: createLookAlikes([]),
}

/** Everything that is made of a message: its list row, its entry in the search, what an answer or a forward quotes. */
async function madeOf(lines: readonly string[], extra: readonly string[] = []) {
  const message = await opened(bytes([...header({ subject: 'Hello', extra: [...extra] }), ...lines]))
  const { envelope, content, tree } = message
  const { from, replyTo, to, cc, bcc, subject, date, messageId, references } = envelope
  const original = {
    ...{ id: 1 as MessageId, accountId: 1 as AccountId, deliveredTo: [], method: null, attachments: [] },
    ...{ from, replyTo, to, cc, bcc, subject, messageId, references },
    ...{ date: date ?? '', text: content.text ?? '' },
  }
  const body = renderBody(message, { scheme: 'light', images: null })
  return {
    quoted: JSON.stringify([answerContent(original, [own], true), forwardContent(original)]),
    kept: JSON.stringify([
      summarize(message, judgeSender(message, nobody, null), null),
      searchTextOf(message),
    ]),
    cards: JSON.stringify(content.attachments.map((file) => readCard(tree, file))),
    shown: body.ok ? body.value.html : '',
  }
}

const html = (body: string): string[] => ['Content-Type: text/html; charset=utf-8', '', body]

describe('what a message would have fetched', () => {
  it.each([
    ['a picture', `<img src="${canary}" alt="logo">`],
    ['a set of pictures', `<img srcset="${canary} 1x">`],
    ['a pixel', `<img src="${canary}" width=1 height=1>`],
    ['a picture without a scheme', '<img src="//leak.evil.test/canary">'],
    ['a background', `<p style="background:url(${canary})">x`],
    ['an old background', `<table background="${canary}"><tr><td>x</table>`],
    ['a style sheet', `<link rel=stylesheet href="${canary}">`],
    ['an import', `<style>@import "${canary}";p::after{content:url(${canary})}</style>`],
    ['a font', `<style>@font-face{font-family:a;src:url(${canary})}</style>`],
    [
      'a connection ahead',
      `<link rel=preconnect href="${canary}"><link rel=dns-prefetch href="//leak.evil.test/canary">`,
    ],
    ['a base', `<base href="${canary}">`],
    ['another page', `<meta http-equiv=refresh content="0;url=${canary}"><iframe src="${canary}"></iframe>`],
    ['a film', `<video poster="${canary}" src="${canary}"></video><audio src="${canary}">`],
    ['a drawing', `<svg><image href="${canary}"/><use xlink:href="${canary}#a"/></svg>`],
    ['a form', `<form action="${canary}"><input type=image src="${canary}"></form>`],
    ['a ping', `<a ping="${canary}" href="https://ok.test/">x</a>`],
    ['a comment of Outlook', `<!--[if mso]><v:image src="${canary}"/><![endif]-->`],
    ['a template', `<template shadowrootmode=open><img src="${canary}"></template>`],
  ])('%s: it is neither shown, kept nor quoted', async (_what, body) => {
    const made = await madeOf(html(`<p>The words</p>${body}`))
    expect(made.quoted).toContain('The words')
    expect(made.kept).toContain('The words')
    expect(made.shown).toContain('The words')
    expect(`${made.quoted}${made.kept}${made.shown}`).not.toMatch(/leak\.evil/)
  })

  it('an address that is written in it is quoted, since it is what it says', async () => {
    expect((await madeOf(html(`<p>${canary}</p>`))).quoted).toContain('leak.evil')
  })
})

describe('a header field', () => {
  it.each([
    'Disposition-Notification-To: canary@leak.evil.test',
    'Return-Receipt-To: canary@leak.evil.test',
    `List-Unsubscribe: <${canary}>`,
    'X-Anything: leak.evil',
    'Autocrypt-Draft-State: encrypt=no; leak.evil',
    'X-Mozilla-Draft-Info: leak.evil',
    `OpenPGP: url=${canary}`,
    `BIMI-Location: v=BIMI1; l=${canary}`,
    `Archived-At: <${canary}>`,
    `Content-Location: ${canary}`,
    'Mail-Followup-To: canary@leak.evil.test',
    'Errors-To: canary@leak.evil.test',
    'Resent-Bcc: canary@leak.evil.test',
  ])('%s comes back in nothing', async (field) => {
    const made = await madeOf(['Content-Type: text/plain', '', 'The words'], [field])
    expect(Object.values(made).join('')).not.toMatch(/leak\.evil/)
  })

  it('Bcc stands in no answer and no forward', async () => {
    const made = await madeOf(['', 'x'], ['Bcc: hidden@leak.evil.test', 'Cc: jo@mail.test'])
    expect(made.quoted).toContain('jo@mail.test')
    expect(made.quoted).not.toContain('hidden@')
  })
})

describe('a card', () => {
  const file = (type: string, lines: readonly string[]): string[] => [
    ...['Content-Type: multipart/mixed; boundary=b', '', '--b', '', 'x', '--b'],
    ...[`Content-Type: ${type}`, '', ...lines, '--b--'],
  ]

  it.each([
    [
      'of an event',
      file('text/calendar', [
        ...['BEGIN:VCALENDAR', 'BEGIN:VEVENT', 'DTSTART:20261122T100000Z', 'SUMMARY:Visit'],
        ...[`ATTACH:${canary}`, `URL:${canary}`, `IMAGE;VALUE=URI:${canary}`, `CONFERENCE:${canary}`],
        ...['END:VEVENT', 'END:VCALENDAR'],
      ]),
      'Visit',
    ],
    [
      'of a person',
      file('text/vcard', [
        ...['BEGIN:VCARD', 'VERSION:4.0', 'FN:Eva', `PHOTO:${canary}`, `LOGO:${canary}`, `KEY:${canary}`],
        ...[`SOUND:${canary}`, `SOURCE:${canary}`, 'END:VCARD'],
      ]),
      'Eva',
    ],
  ])('%s names no place to fetch from', async (_kind, lines, name) => {
    const made = await madeOf(lines)
    expect(made.cards).toContain(name)
    expect(Object.values(made).join('')).not.toMatch(/leak\.evil/)
  })
})
