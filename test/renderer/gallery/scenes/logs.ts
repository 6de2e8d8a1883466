import type { Page } from 'playwright-core'
import { fillNewPassphrase, go, type Scene } from './scene.ts'

const auditor = 'vault=auditor&account=0'

async function openLog(page: Page, title: string): Promise<void> {
  await page.getByRole('button', { name: `Open ${title}`, exact: true }).click()
  await page.getByText('Sealpost was unlocked with the passphrase.').waitFor()
}

async function addLog(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Add a log' }).click()
  await page.getByRole('dialog', { name: 'Add this log' }).waitFor()
}

/** An auditor's store, and logs of others in an owner's. */
export const logsScenes: readonly Scene[] = [
  {
    name: 'auditor-first-run',
    query: 'phase=first-run',
    steps: async (page) => {
      await go(page, 'I look at logs only')
      await page.getByRole('textbox', { name: 'Your name' }).fill('Jo Whitfield')
      await fillNewPassphrase(page, 'Your passphrase')
      await page.getByText('Strength: good').or(page.getByText('Strength: strong')).waitFor()
    },
  },
  {
    name: 'auditor-empty',
    query: `${auditor}&content=empty&kit=0`,
    steps: async (page) => {
      await page.getByText('No log here yet.').waitFor()
    },
  },
  {
    name: 'auditor-logs',
    query: auditor,
    steps: async (page) => {
      await page.getByText('Not intact').first().waitFor()
    },
  },
  {
    name: 'auditor-logs-failed',
    query: `${auditor}&fail=logs.list:store/damaged&fail=logs.choose:audit/not-an-export`,
    steps: async (page) => {
      await page.getByRole('button', { name: 'Add a log' }).click()
      await page.getByText('audit/not-an-export').waitFor()
      await page.getByText('store/damaged').waitFor()
    },
  },
  {
    name: 'auditor-add',
    query: auditor,
    steps: addLog,
  },
  {
    name: 'auditor-add-further',
    query: `${auditor}&offer=further`,
    steps: addLog,
  },
  {
    name: 'auditor-add-broken',
    query: `${auditor}&offer=broken`,
    steps: addLog,
  },
  {
    name: 'auditor-log',
    query: auditor,
    steps: async (page) => {
      await openLog(page, 'Rivera Practice, Dr. Ana Rivera')
    },
  },
  {
    name: 'auditor-log-gap',
    query: auditor,
    steps: async (page) => {
      await openLog(page, 'Rivera Practice, Ben Cole')
    },
  },
  {
    name: 'auditor-log-broken',
    query: auditor,
    steps: async (page) => {
      await openLog(page, 'Rivera Practice, Dr. Ana Rivera, copy by mail')
    },
  },
  {
    name: 'auditor-story',
    query: auditor,
    steps: async (page) => {
      await openLog(page, 'Rivera Practice, Dr. Ana Rivera')
      await page
        .getByRole('button', { name: /^Story of the message:/ })
        .first()
        .click()
      await page.getByRole('dialog').getByText('As the activity log has it').waitFor()
    },
  },
  {
    name: 'auditor-remove',
    query: auditor,
    steps: async (page) => {
      await openLog(page, 'Rivera Practice, Dr. Ana Rivera')
      await page.getByRole('button', { name: 'Take away' }).click()
      await page.getByRole('button', { name: 'Take this log away' }).waitFor()
    },
  },
  {
    name: 'auditor-activity',
    query: auditor,
    steps: async (page) => {
      await page.getByRole('button', { name: 'My activity' }).click()
      await page.getByText('Sealpost was unlocked with the passphrase.').waitFor()
    },
  },
  {
    name: 'auditor-settings',
    query: auditor,
    steps: async (page) => {
      await page.getByRole('button', { name: 'Settings' }).click()
      await page.getByRole('heading', { name: 'Recovery kit' }).waitFor()
    },
  },
  {
    name: 'owner-logs',
    steps: async (page) => {
      await page.getByRole('button', { name: /^Activity/ }).click()
      await page.getByRole('button', { name: 'Logs of others' }).click()
      await page.getByText('Not intact').first().waitFor()
    },
  },
]
