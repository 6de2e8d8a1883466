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
    name: 'mailbox-empty',
    steps: async (page) => {
      await choose(page, 'Trash', 'Empty Trash…')
      await page.getByText('1 message goes from this computer').waitFor()
    },
  },
  {
    name: 'delete-for-good',
    query: 'connection=offline',
    steps: async (page) => {
      await page.getByRole('button', { name: 'Trash', exact: true }).click()
      await openMessage(page, 'Room plan of last spring')
      await page.keyboard.press('Delete')
      await page.getByText('“Room plan of last spring” goes').waitFor()
    },
  },
  {
    name: 'delete-for-good-held',
    query: 'fail=mail.deleteForGood:hold/held',
    steps: async (page) => {
      await page.getByRole('button', { name: 'Trash', exact: true }).click()
      await openMessage(page, 'Room plan of last spring')
      await page.getByRole('button', { name: 'Delete for good…' }).click()
      await page.getByRole('button', { name: 'Delete for good', exact: true }).click()
      await page.getByRole('dialog').getByRole('alert').waitFor()
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
