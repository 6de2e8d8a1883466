import type { Page } from '@playwright/test'
import type { Camera } from './camera.ts'
import { visitConsultation } from './consultation.ts'

const letter =
  'Dear Maria, Thursday at 4:30 suits me. The insurer asks for your Social Security number, 536-22-8719, beside ' +
  'the diagnosis F33.1, so I have put both into the form. Please check them before you sign. Best wishes,'

/** A morning in the practice: read, write to a patient, review, send, look at people and at the log. */
export async function visitPractice(page: Page, camera: Camera): Promise<string> {
  await page.getByRole('button', { name: 'Look around with a demo practice' }).click()
  const message = (subject: string) => page.getByRole('option').filter({ hasText: subject }).first()
  await message('Thursday').waitFor()
  await camera(page, '04-inbox')
  await message('Thursday').click()
  await page.getByRole('button', { name: 'Answer', exact: true }).waitFor()
  await camera(page, '05-message')
  await message('Changed bank details').click()
  await page.getByText('bank-details.txt').first().waitFor()
  await camera(page, '06-suspicious')

  await page.getByRole('button', { name: 'New message' }).click()
  await page.getByRole('combobox', { name: 'To', exact: true }).fill('Maria')
  await page.getByRole('listbox', { name: 'To' }).getByRole('option').first().click()
  await page.getByRole('button', { name: 'Choose a passphrase for Maria' }).click()
  const sheet = page.getByRole('dialog')
  await sheet.getByRole('list', { name: 'Passphrase words' }).waitFor()
  const words = await sheet
    .getByRole('list', { name: 'Passphrase words' })
    .getByRole('listitem')
    .allInnerTexts()
  await camera(page, '07-passphrase')
  await sheet.getByText('In person').click()
  await sheet.getByRole('button', { name: 'Done' }).click()
  await page.getByRole('textbox', { name: 'Subject' }).fill('Your treatment plan')
  await page.getByRole('textbox', { name: 'Message', exact: true }).click()
  await page.keyboard.press('Control+Home')
  await page.keyboard.insertText(letter)
  await page.getByRole('button', { name: /Health information/ }).waitFor()
  await page.getByText('Draft saved').waitFor()
  await camera(page, '08-composer')
  await page.locator('.finding-decide').first().click()
  await page.getByRole('dialog', { name: 'Social Security number' }).waitFor()
  await camera(page, '08a-finding')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await page.getByRole('dialog', { name: 'Before this goes' }).waitFor()
  await camera(page, '09-review')
  await page.getByRole('button', { name: 'It belongs there' }).click()
  await page.getByRole('button', { name: 'Send now' }).click()
  await page.getByText(/Leaves in/).waitFor()
  await camera(page, '10-hold')

  await visitConsultation(page, camera)

  await page
    .getByRole('navigation')
    .getByRole('button', { name: /^Patients/ })
    .click()
  await page
    .getByRole('button', { name: /Maria Alvarez/ })
    .or(page.getByRole('option', { name: /Maria Alvarez/ }))
    .first()
    .click()
  await camera(page, '11-patient')
  await page.getByText(/Leaves in/).waitFor({ state: 'detached', timeout: 30_000 })
  await page.getByRole('navigation').getByRole('button', { name: /^Sent/ }).click()
  await message('Your treatment plan').click({ timeout: 30_000 })
  await page.getByText('Your own copy').waitFor()
  await camera(page, '12-sent')
  await page
    .getByRole('navigation')
    .getByRole('button', { name: /^Activity/ })
    .click()
  await page.getByText(/Chain intact/).waitFor()
  await camera(page, '13-activity')
  await page
    .getByRole('navigation')
    .getByRole('button', { name: /^Settings/ })
    .click()
  await page.getByRole('heading', { name: 'Settings' }).waitFor()
  await camera(page, '14-settings')
  await page.getByRole('button', { name: 'Mail account' }).click()
  await page.getByRole('button', { name: 'Check connection' }).click()
  await page.getByText('Connected, certificate verified, signed in.').first().waitFor()
  await page.getByText('Handed to your mail host').waitFor({ state: 'detached' })
  await camera(page, '21-mail-account')
  await page.keyboard.press('Control+k')
  await camera(page, '15-commands')
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  await page.keyboard.press('Control+l')
  await page.getByRole('button', { name: 'Unlock' }).waitFor()
  await camera(page, '16-locked')
  return words.map((word) => word.replace(/[^a-z]/g, '')).join(' ')
}
