import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { createMessage, encrypt, readKey } from 'openpgp'
import { beforeAll, describe, expect, it } from 'vitest'
import { encodeAnswer } from './format/answer-payload.ts'
import { answerLayout } from './format/layout.ts'
import { readVector, vectorFolder } from './format/vectors.fixture.ts'
import { openAnswer } from './answer.ts'
import { findSealedAnswers } from './find-answers.ts'
import { cpuMs } from '../../../../test/support/cpu-time.ts'

const { content } = readVector('full')
const certificate = content.reply?.certificate ?? ''
const replyKey = content.reply?.key ?? new Uint8Array()
const secretKey = readFileSync(resolve(vectorFolder, 'practice-secret-key.asc'), 'utf8')
const now = new Date('2026-11-22T12:00:00Z')

const answer = {
  messageId: content.messageId,
  containerId: new Uint8Array(16).fill(7),
  text: 'El martes está bien. ¡Gracias! 👍',
  attachments: [
    { name: 'diario.txt', type: 'text/plain', bytes: new TextEncoder().encode('lunes: 7 horas') },
  ],
}

async function armor(payload: Uint8Array): Promise<string> {
  const message = await createMessage({ binary: payload, date: now })
  return encrypt({ message, encryptionKeys: await readKey({ armoredKey: certificate }), date: now })
}
const open = (armored: string, known: Uint8Array | null = replyKey) =>
  openAnswer(armored, {
    secretKeys: [secretKey],
    replyKeyFor: (id) => (id === content.messageId ? known : null),
    now,
  })

let armored: string
beforeAll(async () => {
  armored = await armor(encodeAnswer(answer, replyKey))
})

describe('a sealed answer', () => {
  it('opens, bound to its message', async () => {
    const { text, attachments } = answer
    expect(await open(armored)).toEqual({
      ok: true,
      value: { text, attachments, source: 'message', boundTo: content.messageId, openedWithPassphrase: true },
    })
  })

  it.each([
    [
      'by somebody who only has the public certificate',
      () => encodeAnswer(answer, new Uint8Array(32)),
      replyKey,
    ],
    [
      'for a message that was never sent',
      () => encodeAnswer({ ...answer, messageId: '<x@y.example>' }, replyKey),
      replyKey,
    ],
    ['when the reply key is gone', () => encodeAnswer(answer, replyKey), null],
    ['with its text changed after the fact', () => forged(), replyKey],
  ])('made %s is not marked as opened with the passphrase', async (_name, make, known) => {
    const opened = await open(await armor(make()), known)
    expect(opened).toMatchObject({ value: { source: 'message', openedWithPassphrase: false } })
  })

  const whole = () => encodeAnswer(answer, replyKey)
  it.each([
    [
      'another kind of message',
      () => new TextEncoder().encode('Content-Type: text/plain\r\n\r\nhi'),
      'sealed/not-a-container',
    ],
    ['empty', () => new Uint8Array(), 'sealed/not-a-container'],
    ['of a newer version', () => whole().with(answerLayout.magic.length, 2), 'sealed/version-newer'],
    ['of version 0', () => whole().with(answerLayout.magic.length, 0), 'sealed/damaged'],
    ['cut short', () => whole().slice(0, 400), 'sealed/damaged'],
    ['cut in its head', () => whole().slice(0, 20), 'sealed/damaged'],
    ['with a manifest of 4 GiB', () => whole().fill(255, 41, 45), 'sealed/limits-exceeded'],
    ['with padding that speaks', () => whole().with(whole().length - 1, 1), 'sealed/damaged'],
    ['with a file name that climbs', () => replaced('diario.txt', '../ar.o.tx'), 'sealed/damaged'],
    ['with a Message-ID of two lines', () => replaced('<vector-2@', '<vec\\r\\n@'), 'sealed/damaged'],
  ])('%s is refused', async (_name, make, code) => {
    const opened = await open(await armor(make()))
    expect(opened.ok || opened.error.code).toBe(code)
  })

  it('is padded: short answers are of one length, and fit into a mailto link', async () => {
    const short = async (text: string) =>
      (await armor(encodeAnswer({ ...answer, text, attachments: [] }, replyKey))).length
    expect(await short('Yes')).toBe(await short('Tuesday at four is fine for me, thank you.'))
    expect(
      encodeURIComponent(await armor(encodeAnswer({ ...answer, attachments: [] }, replyKey))).length,
    ).toBeLessThan(1700)
  })
})

