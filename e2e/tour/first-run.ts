import type { Page } from '@playwright/test'
import type { Camera } from './camera.ts'

/** From nothing to a locked store, as a new user sees it. */
export async function visitFirstRun(page: Page, camera: Camera): Promise<void> {
  const passphrase = 'quilt rocket lantern violet harbour moss tango'
  await page.getByRole('button', { name: 'Set up my mail account' }).waitFor()
  await camera(page, '01-welcome')
  await page.getByRole('button', { name: 'Set up my mail account' }).click()
  await page.getByLabel('Your passphrase').fill(passphrase)
  await page.getByLabel('The same again').fill(passphrase)
  await page.getByText('Strong enough.').waitFor()
  await camera(page, '02-passphrase')
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByLabel('Your name').fill('Dr. Elena Rivera')
  await page.getByLabel('Mail address').fill('elena@gmail.com')
  await page.getByText('How to sign in').waitFor()
  await camera(page, '03-account')
}
