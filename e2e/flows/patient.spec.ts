import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { PatientBrowser } from '../../test/integration/sealing/patient-browser.ts'
import { expect, test } from '../support/fixtures.ts'
import { leaksBelow, leaksIn } from '../support/leaks.ts'
import { rawMail } from '../support/mail.ts'
import { fileOf, readPdf, readSealedMail, type SealedMail } from '../support/sealed-mail.ts'
import {
  addRecipient,
  answerReview,
  goTo,
  messageBody,
  messageRow,
  openMessage,
  sendHeldNow,
  setUpPractice,
  startMessage,
  tellPassphrase,
  writeText,
} from '../support/steps.ts'

const letter = {
  subject: 'Our plan after Thursday heron-lantern',
  text: 'Dear Maria, your diagnosis is major depressive disorder (F33.1). Your number is 536-22-8417. quartz-meadow-otter',
  fileName: 'breathing-thistle.txt',
  file: 'Breathe in for four seconds. cobalt-juniper-drift\n',
}
const answer = { text: 'Thank you, the exercise helps. walnut-ember-tide' }
const canaries = [
  'heron-lantern',
  'quartz-meadow-otter',
  'depressive',
  '536-22-8417',
  'breathing-thistle',
  'cobalt-juniper-drift',
  'walnut-ember-tide',
]

test('a letter to a patient without a key goes sealed, opens with her passphrase, and her answer comes back', async ({
  lab,
  openApp,
  scratch,
}) => {
  const { rivera, maria } = lab.people
  const mailbox = lab.mailbox(maria.address)
  const before = (await mailbox.list()).length
  const attachment = path.join(scratch, letter.fileName)
  await writeFile(attachment, letter.file)

  const app = await openApp()
  const { page } = app
  await setUpPractice(page, lab)
  const composer = await startMessage(page)

  const words = await test.step('a new address is asked about once, in place', async () => {
    await addRecipient(composer, maria.address)
    const who = composer.getByRole('group', { name: 'Who is this?' })
    await expect(who.getByRole('textbox', { name: 'Name' })).toHaveValue('Maria Alvarez')
    await who.getByRole('button', { name: 'Patient' }).click()
    await composer.getByRole('button', { name: 'Choose a passphrase for Maria' }).click()
    const told = await tellPassphrase(page, { way: 'By phone', readsOn: 'Not sure' })
    expect(told).toHaveLength(6)
    for (const word of told) expect(word).toMatch(/^[a-z]{3,5}$/)
    await expect(composer.getByText("Sealed with Maria's passphrase")).toBeVisible()
    await expect(who).toHaveCount(0)
    return told
  })

  await test.step('the scan counts while she types, and the review names the categories', async () => {
    await writeText(composer, letter.subject, letter.text)
    await app.answerOpenDialog([attachment])
    await composer.getByRole('button', { name: 'Attach files' }).click()
    await expect(composer.getByText(letter.fileName)).toBeVisible()
    await expect(
      composer.getByRole('button', { name: /^Review Health information · \d+ identifier/ }),
    ).toBeVisible()
    await composer.getByRole('button', { name: 'Send', exact: true }).click()
    const review = page.getByRole('dialog', { name: 'Before this goes' })
    await expect(review.getByText('A Social Security number is in the message.')).toBeVisible()
    await expect(review.getByRole('button', { name: 'Send now' })).toBeDisabled()
    await review.getByText('Found in the text').click()
    const found = review.getByRole('listitem').filter({ hasText: '536-22-8417' })
    await expect(found).toContainText('Social Security number')
  })

  await test.step('it is held, can be taken back, and is held again', async () => {
    await answerReview(page, ['It belongs there'])
    await expect(page.getByRole('timer')).toHaveText(/^Leaves in \d+ s$/)
    await expect(page.getByText('Sealed for Maria · health information')).toBeVisible()
    await page.getByRole('status').getByRole('button', { name: 'Undo' }).click()
    await expect(composer.getByRole('textbox', { name: 'Message' })).toContainText('quartz-meadow-otter')
    await expect(composer.getByText(letter.fileName)).toBeVisible()
    expect(await mailbox.list()).toHaveLength(before)
    await composer.getByRole('button', { name: 'Send', exact: true }).click()
    await answerReview(page, ['It belongs there'])
    await sendHeldNow(page)
  })

  const mail = await test.step("the patient's mailbox holds nothing that a host could read", async () => {
    const raw = (await mailbox.waitFor(before + 1)).at(-1)?.raw ?? Buffer.of()
    expect(leaksIn(raw, canaries, 'INBOX')).toEqual([])
    const read = await readSealedMail(raw)
    expect(read.subject).toBe('Message from Dr. Elena Rivera')
    expect(read.text).toContain('On a phone, open Message.pdf.')
    return read
  })

  await test.step('the PDF opens in poppler with the passphrase, and not without', async () => {
    const pdf = fileOf(mail, 'Message.pdf')
    expect(await readPdf(pdf)).toBeNull()
    expect(await readPdf(pdf, 'wrong-words-here-wrong-words-here')).toBeNull()
    const text = await readPdf(pdf, words.join('-'))
    expect(text).toContain('heron-lantern')
    expect(text).toContain('quartz-meadow-otter')
    expect(text).toContain(`Not in this PDF: ${letter.fileName}. Open Message.html on a`)
  })

  const armored = await test.step('the HTML opens in a browser without a network, and seals an answer', () =>
    readAsPatient(mail, words))

  await test.step('her answer arrives and opens', async () => {
    await lab.deliver(
      rawMail({
        from: maria,
        to: rivera,
        subject: `Re: ${mail.subject}`,
        text: `Here it is.\n\n${armored}\n\n> On a phone, open Message.pdf.\n`,
        headers: [`In-Reply-To: ${mail.messageId}`, `References: ${mail.messageId}`],
      }),
      rivera.address,
      maria.address,
    )
    await goTo(page, 'Inbox')
    const row = messageRow(page, 'Maria Alvarez').filter({ hasText: 'Sealed' })
    await expect(row).toBeVisible()
    await row.click()
    const reader = page.getByRole('region', { name: 'Message', exact: true })
    await expect(reader.getByText("Sealed answer, opened with Maria's passphrase")).toBeVisible()
    await expect(reader.getByRole('heading', { name: `Re: ${letter.subject}` })).toBeVisible()
    await expect(messageBody(page)).toContainText(answer.text)
  })

  await test.step('Sent keeps our copy: readable here, unreadable on the server', async () => {
    await goTo(page, 'Sent')
    const reader = await openMessage(page, letter.subject)
    await expect(reader.getByText('Your own copy, encrypted to your key')).toBeVisible()
    await expect(messageBody(page)).toContainText('quartz-meadow-otter')
    await expect(reader.getByText(letter.fileName)).toBeVisible()
    await expect(reader.getByText(/^Sealed · Handed to your mail host/)).toBeVisible()
    const sent = await lab.mailbox(rivera.address).waitFor(1, { folder: 'Sent' })
    expect(sent.flatMap(({ raw }) => leaksIn(raw, canaries, 'Sent'))).toEqual([])
  })

  expect(leaksBelow(app.userDataDir, [...canaries, words.join(' '), words.join('-')])).toEqual([])
  expect(leaksBelow(app.tempDir, canaries)).toEqual([])
})

