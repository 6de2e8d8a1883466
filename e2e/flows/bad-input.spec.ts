import { open } from 'node:fs/promises'
import path from 'node:path'
import { Gpg } from '../../test/integration/sealing/gpg.ts'
import { expect, test } from '../support/fixtures.ts'
import { addRecipient, choosePassphrase, goTo, startMessage, writeText } from '../support/steps.ts'

test('an address without @ is refused wherever one is typed, with what is missing', async ({
  openApp,
  openPractice,
}) => {
  await test.step('in the account', async () => {
    const { page } = await openApp()
    await choosePassphrase(page)
    await page.getByLabel('Your name').fill('Dr. Elena Rivera')
    await page.getByLabel('Mail address').fill('rivera.hope-practice.test')
    await expect(page.getByText('An address has one @ and a host after it.')).toBeVisible()
    await expect(page.getByRole('button', { name: 'Check connection' })).toBeDisabled()
  })
  const { page } = await openPractice()
  await test.step('as a recipient', async () => {
    const composer = await startMessage(page)
    await addRecipient(composer, 'maria.mail.test')
    await expect(
      composer.getByText("“maria.mail.test” isn't an address: it needs one @ and a host after it."),
    ).toBeVisible()
    await writeText(composer, 'To nobody', 'Kept.')
    const to = composer.getByRole('combobox', { name: 'To' })
    await composer.getByRole('button', { name: 'Send', exact: true }).click()
    await expect(to).toBeFocused()
    await expect(to).toHaveValue('maria.mail.test')
    await to.fill('')
    await composer.getByRole('button', { name: 'Send', exact: true }).click()
    await expect(page.getByRole('alert')).toContainText('Nobody is in To yet.')
    await expect(composer.getByRole('textbox', { name: 'Message' })).toHaveText('Kept.')
    await composer.getByRole('button', { name: 'Close' }).click()
  })
  await test.step('of a person', async () => {
    await goTo(page, 'Patients')
    await page.getByRole('button', { name: 'Add a person' }).click()
    const sheet = page.getByRole('dialog', { name: 'Add a person' })
    await sheet.getByLabel('Name').fill('Nadia Haddad')
    await sheet.getByLabel('Mail addresses').fill('nadia.mail.test')
    await sheet.getByRole('button', { name: 'Save' }).click()
    await expect(sheet.getByText('At least one address with an @.')).toBeVisible()
  })
})

test('a file of 40 MB is told to be too large for the mail host at once, and the letter is kept', async ({
  lab,
  openPractice,
  scratch,
}) => {
  const file = path.join(scratch, 'scan.pdf')
  const handle = await open(file, 'w')
  await handle.truncate(40_000_000)
  await handle.close()
  const app = await openPractice()
  const { page } = app
  const composer = await startMessage(page)
  await addRecipient(composer, lab.people.maria.address)
  await writeText(composer, 'Your scan', 'Here it is.')
  await app.answerOpenDialog([file])
  await composer.getByRole('button', { name: 'Attach files' }).click()
  const tooLarge = composer.getByRole('group', { name: 'Too large' })
  await expect(tooLarge).toContainText('too large for your mail host')
  // One file can't be divided.
  await expect(tooLarge.getByRole('button')).toHaveText(['Hand over in person…'])
  await composer.getByRole('button', { name: 'Remove scan.pdf' }).click()
  await expect(tooLarge).toHaveCount(0)
  await expect(composer.getByRole('textbox', { name: 'Message' })).toHaveText('Here it is.')
  await composer.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(page.getByRole('timer')).toHaveText(/^Leaves in \d+ s$/)
})

test('a certificate that nothing can be encrypted to is refused, with what to ask for', async ({
  lab,
  openPractice,
}) => {
  const { lee } = lab.people
  const gpg = await Gpg.create()
  try {
    const userId = `${lee.name} <${lee.address}>`
    await gpg.run(['--passphrase', '', '--quick-generate-key', userId, 'ed25519', 'sign', '1y'])
    const certificate = await gpg.export(userId)
    expect(certificate).toContain('BEGIN PGP PUBLIC KEY BLOCK')
    const { page } = await openPractice()
    await goTo(page, 'Patients')
    await page.getByText('Colleagues', { exact: true }).click()
    await page.getByRole('option', { name: lee.name }).click()
    await page.getByRole('button', { name: 'Add a key' }).click()
    const sheet = page.getByRole('dialog', { name: 'A key for Dr. Lee' })
    await sheet.getByLabel('Certificate').fill(certificate)
    await sheet.getByRole('button', { name: 'Read', exact: true }).click()
    await expect(sheet.getByRole('alert')).toContainText('openpgp/no-encryption-subkey')
    await expect(sheet.getByRole('button', { name: 'Use without comparing' })).toHaveCount(0)
  } finally {
    await gpg.dispose()
  }
})
