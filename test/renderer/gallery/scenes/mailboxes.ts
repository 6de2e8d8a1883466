import type { Page } from 'playwright-core'
import { openMessage, type Scene } from './scene.ts'

async function choose(page: Page, mailbox: string, entry: string): Promise<void> {
  // Behind the name may stand how many are unread.
  await page.getByRole('button', { name: new RegExp(`^${mailbox}`) }).click({ button: 'right' })
  await page.getByRole('menuitem', { name: entry, exact: true }).click()
}

/** Making, renaming and removing mailboxes, and moving mail into them. */
export const mailboxesScenes: readonly Scene[] = [
  {
    name: 'mailbox-menu',
    steps: async (page) => {
      await page.getByRole('button', { name: 'Insurance', exact: true }).click({ button: 'right' })
      await page.getByRole('menuitem', { name: 'Rename…' }).waitFor()
    },
  },
  {
    name: 'mailbox-new',
    steps: async (page) => {
      await choose(page, 'Insurance', 'New mailbox inside Insurance…')
      await page.getByRole('textbox', { name: 'Name' }).fill('Appeals/2026')
      await page.getByRole('button', { name: 'Make mailbox' }).click()
      await page.getByText('imap/name-has-delimiter').waitFor()
    },
  },
  {
    name: 'mailbox-rename-offline',
    query: 'connection=offline',
    steps: async (page) => {
      await choose(page, 'Supervision', 'Rename…')
      await page.getByText('You are offline. It is done here now').waitFor()
    },
  },
  {
    name: 'mailbox-remove',
    steps: async (page) => {
      await choose(page, 'Insurance', 'Remove…')
      await page.getByRole('button', { name: 'Move to Trash and remove' }).waitFor()
    },
  },
  {
    name: 'mailbox-removed-undo',
    steps: async (page) => {
      await choose(page, 'Claims', 'Remove…')
      await page.getByText('Claims was removed.').waitFor()
    },
  },
  {
    name: 'mailbox-move-to',
    steps: async (page) => {
      await openMessage(page, 'About the new dose')
      await page.keyboard.press('v')
      await page.getByRole('combobox', { name: 'Mailbox' }).fill('in')
      await page.getByRole('option', { name: 'Insurance', exact: true }).waitFor()
    },
  },
]
