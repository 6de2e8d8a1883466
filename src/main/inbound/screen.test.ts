import { describe, expect, it } from 'vitest'
import type { Authenticity } from '../../shared/contract/index.ts'
import { parseMessage, readEnvelope } from '../mime/index.ts'
import { createLookAlikes } from './look-alikes.ts'
import { screen, type BodyFindings, type ScreeningKnowledge } from './screen.ts'

const maria = 'maria.alvarez@mail.test'
const known: ScreeningKnowledge & { authservId: string } = {
  isContact: (address) => address === maria,
  hasWrittenBefore: (address) => address === maria || address === 'news@shop.test',
  lookAlikes: createLookAlikes([maria, 'billing@lakeside.test']),
  contactNames: new Map([['maria alvarez', [maria]]]),
  authservId: 'mx.hope.test',
}
const clean: BodyFindings = { hasMismatchedLink: false, hasDangerousAttachment: false }
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
      ['in-contacts', 'no-authentication-results'],
    ],
    [
      'C1: a patient’s address that the host says is forged',
      [`From: ${maria}`, failed],
      'suspicious',
      ['in-contacts', 'dmarc-fail'],
    ],
    [
      'a stranger whose host vouches',
      ['From: Jo <jo@new.test>', passed],
      'host-vouches',
      ['dmarc-pass', 'first-time-sender'],
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
      ['dmarc-pass', 'first-time-sender', 'look-alike-address'],
    ],
    [
      'C1: look-alike letters',
      ['From: bi11ing@lakeside.test', passed],
      'suspicious',
      ['dmarc-pass', 'first-time-sender', 'look-alike-address'],
    ],
    [
      'C1: a patient’s name over another address',
      ['From: "Maria Alvarez" <m@evil.test>', passed],
      'suspicious',
      ['dmarc-pass', 'first-time-sender', 'display-name-of-contact'],
    ],
    [
      'C1: two From fields',
      [`From: ${maria}`, 'From: m@evil.test', passed],
      'suspicious',
      ['in-contacts', 'dmarc-pass', 'several-from'],
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
      ['in-contacts', 'dmarc-pass', 'reply-to-differs'],
    ],
    [
      'a link that names another host',
      [`From: ${maria}`, passed],
      'suspicious',
      ['in-contacts', 'dmarc-pass', 'link-text-names-other-host'],
      { hasMismatchedLink: true },
    ],
    [
      'a file that runs',
      [`From: ${maria}`, passed],
      'suspicious',
      ['in-contacts', 'dmarc-pass', 'dangerous-attachment'],
      { hasDangerousAttachment: true },
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
    ['', null],
  ])('%s → %s', (address, imitated) => {
    expect(lookAlikes.imitatedBy(address)).toBe(imitated)
    expect(lookAlikes.imitatedBy(address)).toBe(imitated)
  })

  it('judges 10,000 senders against 5,000 known addresses without being noticed', () => {
    const many = createLookAlikes(
      Array.from({ length: 5000 }, (_, index) => `person${String(index * 7)}@mail${String(index % 40)}.test`),
    )
    const start = performance.now()
    for (let index = 0; index < 10_000; index += 1) {
      many.imitatedBy(`sender-${String(index % 300)}@elsewhere.test`)
    }
    expect(performance.now() - start).toBeLessThan(2_000)
  })
})
