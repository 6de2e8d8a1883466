import type { Page } from 'playwright-core'
import { passphrase } from '../../double/app-router.ts'

/** One state of the window: the scenario of the double, and how a person gets there, by role and name. */
export type Scene = {
  readonly name: string
  readonly query?: string
  readonly steps: (page: Page) => Promise<void>
}

export async function openMessage(page: Page, subject: string): Promise<void> {
  await page.getByRole('option', { name: subject }).click()
  await page.getByRole('heading', { name: subject }).waitFor()
}

export async function openDraft(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Drafts' }).click()
  await page.getByRole('option', { name: 'Plan for November' }).click()
  await page.getByRole('button', { name: /^Review Health information/ }).waitFor()
}

export async function go(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: false }).first().click()
}

export async function fillNewPassphrase(page: Page, label: string): Promise<void> {
  await page.getByRole('textbox', { name: label }).fill(passphrase)
  await page.getByRole('textbox', { name: 'The same again' }).fill(passphrase)
}
