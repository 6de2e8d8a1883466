import type { Page } from 'playwright-core'
import type { Scene } from './scene.ts'

const auditor = 'vault=auditor&account=0'

async function openBinder(page: Page, title: string): Promise<void> {
  await page
    .getByRole('region', { name: 'Evidence binders' })
    .getByRole('button', { name: `Open the binder ${title}`, exact: true })
    .click()
  await page.getByRole('heading', { name: 'Mail that left' }).waitFor()
}

async function addBinder(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Add a binder' }).click()
  await page.getByRole('dialog', { name: 'Add this binder' }).waitFor()
}

/** Evidence binders of others, beside their logs. */
export const bindersScenes: readonly Scene[] = [
  {
    name: 'binders-list',
    query: auditor,
    steps: async (page) => {
      await page.getByRole('heading', { name: 'Evidence binders' }).scrollIntoViewIfNeeded()
      await page.getByRole('button', { name: 'Open the binder Lee Counseling' }).scrollIntoViewIfNeeded()
    },
  },
  {
    name: 'binders-failed',
    query: `${auditor}&fail=binders.list:store/damaged&fail=binders.choose:evidence/binder-changed`,
    steps: async (page) => {
      await page.getByRole('button', { name: 'Add a binder' }).click()
      await page.getByText('evidence/binder-changed').waitFor()
      await page.getByText('store/damaged').waitFor()
    },
  },
  { name: 'binder-add', query: auditor, steps: addBinder },
  { name: 'binder-add-contradicted', query: `${auditor}&offer=broken`, steps: addBinder },
  {
    name: 'binder-whole',
    query: auditor,
    steps: async (page) => {
      await openBinder(page, 'Rivera Practice, autumn')
    },
  },
  {
    name: 'binder-records',
    query: auditor,
    steps: async (page) => {
      await openBinder(page, 'Rivera Practice, autumn')
      await page.getByText('1 version before it').click()
      await page.getByRole('heading', { name: 'Who has access' }).scrollIntoViewIfNeeded()
    },
  },
  {
    name: 'binder-contradicted',
    query: auditor,
    steps: async (page) => {
      await openBinder(page, 'Rivera Practice, Ben Cole')
    },
  },
  {
    name: 'binder-remove',
    query: auditor,
    steps: async (page) => {
      await openBinder(page, 'Lee Counseling')
      await page.getByRole('button', { name: 'Take away' }).click()
      await page.getByRole('button', { name: 'Take this binder away' }).waitFor()
    },
  },
]
