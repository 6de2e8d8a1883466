import { describe, expect, it } from 'vitest'
import type { Authenticity } from '../../shared/contract/index.ts'
import { parseMessage, readEnvelope, sanitizeHtml, type MailLink } from '../mime/index.ts'
import { createLookAlikes } from './look-alikes.ts'
import { nameKey, screen, type BodyFindings, type ScreeningKnowledge } from './screen.ts'
import { cpuMs } from '../../../test/support/cpu-time.ts'

const maria = 'maria.alvarez@mail.test'
const known: ScreeningKnowledge & { authservId: string } = {
  isContact: (address) => address === maria,
  hasWrittenBefore: (address) => address === maria || address === 'news@shop.test',
  lookAlikes: createLookAlikes([maria, 'billing@lakeside.test']),
  contactNames: new Map([[nameKey('Maria Alvarez'), [maria]]]),
  authservId: 'mx.hope.test',
}
const clean: BodyFindings = { links: [], hasDangerousAttachment: false, asksToRedirectPayment: false }
const link = (href: string, text: string): MailLink[] => {
  const mail = sanitizeHtml(`<a href="${href}">${text}</a>`, {
    scheme: 'light',
    inlineImage: () => null,
    remoteImages: 'blocked',
  })
  return mail.ok ? [...mail.value.links] : []
}
const passed = 'Authentication-Results: mx.hope.test; dmarc=pass header.from=mail.test'
const failed = 'Authentication-Results: mx.hope.test; dmarc=fail header.from=mail.test'
const foreign = 'Authentication-Results: mx.evil.test; dmarc=pass header.from=mail.test'

function judged(lines: readonly string[], body = clean): Authenticity {
  const tree = parseMessage(
    new TextEncoder().encode([...lines, 'Subject: Hello', '', 'Text', ''].join('\r\n')),
  )
  if (!tree.ok) {
    throw new Error(tree.error.code)
  }
  return screen(tree.value, readEnvelope(tree.value), known, body)
}

type Row = [string, string[], Authenticity['verdict'], Authenticity['reasons'], Partial<BodyFindings>?]