/** Opens the HTML form as a patient does: saved to disk, no network. Answers, and gives the sealed answer. */
async function readAsPatient(mail: SealedMail, words: readonly string[]): Promise<string> {
  const html = fileOf(mail, 'Message.html').toString('latin1')
  const browser = await PatientBrowser.launch()
  try {
    const still = await browser.open(html, { javaScriptEnabled: false })
    await expect(still.page.getByText('Open Message.pdf instead.')).toBeVisible()

    const { page, requests, errors, violations } = await browser.open(html)
    const field = page.getByLabel('Passphrase agreed with Dr. Elena Rivera')
    const open = page.getByRole('button', { name: 'Open message' })
    await field.fill([...words.slice(1), words[0] ?? ''].join(' '))
    await open.click()
    await expect(page.getByRole('alert')).toContainText("That isn't it.")
    expect(await page.content()).not.toContain('quartz-meadow-otter')

    await field.fill(words.join(' '))
    await open.click()
    await expect(page.getByRole('heading', { name: letter.subject })).toBeVisible()
    await expect(page.getByText(letter.text)).toBeVisible()
    const downloading = page.waitForEvent('download')
    await page.getByRole('button', { name: `Save ${letter.fileName}` }).click()
    const download = await downloading
    expect(await streamText(await download.createReadStream())).toBe(letter.file)

    await page.getByLabel('Your answer to Dr. Elena Rivera').fill(answer.text)
    await page.getByRole('button', { name: 'Seal answer' }).click()
    const saving = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Save as a file' }).click()
    const armored = await streamText(await (await saving).createReadStream())
    expect(leaksIn(Buffer.from(armored), canaries, 'answer')).toEqual([])
    expect({ requests, errors, violations: await violations() }).toEqual({
      requests: [],
      errors: [],
      violations: [],
    })
    return armored
  } finally {
    await browser.close()
  }
}

async function streamText(stream: AsyncIterable<unknown>): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}
