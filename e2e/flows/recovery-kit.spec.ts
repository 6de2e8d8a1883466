import { expect, test } from '../support/fixtures.ts'
import {
  addRecipient,
  choosePassphrase,
  fillAccount,
  goTo,
  lock,
  makeRecoveryKit,
  startMessage,
  tellPassphrase,
  unlock,
  writeText,
} from '../support/steps.ts'

test('the recovery kit may wait until the first letter, and opens the store when the passphrase is forgotten', async ({
  lab,
  openApp,
}) => {
  const { rivera, daniel } = lab.people
  const fresh = 'quokka brindle tugboat meadowlark opaline rivet'
  const { page } = await openApp()
  await choosePassphrase(page)
  await fillAccount(page, rivera, { imap: lab.imap.starttls, smtp: lab.smtp.implicit })
  await page.getByRole('button', { name: 'Check connection' }).click()
  await page.getByRole('button', { name: 'Use this account' }).click()
  await page.getByRole('button', { name: 'Later, before the first message leaves' }).click()
  await expect(page.getByRole('button', { name: 'Recovery kit not made' })).toBeVisible()

  const kit = await test.step('nothing leaves before it is made', async () => {
    const composer = await startMessage(page)
    await addRecipient(composer, daniel.address)
    await composer.getByRole('button', { name: 'Patient' }).click()
    await composer.getByRole('button', { name: 'Choose a passphrase for Daniel' }).click()
    await tellPassphrase(page, { way: /^I'll tell Daniel later$/, readsOn: 'Computer' })
    await expect(composer.getByText("Sealed. Daniel doesn't have the passphrase yet")).toBeVisible()
    await writeText(composer, 'A word', 'See you on Friday.')
    const send = composer.getByRole('button', { name: 'Send', exact: true })
    await send.click()
    const sheet = page.getByRole('dialog', { name: 'Recovery kit' })
    await expect(sheet).toBeVisible()
    await expect(page.getByRole('timer')).toHaveCount(0)
    const made = await makeRecoveryKit(page)
    await expect(sheet).toBeHidden()
    await send.click()
    await expect(page.getByRole('timer')).toBeVisible()
    return made
  })

  await test.step('a wrong word opens nothing; the kit sets a new passphrase; the old one is over', async () => {
    await goTo(page, 'Lock')
    await page.getByRole('button', { name: 'Keep for later' }).click()
    await expect(page.getByRole('button', { name: 'Unlock' })).toBeVisible()
    await page.getByRole('button', { name: 'Use recovery kit' }).click()
    const words = page.getByRole('textbox', { name: 'Recovery words' })
    await words.fill([...kit.words.slice(1), kit.words[0]].join(' '))
    await page.getByLabel('Check code').fill(kit.checkCode)
    await page.getByLabel('New passphrase').fill(fresh)
    await page.getByLabel('The same again').fill(fresh)
    await page.getByRole('button', { name: 'Unlock' }).click()
    await expect(page.getByRole('alert')).toContainText('vault/recovery-kit-mistyped')
    await words.fill(kit.words.join(' ').toUpperCase())
    await page.getByRole('button', { name: 'Unlock' }).click()
    await expect(page.getByRole('heading', { name: 'Inbox', exact: true })).toBeVisible()
    await lock(page)
    await unlock(page)
    await expect(page.getByText('vault/wrong-passphrase')).toBeVisible()
    await unlock(page, fresh)
    await expect(page.getByRole('heading', { name: 'Inbox', exact: true })).toBeVisible()
  })

  await test.step('who was not told yet stays on the list', async () => {
    await page.getByRole('button', { name: /^Patients/ }).click()
    await expect(page.getByText('Not told yet: 1')).toBeVisible()
  })

  await test.step('the key of the store is renewed while it is open; the same passphrase opens it afterwards', async () => {
    await goTo(page, 'Settings')
    await page.getByRole('button', { name: 'Passphrase and recovery' }).click()
    await page.getByRole('button', { name: 'Renew the key…' }).click()
    await page.getByRole('textbox', { name: 'Present passphrase' }).last().fill(fresh)
    await page.getByRole('button', { name: 'Renew the key', exact: true }).click()
    await expect(page.getByText(/^Renewed /)).toBeVisible()
    await lock(page)
    await unlock(page, fresh)
    await page.getByRole('button', { name: /^Patients/ }).click()
    await expect(page.getByText('Not told yet: 1')).toBeVisible()
  })
})