describe('the verdict on a sender', () => {
  const rows: Row[] = [
    [
      'a patient whose host vouches',
      [`From: ${maria}`, passed],
      'known-sender',
      ['in-contacts', 'dmarc-pass'],
    ],
    [
      'C1: a patient’s address without the host’s word',
      [`From: ${maria}`],
      'unchecked',
      ['no-authentication-results', 'in-contacts'],
    ],
    [
      'C1: a patient’s address that the host says is forged',
      [`From: ${maria}`, failed],
      'suspicious',
      ['dmarc-fail', 'in-contacts'],
    ],
    [
      'a stranger whose host vouches',
      ['From: Jo <jo@new.test>', passed],
      'host-vouches',
      ['first-time-sender', 'dmarc-pass'],
    ],
    ['somebody heard from before', ['From: news@shop.test', passed], 'host-vouches', ['dmarc-pass']],
    ['a stranger', ['From: jo@new.test'], 'unchecked', ['no-authentication-results', 'first-time-sender']],
    [
      'C1: results that another host wrote',
      ['From: jo@new.test', foreign],
      'unchecked',
      ['no-authentication-results', 'first-time-sender'],
    ],
    [
      'C1: one letter away from a patient',
      ['From: maria.alvares@mail.test', passed],
      'suspicious',
      ['look-alike-address', 'first-time-sender', 'dmarc-pass'],
    ],
    [
      'C1: look-alike letters',
      ['From: bi11ing@lakeside.test', passed],
      'suspicious',
      ['look-alike-address', 'first-time-sender', 'dmarc-pass'],
    ],
    [
      'C1: a patient’s name over another address',
      ['From: "Maria Alvarez" <m@evil.test>', passed],
      'suspicious',
      ['display-name-of-contact', 'first-time-sender', 'dmarc-pass'],
    ],
    [
      'C1: two From fields',
      [`From: ${maria}`, 'From: m@evil.test', passed],
      'suspicious',
      ['several-from', 'in-contacts', 'dmarc-pass'],
    ],
    [
      'C1: a NUL in the head, where the host may have stopped to read',
      [`From: ${maria}`, 'X-Mailer: a\0b', passed],
      'unchecked',
      ['in-contacts', 'dmarc-pass'],
    ],
    [
      'C1: a lone CR in the head, behind which the host may have read another field',
      [`X-Mailer: a\rFrom: m@evil.test`, `From: ${maria}`, passed],
      'unchecked',
      ['in-contacts', 'dmarc-pass'],
    ],
    [
      'C1: a line that is no field, where the host may have taken the body to begin',
      ['no field', `From: ${maria}`, passed],
      'unchecked',
      ['in-contacts', 'dmarc-pass'],
    ],
    [
      'answers that go elsewhere',
      [`From: ${maria}`, 'Reply-To: m@evil.test', passed],
      'known-sender',
      ['reply-to-differs', 'in-contacts', 'dmarc-pass'],
    ],
    [
      'a link that names another host',
      [`From: ${maria}`, passed],
      'suspicious',
      ['link-text-names-other-host', 'in-contacts', 'dmarc-pass'],
      { links: link('https://evil.test/x', 'https://bank.test') },
    ],
    [
      'a file that runs',
      [`From: ${maria}`, passed],
      'suspicious',
      ['dangerous-attachment', 'in-contacts', 'dmarc-pass'],
      { hasDangerousAttachment: true },
    ],
    [
      'a newsletter that counts clicks, of a sender that the host vouches for',
      ['From: news@shop.test', passed],
      'host-vouches',
      ['dmarc-pass'],
      { links: link('https://click.mailer.test/1', 'www.shop.test/sale') },
    ],
    [
      'the same without the host’s word',
      ['From: news@shop.test'],
      'suspicious',
      ['link-text-names-other-host', 'no-authentication-results'],
      { links: link('https://click.mailer.test/1', 'www.shop.test/sale') },
    ],
    [
      'a link that hides its host behind a user name',
      ['From: news@shop.test', passed],
      'suspicious',
      ['link-text-names-other-host', 'dmarc-pass'],
      { links: link('https://www.shop.test@evil.test/', 'www.shop.test') },
    ],
    [
      'a link to a host of mixed alphabets',
      ['From: news@shop.test', passed],
      'suspicious',
      ['mixed-scripts', 'dmarc-pass'],
      { links: link('https://pаypal.test/', 'Pay here') },
    ],
    [
      'a sender whose domain mixes alphabets',
      ['From: jo@xn--shp-hed.test', passed],
      'suspicious',
      ['mixed-scripts', 'first-time-sender', 'dmarc-pass'],
    ],
    [
      'a host with accents is ordinary',
      ['From: jo@xn--mnchen-3ya.test', passed],
      'host-vouches',
      ['first-time-sender', 'dmarc-pass'],
      { links: link('https://münchen.test/', 'münchen.test') },
    ],
    [
      'C1: another person at a domain that looks like a known one',
      ['From: office@1akeside.test', passed],
      'suspicious',
      ['look-alike-address', 'first-time-sender', 'dmarc-pass'],
    ],
    [
      'C1: answers to an address that looks like a known one',
      ['From: news@shop.test', 'Reply-To: billing@lakesode.test', passed],
      'suspicious',
      ['look-alike-address', 'reply-to-differs', 'dmarc-pass'],
    ],
    [
      'C1: a patient’s name turned round, with other accents',
      ['From: =?utf-8?Q?=C3=81lvarez=2C_Mar=C3=ADa?= <m@evil.test>', passed],
      'suspicious',
      ['display-name-of-contact', 'first-time-sender', 'dmarc-pass'],
    ],
    [
      'C1: a patient’s address in the name of another',
      [`From: "${maria}" <news@shop.test>`, passed],
      'suspicious',
      ['display-name-of-contact', 'dmarc-pass'],
    ],
    [
      'money to another account, asked by a stranger',
      ['From: news@shop.test', passed],
      'suspicious',
      ['payment-details', 'dmarc-pass'],
      { asksToRedirectPayment: true },
    ],
    [
      'money to another account, asked by somebody known: said, but the sender is who it says',
      [`From: ${maria}`, passed],
      'known-sender',
      ['payment-details', 'in-contacts', 'dmarc-pass'],
      { asksToRedirectPayment: true },
    ],
  ]
  it.each(rows)('%s', (_name, lines, verdict, reasons, body = {}) => {
    const { verdict: found, reasons: why } = judged(lines, { ...clean, ...body })
    expect([found, why]).toEqual([verdict, reasons])
  })

  it('says whom a look-alike imitates', () => {
    expect(judged(['From: maria.alvares@mail.test']).imitates).toBe(maria)
    expect(judged(['From: someone.else@mail.test']).imitates).toBeNull()
  })
})

describe('look-alike addresses', () => {
  const lookAlikes = createLookAlikes(['maria.alvarez@mail.test', 'info@modern.test'])
  it.each([
    ['maria.alvares@mail.test', 'maria.alvarez@mail.test'],
    ['maria.alvare@mail.test', 'maria.alvarez@mail.test'],
    ['maria.alvarezz@mail.test', 'maria.alvarez@mail.test'],
    ['maria.alvaerz@mail.test', 'maria.alvarez@mail.test'],
    ['mаria.alvarez@mail.test', 'maria.alvarez@mail.test'],
    ['info@rnodern.test', 'info@modern.test'],
    ['maria.alvarez@mail.test', null],
    ['maria.alvo@mail.test', null],
    ['maria.alvarez@nail.test', 'maria.alvarez@mail.test'],
    ['office@rnodern.test', 'modern.test'],
    ['inf@modern.test', null],
    ['office@elsewhere.test', null],
    ['', null],
  ])('%s → %s', (address, imitated) => {
    expect(lookAlikes.imitatedBy(address)).toBe(imitated)
    expect(lookAlikes.imitatedBy(address)).toBe(imitated)
  })

  it('judges 10,000 senders against 5,000 known addresses without being noticed', () => {
    const many = createLookAlikes(
      Array.from({ length: 5000 }, (_, index) => `person${String(index * 7)}@mail${String(index % 40)}.test`),
    )
    const start = cpuMs()
    for (let index = 0; index < 10_000; index += 1) {
      many.imitatedBy(`sender-${String(index % 300)}@elsewhere.test`)
    }
    expect(cpuMs() - start).toBeLessThan(2_000)
  })
})
