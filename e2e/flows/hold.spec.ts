import type { Page } from '@playwright/test'
import { expect, test } from '../support/fixtures.ts'
import { addRecipient, goTo, startMessage, unlock, writeText } from '../support/steps.ts'

const question = "A message hasn't left yet"

/** A message to Maria, written and sent with the keyboard; it is in the hold then. */
async function sendToMaria(page: Page, address: string, subject: string): Promise<void> {
  const composer = await startMessage(page)
  await addRecipient(composer, address)
  await writeText(composer, subject, 'Ten minutes each morning.')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('timer')).toHaveText(/^Leaves in \d+ s$/)
}

async function openWaiting(page: Page): Promise<void> {
  await goTo(page, 'Outbox')
  await page.getByRole('listbox', { name: 'Waiting messages' }).getByRole('option').first().click()
}

test('locking with a message in the hold asks: kept for later, it stays until it is sent', async ({
  lab,
  openPractice,
}) => {
  const { maria } = lab.people
  const { page } = await openPractice()
  const before = (await lab.mailbox(maria.address).list()).length
  await sendToMaria(page, maria.address, 'Homework, kept')
  await page.keyboard.press('Control+L')
  const sheet = page.getByRole('dialog', { name: question })
  await expect(sheet.getByText('Homework, kept')).toBeVisible()
  await expect(sheet.getByRole('button', { name: 'Send now' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(sheet).toBeHidden()
  await page.keyboard.press('Control+L')
  await expect(sheet.getByRole('button', { name: 'Send now' })).toBeFocused()
  await page.keyboard.press('Shift+Tab')
  await expect(sheet.getByRole('button', { name: 'Keep for later' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByText('1 message is waiting to leave.')).toBeVisible()

  await unlock(page)
  await openWaiting(page)
  await expect(page.getByText('Kept until you send it').last()).toBeVisible()
  await expect(page.getByRole('timer')).toHaveCount(0)
  expect(await lab.mailbox(maria.address).list()).toHaveLength(before)
  await page.getByRole('button', { name: 'Send now' }).click()
  await lab.mailbox(maria.address).waitFor(before + 1)
})

test('locking with a message in the hold asks: sent now, it leaves before the lock', async ({
  lab,
  openPractice,
}) => {
  const { maria } = lab.people
  const { page } = await openPractice()
  const before = (await lab.mailbox(maria.address).list()).length
  await sendToMaria(page, maria.address, 'Homework, at once')
  await page.keyboard.press('Control+L')
  const sheet = page.getByRole('dialog', { name: question })
  await expect(sheet.getByRole('button', { name: 'Send now' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Unlock' })).toBeVisible()
  await expect(page.getByText(/waiting to leave/)).toHaveCount(0)
  await lab.mailbox(maria.address).waitFor(before + 1)
})

test('quitting asks the same; Escape stays, and what is kept waits for the next start', async ({
  lab,
  openPractice,
  openApp,
}) => {
  const { maria } = lab.people
  const { page, app, userDataDir } = await openPractice()
  const before = (await lab.mailbox(maria.address).list()).length
  await sendToMaria(page, maria.address, 'Homework, quit')
  const quit = () => app.evaluate(({ app: running }) => running.quit())
  await quit()
  const sheet = page.getByRole('dialog', { name: question })
  await expect(sheet).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(sheet).toBeHidden()
  await quit()
  await expect(sheet).toBeVisible()
  const ended = app.waitForEvent('close')
  await sheet.getByRole('button', { name: 'Keep for later' }).click()
  await ended

  const { page: again } = await openApp({ userDataDir })
  await unlock(again)
  await openWaiting(again)
  await expect(again.getByText('Kept until you send it').last()).toBeVisible()
  expect(await lab.mailbox(maria.address).list()).toHaveLength(before)
  await again.getByRole('button', { name: 'Back to the draft' }).click()
  await expect(again.getByLabel('Subject')).toHaveValue('Homework, quit')
})

test('closing with nothing in the hold asks nothing', async ({ openPractice }) => {
  const { app } = await openPractice()
  const ended = app.waitForEvent('close')
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
  await ended
})

test('a message is scheduled by keyboard, survives lock and restart, and leaves when told', async ({
  lab,
  openPractice,
  openApp,
}) => {
  const { maria } = lab.people
  const { page, app, userDataDir } = await openPractice()
  const before = (await lab.mailbox(maria.address).list()).length
  const composer = await startMessage(page)
  await addRecipient(composer, maria.address)
  await writeText(composer, 'Homework, tomorrow', 'Ten minutes each morning.')
  await page.keyboard.press('Control+Shift+L')
  const sheet = page.getByRole('dialog', { name: 'Send later' })
  await expect(sheet.getByRole('button', { name: /^Tomorrow/ })).toBeFocused()
  await page.keyboard.press('Enter')
  await sheet.getByLabel('Hour').press('Enter')
  await expect(page.getByText('Sealed. Leaves tomorrow 08:00.')).toBeVisible()

  // Locking asks nothing: nothing of it leaves within seconds.
  await page.keyboard.press('Control+L')
  await expect(page.getByText('1 message is waiting to leave.')).toBeVisible()
  await app.close()
  const { page: again } = await openApp({ userDataDir })
  await unlock(again)
  await openWaiting(again)
  await expect(again.getByText('Leaves tomorrow 08:00').last()).toBeVisible()
  await again.getByRole('button', { name: 'Change time' }).click()
  await again.getByRole('dialog', { name: 'Send later' }).getByLabel('Hour').fill('09:30')
  await again.getByRole('button', { name: 'Change time' }).last().click()
  await expect(again.getByText('Leaves tomorrow 09:30').last()).toBeVisible()
  expect(await lab.mailbox(maria.address).list()).toHaveLength(before)
  await again.getByRole('button', { name: 'Send now' }).click()
  await lab.mailbox(maria.address).waitFor(before + 1)
})

test('a draft thrown away comes back with Undo, and is gone when the practice is locked', async ({
  lab,
  openPractice,
}) => {
  const { maria } = lab.people
  const { page } = await openPractice()
  const composer = await startMessage(page)
  await addRecipient(composer, maria.address)
  await composer.getByLabel('Subject').fill('Homework, thrown away')
  await composer.getByRole('button', { name: 'Discard draft' }).click()
  await expect(composer).toBeHidden()
  await goTo(page, 'Drafts')
  await expect(page.getByText('Homework, thrown away')).toHaveCount(0)
  await page.keyboard.press('Control+Z')
  await expect(composer.getByLabel('Subject')).toHaveValue('Homework, thrown away')
  await composer.getByRole('button', { name: 'Discard draft' }).click()
  await expect(composer).toBeHidden()
  await page.keyboard.press('Control+L')
  await unlock(page)
  await goTo(page, 'Drafts')
  await expect(page.getByText('Nothing here.')).toBeVisible()
})
