import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { sanitizeHtml } from '../mime/index.ts'
import { judgeSender } from './judge.ts'
import { createLookAlikes } from './look-alikes.ts'
import { opened } from './open-message.fixture.ts'
import { ordinaryMail, type OrdinaryMail } from './ordinary-mail.fixture.ts'
import { nameKey, type ScreeningKnowledge } from './screen.ts'

const contacts = [
  ['Maria Alvarez', 'maria.alvarez@mail.test'],
  ['Daniel Ortiz', 'dan.ortiz@inbox.test'],
  ['Dr. Susan Lee', 'lee@lakeside-neuro.test'],
  ['Kim Young', 'kim81@inbox.test'],
] as const
const known: ScreeningKnowledge = {
  isContact: (address) => contacts.some(([, one]) => one === address),
  hasWrittenBefore: () => false,
  lookAlikes: createLookAlikes([...contacts.map(([, address]) => address), 'rivera@hope.test']),
  contactNames: new Map(contacts.map(([name, address]) => [nameKey(name), [address]])),
}
const account = { address: 'rivera@hope.test', imapHost: 'imap.hope.test' }

/** @param inArchive names of the files in an attached zip */
function raw(mail: OrdinaryMail, inArchive: readonly string[]): Uint8Array {
  const { from, replyTo, subject, text, html, file } = mail
  const zip = zipSync(Object.fromEntries(inArchive.map((name) => [name, strToU8('x')])))
  const lines = [
    'Authentication-Results: mx.hope.test; dmarc=pass',
    'Received: from a by mx.hope.test; Mon, 2 Nov 2026 09:00:00 +0000',
    `From: ${from}`,
    ...(replyTo === undefined ? [] : [`Reply-To: ${replyTo}`]),
    `Subject: ${subject}`,
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary=b',
    '',
    '--b',
    `Content-Type: text/${html === undefined ? 'plain' : 'html'}; charset=utf-8`,
    '',
    html === undefined ? text : `<p>${text}</p>${html}`,
    ...(file === undefined
      ? []
      : [
          '--b',
          'Content-Type: application/octet-stream',
          `Content-Disposition: attachment; filename="${file}"`,
          'Content-Transfer-Encoding: base64',
          '',
          Buffer.from(zip).toString('base64'),
        ]),
    '--b--',
    '',
  ]
  return new TextEncoder().encode(lines.join('\r\n'))
}

async function judged(mail: OrdinaryMail, inArchive: readonly string[] = ['slice-001.dcm', 'index.html']) {
  const message = await opened(raw(mail, inArchive))
  const shown = sanitizeHtml(message.content.html ?? '', {
    scheme: 'light',
    inlineImage: () => null,
    remoteImages: 'blocked',
  })
  return judgeSender(message, known, account, shown.ok ? shown.value.links : [])
}

describe('ordinary mail', () => {
  it(`raises no warning in any of ${String(ordinaryMail.length)}`, async () => {
    expect(ordinaryMail).toHaveLength(50)
    const verdicts = await Promise.all(
      ordinaryMail.map(async (mail) => [mail.subject, await judged(mail)] as const),
    )
    const warned = verdicts.filter(
      ([, { verdict, reasons, imitates }]) =>
        verdict === 'suspicious' ||
        verdict === 'unchecked' ||
        reasons.includes('payment-details') ||
        imitates !== null,
    )
    expect(warned).toEqual([])
  })
})

describe('the same mail with one thing wrong', () => {
  const mail: OrdinaryMail = { from: 'Shop <news@books.test>', subject: 'Hello', text: 'See this.' }
  it.each([
    ['a program', { file: 'setup.exe' }, 'dangerous-attachment'],
    ['a program behind another ending', { file: 'Invoice.pdf.scr' }, 'dangerous-attachment'],
    ['a name turned round', { file: 'Invoice\u202efdp.exe' }, 'dangerous-attachment'],
    ['a document with macros', { file: 'Invoice.docm' }, 'dangerous-attachment'],
    ['a disk image', { file: 'Invoice.iso' }, 'dangerous-attachment'],
    ['an archive that holds a program', { file: 'Invoice.zip' }, 'dangerous-attachment'],
    ['a name of a contact', { from: 'Maria Alvarez <x@books.test>' }, 'display-name-of-contact'],
    ['a look-alike', { from: 'Shop <lee@lakeside-neur0.test>' }, 'look-alike-address'],
    [
      'a link that names a bank',
      { html: '<a href="https://evil.test/">www.bank.test</a>' },
      'link-text-names-other-host',
    ],
    [
      'another account for the money',
      { text: 'Our bank details have changed. Please use the new account for all future payments.' },
      'payment-details',
    ],
  ] as const)('is suspicious: %s', async (_name, wrong, reason) => {
    const { verdict, reasons } = await judged({ ...mail, ...wrong }, ['docs/Invoice.pdf.exe'])
    expect(verdict).toBe('suspicious')
    expect(reasons[0]).toBe(reason)
  })
})
