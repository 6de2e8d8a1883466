import type { Page } from 'playwright-core'
import { openMessage, type Scene } from './scene.ts'

async function openOdd(page: Page, subject: string): Promise<void> {
  await page.getByRole('button', { name: /^Supervision/ }).click()
  await openMessage(page, subject)
}

const unfetched = 'Scans of the old file'

/** Messages that hold what is seldom seen, or aren't here whole. */
export const oddMailScenes: readonly Scene[] = [
  { name: 'reader-crisis', steps: (page) => openOdd(page, 'I can’t do this any more') },
  {
    name: 'reader-cards',
    steps: async (page) => {
      await openOdd(page, 'Invitation, a contact, and pieces')
      await page.getByText('ftp.lakeside-neuro.example').scrollIntoViewIfNeeded()
    },
  },
  {
    name: 'nested-message',
    steps: async (page) => {
      await openOdd(page, 'Fwd: What the school wrote')
      await page.getByRole('button', { name: /^Report on the school visit/ }).click()
      await page.getByText('2 files in it').waitFor()
      await page.frameLocator('.nested iframe').getByText('ordinary letter').waitFor()
    },
  },
  {
    name: 'nested-message-encrypted',
    steps: async (page) => {
      await openOdd(page, 'Fwd: What the school wrote')
      await page.getByRole('button', { name: /^Report on the school visit/ }).click()
      await page
        .getByRole('dialog')
        .getByRole('button', { name: /^Report on the school visit/ })
        .click()
      await page.getByText('It is encrypted itself').waitFor()
      await page.getByRole('button', { name: 'Back to the attached message' }).waitFor()
    },
  },
  {
    name: 'nested-message-failed',
    query: 'fail=reader.nested:message/not-downloaded',
    steps: async (page) => {
      await openOdd(page, 'Fwd: What the school wrote')
      await page.getByRole('button', { name: /^Report on the school visit/ }).click()
      await page.getByRole('dialog').getByRole('alert').waitFor()
    },
  },
  { name: 'reader-policy', steps: (page) => openOdd(page, 'Our policy') },
  {
    name: 'policy-attached',
    steps: async (page) => {
      await openOdd(page, 'Our policy')
      await page.getByRole('button', { name: 'Take over this policy…' }).click()
      await page.getByRole('button', { name: 'Take version 3 over' }).waitFor()
    },
  },
  {
    name: 'policy-attached-refused',
    query: 'policy=clinician',
    steps: async (page) => {
      await openOdd(page, 'Our policy')
      await page.getByRole('button', { name: 'Take over this policy…' }).click()
      await page.getByRole('dialog').getByRole('alert').waitFor()
    },
  },
  { name: 'reader-oddities', steps: (page) => openOdd(page, 'Winter opening hours') },
  {
    name: 'reader-oddities-why',
    steps: async (page) => {
      await openOdd(page, 'Winter opening hours')
      await page.getByRole('button', { name: 'Why?' }).nth(1).click()
      await page.getByText('It names its sender in several places.').waitFor()
    },
  },
  {
    name: 'fetching',
    steps: async (page) => {
      await openOdd(page, unfetched)
      await page.getByRole('progressbar', { name: 'Fetching the message' }).waitFor()
    },
  },
  {
    name: 'fetching-stopped',
    steps: async (page) => {
      await openOdd(page, unfetched)
      await page.getByRole('button', { name: 'Cancel' }).click()
      await page.getByRole('button', { name: 'Fetch it' }).waitFor()
    },
  },
  {
    name: 'fetched-beginning',
    steps: async (page) => {
      await openOdd(page, unfetched)
      await page.getByRole('button', { name: 'Cancel' }).click()
      await page.getByRole('button', { name: 'Fetch it' }).click()
      await page.getByRole('button', { name: 'Fetch the rest' }).waitFor()
    },
  },
  {
    name: 'fetching-failed',
    query: 'fail=mail.fetch:host/timeout',
    steps: async (page) => {
      await openOdd(page, unfetched)
      await page.getByRole('alert').waitFor()
    },
  },
  {
    name: 'fetching-offline',
    query: 'connection=offline',
    steps: async (page) => {
      await openOdd(page, unfetched)
      await page.getByText('It comes when you are online.').waitFor()
    },
  },
]
