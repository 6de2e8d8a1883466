import { returningRecipient } from '../lab/index.ts'
import { expect, test } from '../support/fixtures.ts'
import {
  addRecipient,
  answerReview,
  goTo,
  openMessage,
  sendHeldNow,
  startMessage,
  tellPassphrase,
  writeText,
} from '../support/steps.ts'

test('a message that comes back says so, on the notice and on the message in Sent', async ({
  lab,
  openPractice,
}) => {
  test.skip(lab.submission !== 'postfix', 'only Postfix sends delivery reports')
  const { page } = await openPractice()
  await goTo(page, 'Patients')
  const add = page.getByRole('button', { name: 'Add a person' })
  await add.press('Enter')
  const sheet = page.getByRole('dialog', { name: 'Add a person' })
  await expect(sheet.getByLabel('Name')).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(sheet).toBeHidden()
  // WCAG 2.4.3: the focus is back where it was.
  await expect(add).toBeFocused()
  await add.press('Enter')
  await sheet.getByLabel('Name').fill('Nora Quist')
  await sheet.getByLabel('Mail addresses').fill(returningRecipient)
  await sheet.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('button', { name: 'Choose a passphrase for Nora' }).click()
  await tellPassphrase(page)
  await goTo(page, 'Inbox')

  const composer = await startMessage(page)
  await addRecipient(composer, returningRecipient)
  await writeText(composer, 'Homework for Nora', 'Ten minutes each morning.')
  await composer.getByRole('button', { name: 'Send', exact: true }).click()
  await answerReview(page, ['The address is right'])
  await sendHeldNow(page)

  await goTo(page, 'Inbox')
  const notice = await openMessage(page, 'Undelivered Mail Returned to Sender')
  const returned = 'Returned by their mail host: no such mailbox'
  await expect(notice.getByRole('heading', { name: 'About your message “Homework for Nora”' })).toBeVisible()
  await expect(notice.getByText(returned)).toBeVisible()
  await goTo(page, 'Sent')
  const sent = await openMessage(page, 'Homework for Nora')
  await expect(sent.getByText(returned)).toBeVisible()

  await sent.getByRole('button', { name: 'Write again' }).click()
  await expect(page.getByLabel('Subject')).toHaveValue('Homework for Nora')
  await expect(page.getByRole('textbox', { name: 'Message' })).toContainText('Ten minutes each morning.')
  await expect(page.getByText("Its mail host didn't know this address the last time.")).toBeVisible()
})
