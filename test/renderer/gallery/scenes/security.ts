import type { Page } from 'playwright-core'
import { passphrase } from '../../double/app-router.ts'
import type { Scene } from './scene.ts'

async function openSecurity(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Settings' }).click()
  await page.getByRole('button', { name: 'Passkey and key file' }).click()
}

/** What opens the vault beside the passphrase, in Settings and while locked. */
export const securityScenes: readonly Scene[] = [
  {
    name: 'security',
    query: 'factors=1',
    steps: async (page) => {
      await openSecurity(page)
      await page.getByText('Security key on my key ring').waitFor()
    },
  },
  {
    name: 'security-none',
    steps: async (page) => {
      await openSecurity(page)
      await page.getByText('Nothing yet: the passphrase alone opens Sealpost.').waitFor()
    },
  },
  {
    name: 'security-kit-first',
    query: 'kit=0',
    steps: async (page) => {
      await openSecurity(page)
      await page.getByText(/^Make your recovery kit first/).waitFor()
    },
  },
  {
    name: 'security-error',
    query: 'fail=vault.factors:store/io',
    steps: async (page) => {
      await openSecurity(page)
      await page.getByText('store/io').waitFor()
    },
  },
  {
    name: 'security-add-passkey-wrong',
    steps: async (page) => {
      await openSecurity(page)
      await page.getByRole('button', { name: 'Add a passkey' }).click()
      await page.getByLabel('Your passphrase').fill('wrong')
      await page.getByRole('button', { name: 'Add', exact: true }).click()
      await page.getByText('vault/wrong-passphrase').waitFor()
    },
  },
  {
    name: 'security-key-file',
    steps: async (page) => {
      await openSecurity(page)
      await page.getByRole('button', { name: 'Save a key file' }).click()
      await page.getByLabel('Your passphrase').fill(passphrase)
      await page.getByRole('button', { name: 'Choose where and save' }).click()
      await page.getByText('file/not-removable').waitFor()
    },
  },
  {
    name: 'security-remove',
    query: 'factors=1',
    steps: async (page) => {
      await openSecurity(page)
      await page.getByRole('button', { name: 'Remove USB stick in the safe' }).click()
      await page.getByRole('dialog').waitFor()
    },
  },
  {
    name: 'locked-passkey',
    query: 'phase=locked&beside=passkey',
    steps: async (page) => {
      await page.getByText(/^Passkey\. Asked for next/).waitFor()
    },
  },
  {
    name: 'locked-both',
    query: 'phase=locked&beside=passkey,key-file,chosen',
    steps: async (page) => {
      await page.getByRole('radio', { name: 'Key file' }).check()
      await page.getByText('Key file: sealpost-key-file.txt').waitFor()
    },
  },
  {
    name: 'locked-passkey-alone',
    query: 'phase=locked&beside=alone',
    steps: async (page) => {
      await page.getByRole('button', { name: 'Unlock with passkey' }).waitFor()
    },
  },
  {
    name: 'locked-kit-lost-factor',
    query: 'phase=locked&beside=key-file',
    steps: async (page) => {
      await page.getByRole('button', { name: 'Use recovery kit' }).click()
      await page.getByRole('checkbox', { name: 'I lost my passkey or key file' }).waitFor()
    },
  },
]
