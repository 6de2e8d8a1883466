import type { Page } from '@playwright/test'
import { rawMail } from '../support/mail.ts'
import { expect, test } from '../support/fixtures.ts'
import { goTo, lock, messageRow, setUpPractice, unlock, vaultPassphrase } from '../support/steps.ts'

const inbox = (page: Page) => page.getByRole('heading', { name: 'Inbox', exact: true })

async function comeBack(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Someone else' }).click()
  await page.getByRole('list', { name: 'People on this computer' }).getByRole('button', { name }).click()
  await expect(page.getByRole('heading', { name })).toBeVisible()
}

test('two people share a computer, and neither opens what belongs to the other', async ({
  lab,
  openPractice,
  openApp,
}) => {
  const { lee, rivera, daniel } = lab.people
  const subject = 'For Dr. Rivera alone'
  await lab.deliver(rawMail({ from: daniel, to: rivera, subject, text: 'See you.' }), rivera.address)
  const first = await openPractice()
  const { page } = first
  await expect(messageRow(page, subject)).toBeVisible()
  const other = 'quokka brindle tugboat meadowlark opaline rivet'

  await test.step('a second person thinks better of it, and then sets up', async () => {
    await lock(page)
    await page.getByRole('button', { name: 'Another person on this computer' }).click()
    await expect(page.getByRole('heading', { name: 'A place of your own' })).toBeVisible()
    await page.getByRole('button', { name: 'Back to the people on this computer' }).click()
    await expect(page.getByRole('button', { name: 'Unlock' })).toBeVisible()
    await page.getByRole('button', { name: 'Another person on this computer' }).click()
    await setUpPractice(page, lab, lee, other)
    await expect(messageRow(page, subject)).toHaveCount(0)
    await goTo(page, 'Activity')
    await expect(page.getByText(/was unlocked/)).toHaveCount(0)
  })

  await test.step("the first comes back, and the second's passphrase opens nothing of hers", async () => {
    await lock(page)
    await comeBack(page, rivera.name)
    await unlock(page, other)
    await expect(page.getByRole('alert')).toContainText('vault/wrong-passphrase')
    await unlock(page)
    await expect(inbox(page)).toBeVisible()
    await expect(messageRow(page, subject)).toBeVisible()
  })

  await first.close()
  await test.step('the next start asks who is here', async () => {
    const { page: again } = await openApp({ userDataDir: first.userDataDir })
    await expect(again.getByRole('heading', { name: 'Who is here?' })).toBeVisible()
    // No keychain holds their names here: the folder doesn't tell them.
    await again.getByRole('button', { name: 'Person 2' }).click()
    await unlock(again, vaultPassphrase)
    await expect(again.getByRole('alert')).toContainText('vault/wrong-passphrase')
    await unlock(again, other)
    await expect(inbox(again)).toBeVisible()
  })
})
