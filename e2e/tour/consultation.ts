import type { Page } from '@playwright/test'
import type { Camera } from './camera.ts'

const letter =
  'Dear Priya, may I ask you about Daniel Ortiz, a teacher from Springfield, Illinois? Daniel has come weekly since ' +
  'March 4, 2024; his wife Joanna came along on 5/12/2025. His father, who is 93 years old, lives with them at ' +
  '12 Main Street. Dr. Patel prescribes sertraline. What would you do about the nights?'

/** A question to a colleague: what was found, and the letter without whom it is about. */
export async function visitConsultation(page: Page, camera: Camera): Promise<void> {
  await page.getByRole('button', { name: 'New message' }).click()
  const composer = page.getByRole('region', { name: 'New message' })
  await composer.getByRole('combobox', { name: 'To', exact: true }).fill('Priya')
  await page.getByRole('listbox', { name: 'To' }).getByRole('option').first().click()
  await composer.getByRole('textbox', { name: 'Subject' }).fill('A question')
  await composer.getByRole('textbox', { name: 'Message', exact: true }).click()
  await page.keyboard.press('Control+Home')
  await page.keyboard.insertText(letter)
  await composer.getByText('Draft saved').waitFor()
  await composer.getByRole('button', { name: /identifiers/ }).click()
  const review = page.getByRole('dialog', { name: 'Before this goes' })
  await review.getByText('Found in the text').click()
  await review.getByRole('button', { name: /^Springfield, Illinois/ }).click()
  await camera(page, '10a-found')
  await review.getByRole('button', { name: 'Back', exact: true }).click()
  await composer.getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name: 'Prepare for consultation' }).click()
  const sheet = page.getByRole('dialog', { name: 'Prepare for consultation' })
  await sheet.getByRole('region', { name: 'What risk remains' }).waitFor()
  await camera(page, '10b-consultation')
  await sheet.getByRole('button', { name: 'Change the text' }).click()
  await composer.getByText('The patient has come weekly').waitFor()
  await camera(page, '10c-prepared')
  await composer.getByRole('button', { name: 'Discard draft' }).click()
}
