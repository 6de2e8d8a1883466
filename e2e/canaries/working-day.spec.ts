import { mkdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { allowCoreDumps, coreDumpsIn } from '../support/core-dumps.ts'
import { expect, test, type OpenedApp } from '../support/fixtures.ts'
import { leaksBelow } from '../support/leaks.ts'
import { rawMail } from '../support/mail.ts'
import {
  addRecipient,
  goTo,
  lock,
  messageBody,
  openMessage,
  sendHeldNow,
  startMessage,
  unlock,
  vaultPassphrase,
  writeText,
} from '../support/steps.ts'

/** In every canary: looking for these two finds all of them. The second isn't ASCII, so its encodings differ. */
const stems = ['wyvernquartz', 'Żółwik=pearl'] as const
const kinds = [
  'subject',
  'body',
  'html',
  'attachment',
  'attachment-name',
  'patient',
  'nickname',
  'letter',
  'letter-subject',
  'sent-file',
  'draft',
  'search',
] as const
const canary = (kind: (typeof kinds)[number], number: number) =>
  `${stems[0]} ${kind} ${String(number)} ${stems[1]}`
const mails = 40
const five = [1, 2, 3, 4, 5]

const boundary = 'alder-boundary'

/** Letters with their canaries in subject, text, HTML and a file. */
function mailWith(number: number): { subject: string; text: string; headers: string[] } {
  const which = (number % 5) + 1
  const file = Buffer.from(`${canary('attachment', which)}\n`.repeat(400)).toString('base64')
  const parts = [
    `--${boundary}\nContent-Type: text/plain; charset=utf-8\n\n${canary('body', which)}\nLetter ${String(number)}.`,
    `--${boundary}\nContent-Type: text/html; charset=utf-8\n\n<p>${canary('html', which)}</p>`,
    [
      `--${boundary}`,
      'Content-Type: text/plain',
      `Content-Disposition: attachment; filename="${stems[0]}-attachment-name-${String(which)}.txt"`,
      'Content-Transfer-Encoding: base64',
      '',
      file.replaceAll(/.{76}/g, '$&\n'),
    ].join('\n'),
    `--${boundary}--`,
  ]
  return {
    subject: `${canary('subject', which)} no. ${String(number)}`,
    text: parts.join('\n'),
    headers: [],
  }
}

async function search(page: Page, words: string): Promise<void> {
  const field = page.getByRole('searchbox', { name: 'Search' })
  await field.fill(words)
  await expect(page.getByText(/^(\d[\d,]* match(es)?|Nothing|No match)/).first()).toBeVisible()
  await page.getByRole('button', { name: 'Clear search' }).click()
}

async function crash({ app }: OpenedApp, signal: 'SIGSEGV' | 'SIGABRT'): Promise<void> {
  const gone = new Promise((resolve) => app.process().once('exit', resolve))
  app.process().kill(signal)
  await gone
}

test(`a working day with ${String(kinds.length * five.length)} canaries leaves none of them on the disk, nor any secret`, async ({
  lab,
  template,
  openApp,
  openPractice,
  scratch,
}) => {
  allowCoreDumps()
  const { rivera, maria } = lab.people
  const home = path.join(scratch, 'home')
  const outside = path.join(scratch, 'outside')
  await Promise.all([home, outside].map((folder) => mkdir(folder)))
  const env = { HOME: home, XDG_CONFIG_HOME: home, XDG_CACHE_HOME: home, XDG_DATA_HOME: home }
  const secrets = [
    rivera.password,
    vaultPassphrase,
    template.words.maria,
    template.words.maria.replaceAll(' ', '-'),
    'BEGIN PGP PRIVATE KEY',
    maria.name,
    maria.address,
  ]
  for (let number = 1; number <= mails; number += 1) {
    const { subject, text } = mailWith(number)
    const raw = rawMail({
      from: maria,
      to: rivera,
      subject: `=?utf-8?B?${Buffer.from(subject).toString('base64')}?=`,
      text,
    })
    const mixed = `Content-Type: multipart/mixed; boundary=${boundary}`
    await lab.deliver(raw.replace(/^Content-Type: text\/plain.*$/m, mixed), rivera.address)
  }

  let app = await openPractice({ env })
  const { userDataDir } = app
  const temps = [app.tempDir]
  const leaks = () =>
    [userDataDir, home, ...temps].flatMap((folder) => leaksBelow(folder, [...stems, ...secrets]))
  const dumps = () => [process.cwd(), userDataDir, home, ...temps].flatMap(coreDumpsIn)
  const dumpsBefore = dumps()
  const reopen = async () => {
    app = await openApp({ userDataDir, env })
    temps.push(app.tempDir)
    await unlock(app.page)
    await expect(app.page.getByRole('heading', { name: 'Inbox', exact: true })).toBeVisible()
  }

  await test.step('mail is read and searched', async () => {
    const { page } = app
    for (const number of [mails, mails - 1, mails - 2]) {
      await openMessage(page, mailWith(number).subject)
      await expect(messageBody(page)).toContainText(stems[0])
    }
    for (const number of five) await search(page, canary('search', number))
    await search(page, stems[0])
  })

  await test.step('people are added, letters written, sent with files, and left as drafts', async () => {
    const { page } = app
    await goTo(page, 'Patients')
    for (const number of five) {
      await page.getByRole('button', { name: 'Add a person' }).click()
      const sheet = page.getByRole('dialog', { name: 'Add a person' })
      await sheet.getByLabel('Name', { exact: true }).fill(canary('patient', number))
      await sheet.getByLabel('Also called').fill(canary('nickname', number))
      await sheet.getByLabel('Mail addresses').fill(`${stems[0]}${String(number)}@hope.test`)
      await sheet.getByRole('button', { name: 'Save' }).click()
      await expect(sheet).toBeHidden()
    }
    await goTo(page, 'Inbox')
    for (const number of five) {
      const letter = await startMessage(page)
      await addRecipient(letter, maria.address)
      await writeText(letter, canary('letter-subject', number), canary('letter', number))
      const file = path.join(outside, `${stems[0]}-sent-file-${String(number)}.txt`)
      await writeFile(file, canary('sent-file', number))
      await app.answerOpenDialog([file])
      await letter.getByRole('button', { name: 'Attach files' }).click()
      await expect(letter.getByText(path.basename(file))).toBeVisible()
      await letter.getByRole('button', { name: 'Send', exact: true }).click()
      await sendHeldNow(page)
    }
    for (const number of five) {
      const draft = await startMessage(page)
      await addRecipient(draft, maria.address)
      await writeText(draft, canary('draft', number), canary('draft', number))
      await goTo(page, 'Inbox')
    }
    expect(leaks()).toEqual([])
  })

  await test.step('the mail is taken along, to a folder that is not ours', async () => {
    const { page } = app
    await goTo(page, 'Settings')
    await page.getByRole('button', { name: 'Bring and take along' }).click()
    await page.getByRole('button', { name: 'Take mail along…' }).click()
    const sheet = page.getByRole('dialog', { name: 'Take mail along' })
    await sheet.getByRole('combobox', { name: 'Which mailboxes' }).click()
    await page.getByRole('option', { name: /^INBOX/ }).click()
    await sheet.getByRole('radio', { name: /^Decrypted/ }).check()
    await app.answerSaveDialog(path.join(outside, 'mail'))
    await sheet.getByRole('button', { name: 'Save…' }).click()
    await expect(sheet.getByRole('status')).toContainText('saved in mail.')
    await sheet.getByRole('button', { name: 'Close' }).last().click()
    // Positive control: the same search finds what was let out.
    expect(leaksBelow(outside, stems)).not.toEqual([])
    expect(leaks()).toEqual([])
  })

  await test.step('locked and unlocked', async () => {
    for (let round = 0; round < 3; round += 1) {
      await lock(app.page)
      expect(leaks()).toEqual([])
      await unlock(app.page)
    }
  })

  for (const signal of ['SIGSEGV', 'SIGABRT'] as const) {
    await test.step(`a crash by ${signal}, with core dumps allowed`, async () => {
      await goTo(app.page, 'Inbox')
      await openMessage(app.page, mailWith(mails).subject)
      await crash(app, signal)
      expect(dumps()).toEqual(dumpsBefore)
      expect(leaks()).toEqual([])
      await reopen()
    })
  }

  await test.step('after the end, and with one canary planted', async () => {
    await app.close()
    expect(leaks()).toEqual([])
    const planted = path.join(userDataDir, 'planted')
    await writeFile(planted, Buffer.from(canary('body', 1), 'utf16le'))
    expect(leaks()).not.toEqual([])
    await rm(planted)
  })
})