describe('finding an answer in a mail', () => {
  const wrapAt = (text: string, width: number) => text.replace(new RegExp(`(.{${width}})`, 'g'), '$1\n')
  const escapeHtml = (text: string) =>
    text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('+', '&#43;')
  const inHtmlLines = (text: string) => text.split(/\r?\n/).map(escapeHtml)
  const manglings: readonly [string, (armor: string) => string][] = [
    ['alone', (text) => text],
    ['with CRLF', (text) => text.replace(/\r?\n/g, '\r\n')],
    ['below a greeting and above a signature', (text) => `Hello,\n\n${text}\n-- \nMaria`],
    ['quoted once', (text) => text.replace(/^/gm, '> ')],
    ['quoted three times, badly', (text) => text.replace(/^/gm, '>>  > ')],
    ['quoted with bars', (text) => text.replace(/^/gm, '| ')],
    ['indented with no-break spaces', (text) => text.replace(/^/gm, '\u00a0\u00a0')],
    ['wrapped at 40', (text) => wrapAt(text, 40)],
    ['quoted, then wrapped at 50', (text) => wrapAt(text.replace(/^/gm, '> '), 50)],
    ['without line ends', (text) => text.replace(/\r?\n/g, ' ')],
    ['without the empty line', (text) => text.replace(/\r?\n\r?\n/, '\n')],
    ['with every line end doubled', (text) => text.replace(/\r?\n/g, '\n\n')],
    ['with trailing spaces', (text) => text.replace(/$/gm, '   ')],
    ['with dashes for hyphens', (text) => text.replaceAll('-----', '—--')],
    [
      'with a version and a comment',
      (text) =>
        text.replace(
          /MESSAGE-----\r?\n/,
          'MESSAGE-----\nVersion: Some Mail 1.0\nComment: https://mail.example\n',
        ),
    ],
    ['without its checksum', (text) => text.replace(/\r?\n=.{4}(?=\r?\n-----END)/, '')],
    ['as HTML with breaks', (text) => `<div>${inHtmlLines(text).join('<br>')}</div>`],
    [
      'as HTML with a block for each line',
      (text) =>
        inHtmlLines(text)
          .map((line) => `<div dir="ltr">${line || '<br>'}</div>`)
          .join(''),
    ],
    [
      'as quoted HTML',
      (text) => `<blockquote type="cite"><p>${inHtmlLines(text).join('</p>\n<p>')}</p></blockquote>`,
    ],
    [
      'as HTML with spans amid lines',
      (text) =>
        inHtmlLines(text)
          .map((line) => `${line.slice(0, 20)}<span class="x">${line.slice(20)}</span>`)
          .join('<br/>\n'),
    ],
    ['with soft hyphens and zero-width spaces', (text) => text.replace(/(.{30})/g, '$1\u00ad\u200b')],
  ]
  it.each(manglings)('%s', async (_name, mangle) => {
    const found = findSealedAnswers(mangle(armored))
    expect(found).toHaveLength(1)
    const opened = await open(found[0] ?? '')
    expect(opened).toMatchObject({ value: { openedWithPassphrase: true } })
  })

  it('finds two, and the same one quoted again only once', async () => {
    const other = await armor(encodeAnswer({ ...answer, text: 'Otra' }, replyKey))
    expect(findSealedAnswers(`${armored}\n${other}\n${armored.replace(/^/gm, '> ')}`)).toHaveLength(2)
  })

  it.each([
    ['nothing', ''],
    ['an ordinary mail', 'Dear Dr. Rivera, see you on Tuesday.'],
    ['a beginning without an end', '-----BEGIN PGP MESSAGE-----\n\nAAAA'],
    ['marks around prose', '-----BEGIN PGP MESSAGE-----\nThis is how it looks!\n-----END PGP MESSAGE-----'],
    ['a certificate', certificate],
  ])('finds none in %s', (_name, text) => {
    expect(findSealedAnswers(text)).toEqual([])
  })

  it('is quick on 5 MB of beginnings', () => {
    const before = cpuMs()
    expect(findSealedAnswers('-----BEGIN PGP MESSAGE-----\n'.repeat(180_000))).toEqual([])
    expect(findSealedAnswers('-'.repeat(5_000_000))).toEqual([])
    expect(findSealedAnswers('<'.repeat(2_000_000) + '<a')).toEqual([])
    expect(cpuMs() - before).toBeLessThan(5000)
  })
})

function forged(): Uint8Array {
  return replaced('Gracias', 'Grecias')
}

/** A finished answer with some of its bytes replaced by as many others. */
function replaced(from: string, to: string): Uint8Array {
  const payload = Buffer.from(encodeAnswer(answer, replyKey))
  payload.write(to, payload.indexOf(from), 'latin1')
  return new Uint8Array(payload)
}
