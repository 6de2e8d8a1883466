import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { PatientBrowser } from '../../test/integration/sealing/patient-browser.ts'
import { expect, test } from '../support/fixtures.ts'
import { leaksIn } from '../support/leaks.ts'
import { rawMail } from '../support/mail.ts'
import { fileOf, readPdf, readSealedMail } from '../support/sealed-mail.ts'
import {
  addRecipient,
  goTo,
  messageBody,
  messageRow,
  sendHeldNow,
  startMessage,
  tellPassphrase,
  writeText,
} from '../support/steps.ts'

const address = 'https://rivera-practice.example/reply.html'
const answer = 'The exercise helps. walnut-ember-tide'

test("who has only the PDF answers on the practice's page, and what comes says that nobody proved to be her", async ({
  lab,
  openPractice,
  scratch,
}) => {
  const { rivera, tomasz } = lab.people
  const mailbox = lab.mailbox(tomasz.address)
  const before = (await mailbox.list()).length
  const app = await openPractice()
  const { page } = app
  const file = path.join(scratch, 'reply.html')

  await test.step('the page is saved, and its address entered', async () => {
    await page.getByRole('button', { name: 'Settings' }).click()
    await page.getByRole('button', { name: 'Outside the seal', exact: true }).click()
    await app.answerSaveDialog(file)
    await page.getByRole('button', { name: 'Save the page…' }).click()
    const field = page.getByLabel('Its address on your site')
    await field.fill('http://rivera-practice.example/reply.html')
    await page.getByRole('button', { name: 'Name it in PDFs' }).click()
    await expect(page.getByText('An address begins with https://')).toBeVisible()
    await field.fill(address)
    await page.getByRole('button', { name: 'Name it in PDFs' }).click()
    await expect(page.getByRole('figure').filter({ hasText: 'What stands in every PDF' })).toContainText(
      address,
    )
  })

  const words = await test.step('a letter leaves as a PDF alone', async () => {
    await goTo(page, 'Inbox')
    const composer = await startMessage(page)
    await addRecipient(composer, tomasz.address)
    await composer
      .getByRole('group', { name: 'Who is this?' })
      .getByRole('button', { name: 'Patient' })
      .click()
    await composer.getByRole('button', { name: /^Choose a passphrase for/ }).click()
    const told = await tellPassphrase(page, { readsOn: 'Phone' })
    await writeText(composer, 'Your exercises', 'Ten minutes each morning. tulip-anchor-fog')
    await composer.getByRole('button', { name: 'Send', exact: true }).click()
    await sendHeldNow(page)
    return told
  })

  const number = await test.step('the PDF names the page and a number', async () => {
    const [arrived] = (await mailbox.waitFor(before + 1)).slice(before)
    const mail = await readSealedMail(arrived?.raw ?? Buffer.of())
    expect([...mail.files.keys()]).toEqual(['Message.pdf'])
    expect(mail.text).not.toContain('rivera-practice.example')
    const text = (await readPdf(fileOf(mail, 'Message.pdf'), words.join('-'))) ?? ''
    expect(text.replaceAll(/\s+/g, ' ')).toContain(`To answer, type this address into a browser: ${address} `)
    return /^\d{3} \d{3} \d{3}$/m.exec(text)?.[0] ?? 'no number'
  })

  const armored =
    await test.step('the page seals an answer, from its site, and asks for no passphrase', async () => {
      const browser = await PatientBrowser.launch()
      try {
        const html = await readFile(file, 'utf8')
        const { page: site, requests, violations } = await browser.openAt(address, html)
        await site.getByLabel('Number in your PDF').fill(number)
        await site.getByLabel(/^Your answer to/).fill(answer)
        await site.getByRole('button', { name: 'Seal answer' }).click()
        const href = (await site.getByRole('link', { name: 'Open in my mail' }).getAttribute('href')) ?? ''
        expect({ requests, violations: await violations() }).toEqual({ requests: [], violations: [] })
        expect(new URL(href).pathname).toBe(rivera.address)
        return new URL(href).searchParams.get('body') ?? ''
      } finally {
        await browser.close()
      }
    })

  await test.step('it opens in the thread of the letter, as what it is', async () => {
    expect(leaksIn(Buffer.from(armored), ['walnut-ember-tide'], 'answer')).toEqual([])
    const mail = { from: tomasz, to: rivera, subject: '', text: armored.replaceAll('\r\n', '\n') }
    await lab.deliver(rawMail(mail), rivera.address, tomasz.address)
    await goTo(page, 'Inbox')
    await messageRow(page, 'Re: Your exercises').click()
    const reader = page.getByRole('region', { name: 'Message', exact: true })
    await expect(reader.getByText(/^Written on your reply page, not proven to be \w/)).toBeVisible()
    await expect(reader.getByText(/passphrase/)).toHaveCount(0)
    await expect(messageBody(page)).toContainText(answer)
  })

  await test.step('an answer does not quote it', async () => {
    await page.getByRole('button', { name: 'Answer', exact: true }).click()
    const draft = page.getByRole('textbox', { name: 'Message' })
    await expect(draft).toBeVisible()
    await expect(draft).not.toContainText('walnut-ember-tide')
  })

  await test.step('page and address are on the record', async () => {
    await page.getByRole('button', { name: 'Activity' }).click()
    await expect(page.getByText('The reply page was saved to a file')).toBeVisible()
    await expect(
      page.getByText(/^What stands outside the seal was changed, nothing found: reply page/),
    ).toBeVisible()
  })
})
