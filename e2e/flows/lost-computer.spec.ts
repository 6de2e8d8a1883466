import { expect, test } from '../support/fixtures.ts'
import { rawMail } from '../support/mail.ts'
import {
  addRecipient,
  fillServer,
  goTo,
  messageRow,
  setUpPractice,
  startMessage,
  tellPassphrase,
} from '../support/steps.ts'

test('a lost computer is replaced by the mail account and the recovery kit', async ({ lab, openApp }) => {
  const { rivera, daniel } = lab.people
  await lab.deliver(
    rawMail({ from: daniel, to: rivera, subject: 'From before', text: 'See you on Friday.' }),
    rivera.address,
  )
  const old = await openApp()
  const kit = await setUpPractice(old.page, lab)

  await test.step('a patient is agreed with, and recovery data goes to the mail host', async () => {
    const { page } = old
    const composer = await startMessage(page)
    await addRecipient(composer, daniel.address)
    await composer.getByRole('button', { name: 'Patient' }).click()
    await composer.getByRole('button', { name: 'Choose a passphrase for Daniel' }).click()
    await tellPassphrase(page, { readsOn: 'Computer' })
    await goTo(page, 'Settings')
    await page.getByRole('button', { name: 'Passphrase and recovery' }).click()
    const kept = page.getByText(/^Kept current on localhost, (just now|1 minute ago)\.$/)
    const bring = page.getByRole('button', { name: 'Bring it there now' })
    await expect(kept.or(bring)).toBeVisible()
    if (await bring.isVisible()) await bring.click()
    await expect(kept).toBeVisible()
  })
  await old.close()

  const { page } = await openApp()
  await test.step('on a new computer the account is signed in to, and the data found', async () => {
    await page.getByRole('button', { name: 'I have used Sealpost before' }).click()
    await page.getByRole('button', { name: 'From my mail account' }).click()
    await page.getByLabel('Mail address').fill(rivera.address)
    await page.getByLabel('Mail password', { exact: true }).fill(rivera.password)
    await page.getByRole('button', { name: 'Change servers' }).click()
    await fillServer(page.getByRole('group', { name: 'Incoming (IMAP)' }), lab.imap.implicit)
    await fillServer(page.getByRole('group', { name: 'Outgoing (SMTP)' }), lab.smtp.starttls)
    await page.getByRole('button', { name: 'Look for recovery data' }).click()
    await expect(page.getByText(/^Recovery data found on localhost\. It was made: Today /)).toBeVisible()
  })

  await test.step('words in another order open nothing; the kit opens it under a new passphrase', async () => {
    const words = page.getByRole('textbox', { name: 'Recovery words' })
    const fresh = 'quokka brindle tugboat meadowlark opaline rivet'
    await words.fill([...kit.words.slice(1), kit.words[0]].join(' '))
    await page.getByLabel('Check code').fill(kit.checkCode)
    await page.getByLabel('New passphrase').fill(fresh)
    await page.getByLabel('The same again').fill(fresh)
    await page.getByRole('button', { name: 'Open and set up this computer' }).click()
    await expect(page.getByRole('alert')).toContainText('vault/recovery-kit-mistyped')
    await words.fill(kit.words.join(' '))
    await page.getByRole('button', { name: 'Open and set up this computer' }).click()
    await expect(page.getByRole('heading', { name: 'Inbox', exact: true })).toBeVisible()
  })

  await test.step('people and mail are back, and the recovery data is no mail', async () => {
    await expect(messageRow(page, 'From before')).toBeVisible()
    await expect(page.getByRole('navigation', { name: 'Mailboxes' })).not.toContainText('Sealpost recovery')
    const search = page.getByRole('searchbox', { name: 'Search' })
    await search.fill('recovery data')
    await expect(page.getByText('No match in the mail on this computer.')).toBeVisible()
    await page.getByRole('button', { name: 'Clear search' }).click()
    await page.getByRole('button', { name: /^Patients/ }).click()
    await expect(page.getByText('Daniel Ortiz').or(page.getByText(daniel.address)).first()).toBeVisible()
  })
})
