import type { Page } from 'playwright-core'
import { passphrase } from '../../double/app-router.ts'
import { openMessage, go, fillNewPassphrase, type Scene } from './scene.ts'

async function showKit(page: Page): Promise<void> {
  await page.getByRole('textbox', { name: 'Your name' }).fill('Dr. Ana Rivera')
  await page.getByRole('textbox', { name: 'Mail address' }).fill('ana@rivera-practice.example')
  await page.getByRole('textbox', { name: 'Mail password' }).fill('secret')
  await page.getByRole('button', { name: 'Check connection' }).click()
  await page.getByRole('button', { name: 'Use this account' }).click()
  await page.getByRole('button', { name: 'Show my recovery kit' }).click()
  await page.getByRole('list', { name: 'Recovery words' }).waitFor()
}

/** Setting up, unlocking, and what comes before the first letter. */
export const startScenes: readonly Scene[] = [
  {
    name: 'welcome',
    query: 'phase=first-run',
    steps: async (page) => {
      await page.getByRole('button', { name: 'Set up my mail account' }).waitFor()
    },
  },
  {
    name: 'first-run-passphrase',
    query: 'phase=first-run',
    steps: async (page) => {
      await go(page, 'Set up my mail account')
      await fillNewPassphrase(page, 'Your passphrase')
      await page.getByText('Strength: good').or(page.getByText('Strength: strong')).waitFor()
    },
  },
  {
    name: 'first-run-account',
    query: 'account=0&kit=0',
    steps: async (page) => {
      await page.getByRole('textbox', { name: 'Your name' }).fill('Dr. Ana Rivera')
      await page.getByRole('textbox', { name: 'Mail address' }).fill('ana@gmail.example')
      await page.getByRole('textbox', { name: 'App password' }).fill('abcd efgh ijkl mnop')
    },
  },
  {
    name: 'first-run-check-failed',
    query: 'account=0&kit=0',
    steps: async (page) => {
      await page.getByRole('textbox', { name: 'Your name' }).fill('Dr. Ana Rivera')
      await page.getByRole('textbox', { name: 'Mail address' }).fill('ana@expired.example')
      await page.getByRole('textbox', { name: 'Mail password' }).fill('secret')
      await page.getByRole('button', { name: 'Change servers' }).click()
      await page.getByRole('button', { name: 'Check connection' }).click()
      await page.getByText('tls/certificate-expired').waitFor()
    },
  },
  {
    name: 'first-run-kit',
    query: 'account=0&kit=0',
    steps: showKit,
  },
  {
    name: 'first-run-kit-confirm',
    query: 'account=0&kit=0',
    steps: async (page) => {
      await showKit(page)
      await page.getByRole('button', { name: "I've written it down" }).click()
      await page.getByRole('textbox', { name: 'Check code' }).fill('K7-42QX')
      await page.getByRole('textbox', { name: /^Word \d+$/ }).fill('amber')
      await page.getByRole('button', { name: 'Finish' }).click()
      await page.getByText('vault/recovery-kit-mistyped').waitFor()
    },
  },
  {
    name: 'locked',
    query: 'phase=locked&demo=1',
    steps: async (page) => {
      await page.getByRole('textbox', { name: 'Your passphrase' }).waitFor()
    },
  },
  {
    name: 'locked-and-back',
    steps: async (page) => {
      await openMessage(page, 'About the new dose')
      await page.getByRole('button', { name: 'Lock' }).click()
      await page.getByRole('textbox', { name: 'Your passphrase' }).fill(passphrase)
      await page.getByRole('button', { name: 'Unlock' }).click()
      await page.getByRole('heading', { name: 'About the new dose' }).waitFor()
    },
  },
  {
    name: 'locked-wrong',
    query: 'phase=locked&demo=1',
    steps: async (page) => {
      await page.getByRole('textbox', { name: 'Your passphrase' }).fill('wrong')
      await page.getByRole('button', { name: 'Unlock' }).click()
      await page.getByText('vault/wrong-passphrase').waitFor()
    },
  },
  {
    name: 'locked-kit',
    query: 'phase=locked&demo=1',
    steps: async (page) => {
      await page.getByRole('button', { name: 'Use recovery kit' }).click()
      await page.getByRole('textbox', { name: 'Recovery words' }).waitFor()
    },
  },
  {
    name: 'kit-first',
    query: 'kit=0',
    steps: async (page) => {
      await page.getByRole('button', { name: 'New message' }).click()
      const to = page.getByRole('combobox', { name: 'To', exact: true })
      await to.fill('maria.alvarez@mailbox.example')
      await to.press('Enter')
      await page.getByRole('button', { name: 'Send', exact: true }).click()
      await page.getByRole('dialog', { name: 'Recovery kit' }).waitFor()
    },
  },
]
