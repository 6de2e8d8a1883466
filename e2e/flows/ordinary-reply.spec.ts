import { PatientBrowser } from '../../test/integration/sealing/patient-browser.ts'
import { expect, test } from '../support/fixtures.ts'
import { leaksIn } from '../support/leaks.ts'
import { rawMail } from '../support/mail.ts'
import { fileOf, readSealedMail } from '../support/sealed-mail.ts'
import { messageRow, openMessage, sendHeldNow } from '../support/steps.ts'

test('an ordinary reply is marked as not encrypted; its answer goes sealed, with the quote inside', async ({
  lab,
  template,
  openPractice,
}) => {
  const { rivera, maria } = lab.people
  const mailbox = lab.mailbox(maria.address)
  const before = (await mailbox.list()).length
  const subject = 'Re: Message from Dr. Elena Rivera'
  await lab.deliver(
    rawMail({ from: maria, to: rivera, subject, text: 'The lithium makes me thirsty. saffron-gull-quay' }),
    rivera.address,
    maria.address,
  )
  const { page } = await openPractice()
  await expect(messageRow(page, subject)).toContainText('Not encrypted')
  const reader = await openMessage(page, subject)
  await expect(reader.getByText('Not encrypted: ordinary mail. Your answer goes sealed.')).toBeVisible()

  await reader.getByRole('button', { name: 'Answer', exact: true }).click()
  const composer = page.getByRole('region', { name: 'Answer' })
  await expect(composer.getByText("Sealed with Maria's passphrase")).toBeVisible()
  const body = composer.getByRole('textbox', { name: 'Message' })
  await expect(body).toContainText('saffron-gull-quay')
  await body.press('ControlOrMeta+Home')
  await body.pressSequentially('Drink water, and call me. indigo-fern-bell')
  await expect(composer.getByText('Draft saved')).toBeVisible()
  await composer.getByRole('button', { name: 'Send', exact: true }).click()
  await sendHeldNow(page)

  const raw = (await mailbox.waitFor(before + 1)).at(-1)?.raw ?? Buffer.of()
  expect(leaksIn(raw, ['saffron-gull-quay', 'indigo-fern-bell', 'lithium'], 'INBOX')).toEqual([])
  const html = fileOf(await readSealedMail(raw), 'Message.html').toString('latin1')
  const browser = await PatientBrowser.launch()
  try {
    const { page: patient } = await browser.open(html)
    await patient.getByLabel('Passphrase agreed with Dr. Elena Rivera').fill(template.words.maria)
    await patient.getByRole('button', { name: 'Open message' }).click()
    await expect(patient.getByText('indigo-fern-bell')).toBeVisible()
    await expect(patient.getByRole('blockquote').getByText('saffron-gull-quay')).toBeVisible()
  } finally {
    await browser.close()
  }
})
