import type { Page } from 'playwright-core'
import type { Scene } from './scene.ts'

async function openLog(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Settings' }).click()
  await page.getByRole('button', { name: 'Activity log', exact: true }).click()
  await page.getByRole('heading', { name: 'A collector of the practice' }).waitFor()
}

async function chooseCertificate(page: Page): Promise<void> {
  await page
    .locator('form input[type=file]')
    .setInputFiles({ name: 'ca.pem', mimeType: 'application/x-pem-file', buffer: Buffer.from('file') })
  await page.getByText('Rivera Practice Log CA').waitFor()
}

/** Where the activity log goes besides this computer. */
export const activityLogScenes: readonly Scene[] = [
  {
    name: 'log-head-letter',
    steps: async (page) => {
      await openLog(page)
      await page.getByRole('button', { name: 'Write the letter' }).click()
      await page.getByText('sealpost-log-head-2026-11-23.jsonl').waitFor()
    },
  },
  {
    name: 'log-head-letter-task',
    steps: async (page) => {
      await page.getByRole('button', { name: 'Evidence' }).click()
      await page.getByRole('button', { name: /^Write the letter: / }).click()
      await page.getByText('sealpost-log-head-2026-11-23.jsonl').waitFor()
    },
  },
  { name: 'settings-log', steps: openLog },
  {
    name: 'log-head-letter-plan',
    steps: async (page) => {
      await openLog(page)
      await page.getByRole('combobox', { name: 'Who keeps it' }).fill('lee')
      await page.getByRole('option', { name: /^Dr\. Susan Lee/ }).waitFor()
      await page.getByRole('button', { name: 'Write the letter' }).scrollIntoViewIfNeeded()
    },
  },
  {
    name: 'settings-log-tested',
    steps: async (page) => {
      await openLog(page)
      await page.getByRole('textbox', { name: 'Host' }).fill('logs.rivera-practice.example')
      await chooseCertificate(page)
      await page.getByRole('button', { name: 'Test' }).click()
      await page.getByText('It works').waitFor()
    },
  },
  {
    name: 'settings-log-test-failed',
    query: 'fail=collector.test:collector/no-tls',
    steps: async (page) => {
      await openLog(page)
      await page.getByRole('textbox', { name: 'Host' }).fill('logs.rivera-practice.example')
      await page.getByRole('radio', { name: 'If this computer trusts its issuer' }).check()
      await page.getByRole('button', { name: 'Test' }).click()
      await page.getByText('collector/no-tls').waitFor()
    },
  },
  ...(['good', 'system', 'waiting'] as const).map((collector): Scene => ({
    name: `settings-log-${collector}`,
    query: `collector=${collector}`,
    steps: openLog,
  })),
  {
    name: 'activity-put-back',
    query: 'putBack=1',
    steps: async (page) => {
      await page.getByRole('button', { name: 'Activity' }).click()
      await page.getByRole('button', { name: 'I put it back…' }).waitFor()
    },
  },
  {
    name: 'activity-put-back-sheet',
    query: 'putBack=1',
    steps: async (page) => {
      await page.getByRole('button', { name: 'Activity' }).click()
      await page.getByRole('button', { name: 'I put it back…' }).click()
      await page.getByRole('radio', { name: 'The whole computer was restored' }).check()
    },
  },
  {
    name: 'activity-put-back-review',
    query: 'putBack=1',
    steps: async (page) => {
      await page.getByRole('button', { name: 'Activity' }).click()
      await page.getByRole('button', { name: 'Look through' }).click()
      await page.getByText('was put back to an earlier state.').last().waitFor()
    },
  },
  {
    name: 'settings-log-change',
    query: 'collector=good',
    steps: async (page) => {
      await openLog(page)
      await page.getByRole('button', { name: 'Change' }).click()
      await page.getByRole('textbox', { name: 'Host' }).waitFor()
    },
  },
]
