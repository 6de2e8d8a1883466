import { chromium } from '@playwright/test'
import type { Camera } from './camera.ts'

/** The patient's side: her mailbox in the demo's view, the sealed file in her browser, and her answer. */
export async function visitPatient(viewUrl: string, passphrase: string, camera: Camera): Promise<void> {
  const browser = await chromium.launch({
    executablePath: process.env['SEALPOST_CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
  })
  try {
    const page = await browser.newPage()
    await page.goto(viewUrl)
    await page.getByText('Maria Alvarez').first().click()
    await page.getByText('Message from Dr. Elena Rivera').first().click()
    await page.getByText('Message.html').first().waitFor()
    await camera(page, '17-patient-mail')
    const [opened] = await Promise.all([
      page
        .context()
        .waitForEvent('page', { timeout: 5_000 })
        .catch(() => page),
      page
        .getByRole('link', { name: /Message\.html/ })
        .first()
        .click(),
    ])
    await opened.getByRole('button', { name: 'Open message' }).waitFor()
    await camera(opened, '18-patient-locked')
    await opened.getByRole('textbox').first().fill(passphrase)
    await opened.getByRole('button', { name: 'Open message' }).click()
    await opened.getByRole('heading', { name: 'Your treatment plan' }).waitFor({ timeout: 30_000 })
    await camera(opened, '19-patient-open')
    await opened.setViewportSize({ width: 360, height: 740 })
    await opened.screenshot({ path: 'docs/screens/20-patient-phone.png' })
  } finally {
    await browser.close()
  }
}
