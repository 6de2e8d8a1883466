import { openMessage, type Scene } from './scene.ts'

/** Activity, keys and palette; and the window that is empty, offline, waiting or has failed. */
export const statesScenes: readonly Scene[] = [
  {
    name: 'activity',
    steps: async (page) => {
      await page.getByRole('button', { name: 'Activity' }).click()
      await page.getByText('Sealpost was unlocked with the passphrase.').waitFor()
    },
  },
  {
    name: 'files-outside',
    steps: async (page) => {
      await page.getByRole('button', { name: 'Activity' }).click()
      await page.getByText('Files outside', { exact: true }).click()
      await page.getByText('MRI report 2026-11-18.pdf').waitFor()
    },
  },
  {
    name: 'files-outside-none',
    query: 'content=empty',
    steps: async (page) => {
      await page.getByRole('button', { name: 'Activity' }).click()
      await page.getByText('Files outside', { exact: true }).click()
      await page.getByText('No file has left Sealpost.').waitFor()
    },
  },
  {
    name: 'activity-export',
    steps: async (page) => {
      await page.getByRole('button', { name: 'Activity' }).click()
      await page.getByRole('button', { name: 'Export' }).click()
      await page.getByRole('dialog', { name: 'Export the activity log' }).waitFor()
    },
  },
  {
    name: 'activity-story',
    steps: async (page) => {
      await page.getByRole('button', { name: 'Activity' }).click()
      await page.getByRole('button', { name: /^Story of the message: A message was sealed/ }).click()
      await page.getByText('A message was held before leaving.').last().waitFor()
    },
  },
  {
    name: 'activity-review',
    steps: async (page) => {
      await page.getByRole('button', { name: 'Activity' }).click()
      await page.getByRole('button', { name: 'Look through' }).click()
      await page.getByText('Signing off records').waitFor()
    },
  },
  {
    name: 'activity-review-signed',
    steps: async (page) => {
      await page.getByRole('button', { name: 'Activity' }).click()
      await page.getByRole('button', { name: 'Look through' }).click()
      await page.getByRole('button', { name: 'Sign off' }).click()
      await page.getByText('Signed off.').waitFor()
    },
  },
  {
    name: 'sign-in-refused',
    query: 'connection=error&why=login/refused',
    steps: async (page) => {
      await page.getByRole('button', { name: 'Enter the new password' }).waitFor()
      await openMessage(page, 'About the new dose')
    },
  },
  {
    name: 'palette',
    steps: async (page) => {
      await openMessage(page, 'About the new dose')
      await page.keyboard.press('Control+k')
      await page
        .getByRole('textbox', { name: 'Commands' })
        .or(page.getByRole('searchbox', { name: 'Commands' }))
        .waitFor()
    },
  },
  {
    name: 'keys',
    steps: async (page) => {
      await page.getByRole('option', { name: 'About the new dose' }).waitFor()
      await page.keyboard.press('?')
      await page.getByRole('dialog', { name: 'Keys' }).waitFor()
    },
  },
  {
    name: 'empty',
    query: 'content=empty',
    steps: async (page) => {
      await page.getByText(/^Nothing new\. Checked/).waitFor()
    },
  },
  {
    name: 'offline',
    query: 'connection=offline',
    steps: async (page) => {
      await page.getByText(/^Offline\. You can read and write/).waitFor()
    },
  },
  {
    name: 'connection-error',
    query: 'connection=error',
    steps: async (page) => {
      await page.getByRole('button', { name: 'Not connected' }).click()
      await page.getByText('tls/certificate-expired').waitFor()
    },
  },
  {
    name: 'syncing',
    query: 'connection=syncing',
    steps: async (page) => {
      await page.getByText('1,240 of 10,000').waitFor()
    },
  },
  {
    name: 'loading',
    query: 'delay=3000',
    steps: async (page) => {
      await page.getByRole('status', { name: 'Loading…' }).first().waitFor()
    },
  },
  {
    name: 'list-failed',
    query: 'fail=mail.list:store/io',
    steps: async (page) => {
      await page.getByText('store/io').waitFor()
    },
  },
  {
    name: 'line-failed',
    query: 'fail=mail.move:imap/refused',
    steps: async (page) => {
      await openMessage(page, 'Re: Appointment on Thursday')
      await page.getByRole('button', { name: 'Delete' }).click()
      await page.getByText('imap/refused').waitFor()
    },
  },
]
