import type { Page } from 'playwright-core'
import { kitCheckCode, kitWords, passphrase } from '../../double/app-router.ts'
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

async function signInToRestore(page: Page, address: string, field: string): Promise<void> {
  await go(page, 'I have used Sealpost before')
  await page.getByRole('button', { name: 'From my mail account' }).click()
  await page.getByRole('textbox', { name: 'Mail address' }).fill(address)
  await page.getByRole('textbox', { name: field }).fill('secret')
  await page.getByRole('button', { name: 'Look for recovery data' }).click()
}

async function openBackup(page: Page): Promise<void> {
  await go(page, 'I have used Sealpost before')
  await go(page, 'From a backup')
  await go(page, 'Choose the folder…')
  await page.getByRole('textbox', { name: 'Recovery words' }).fill('amber coast ladder violin harbor maple')
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
    name: 'restore-from-backup',
    query: 'phase=first-run',
    steps: async (page) => {
      await openBackup(page)
      await page.getByRole('textbox', { name: 'Check code' }).fill('0417')
    },
  },
  {
    name: 'restore-backup-wrong-kit',
    query: 'phase=first-run&fail=backup.openSource:vault/wrong-recovery-kit',
    steps: async (page) => {
      await openBackup(page)
      await page.getByRole('textbox', { name: 'Check code' }).fill('0417')
      await go(page, 'Open the backup')
      await page.getByText('vault/wrong-recovery-kit').waitFor()
    },
  },
  {
    name: 'restore-version',
    query: 'phase=first-run&fail=backup.restore:backup/damaged',
    steps: async (page) => {
      await openBackup(page)
      await page.getByRole('textbox', { name: 'Check code' }).fill('0417')
      await go(page, 'Open the backup')
      await fillNewPassphrase(page, 'New passphrase')
      await go(page, 'Restore and set up this computer')
      await page.getByText('backup/damaged').waitFor()
    },
  },
  {
    name: 'first-run-no-device-part',
    query: 'account=0&kit=0&keychain=none',
    steps: async (page) => {
      await page.getByRole('heading', { name: 'Your passphrase alone opens this store' }).waitFor()
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
    name: 'first-run-servers-named',
    query: 'account=0&kit=0',
    steps: async (page) => {
      await page.getByRole('textbox', { name: 'Your name' }).fill('Dr. Ana Rivera')
      await page.getByRole('textbox', { name: 'Mail address' }).fill('ana@hope-practice.example')
      await page.getByRole('button', { name: 'Ask hope-practice.example for its servers' }).click()
      await page.getByText("isn't part of hope-practice.example").waitFor()
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
      for (const field of await page.getByRole('textbox', { name: /^Word \d+$/ }).all())
        await field.fill('amber')
      await page.getByRole('button', { name: 'Finish' }).click()
      await page.getByText('vault/recovery-kit-mistyped').waitFor()
    },
  },
  {
    name: 'restore-ways',
    query: 'phase=first-run',
    steps: async (page) => {
      await go(page, 'I have used Sealpost before')
      await page.getByRole('button', { name: 'From my mail account' }).waitFor()
    },
  },
  {
    name: 'restore-none-found',
    query: 'phase=first-run',
    steps: async (page) => {
      await signInToRestore(page, 'ana@gmail.example', 'App password')
      await page.getByText('recovery/none-found').waitFor()
    },
  },
  {
    name: 'restore-kit-behind',
    query: 'phase=first-run',
    steps: async (page) => {
      await signInToRestore(page, 'old@rivera-practice.example', 'Mail password')
      await page.getByRole('textbox', { name: 'Recovery words' }).fill('amber coast ladder violin')
      await page.getByRole('textbox', { name: 'Check code' }).fill('4711')
      await fillNewPassphrase(page, 'New passphrase')
      await page.getByRole('button', { name: 'Open and set up this computer' }).click()
      await page.getByText('recovery/wrong-key').waitFor()
    },
  },
  {
    name: 'restore-kit-other',
    query: 'phase=first-run',
    steps: async (page) => {
      await signInToRestore(page, 'hidden@rivera-practice.example', 'Mail password')
      await page
        .getByRole('textbox', { name: 'Recovery words' })
        .fill(
          'amber coast ladder violin harbor maple signal orbit candle river stone winter paper glove forest lemon bridge cotton anchor velvet meadow ticket copper sparrow',
        )
      await page.getByRole('textbox', { name: 'Check code' }).fill('K7-42QW')
      await fillNewPassphrase(page, 'New passphrase')
      await page.getByRole('button', { name: 'Open and set up this computer' }).click()
      await page.getByText('Your kit opens other recovery data').waitFor()
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
    name: 'locked-several-people',
    query: 'phase=locked&people=Dr. Ana Rivera,Ben Cole,',
    steps: async (page) => {
      await page.getByRole('button', { name: 'Ben Cole' }).click()
      await page.getByRole('heading', { name: 'Ben Cole' }).waitFor()
      await page.getByRole('button', { name: 'Someone else' }).click()
      await page.getByRole('button', { name: 'Person 3' }).waitFor()
    },
  },
  {
    name: 'first-run-beside-others',
    query: 'phase=locked',
    steps: async (page) => {
      await page.getByRole('button', { name: 'Another person on this computer' }).click()
      await page.getByRole('heading', { name: 'A place of your own' }).waitFor()
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
    name: 'locked-kit-keychain-lost',
    query: 'phase=locked&keychain=lost',
    steps: async (page) => {
      await go(page, 'Use recovery kit')
      await page.getByRole('textbox', { name: 'Recovery words' }).fill(kitWords.join(' '))
      await page.getByRole('textbox', { name: 'Check code' }).fill(kitCheckCode)
      await fillNewPassphrase(page, 'New passphrase')
      await go(page, 'Unlock')
      await page.getByText('vault/keychain-part-lost').waitFor()
    },
  },
  {
    name: 'locked-shares',
    query: 'phase=locked&fail=vault.unlockWithKit:vault/shares-apart',
    steps: async (page) => {
      await go(page, 'Use recovery shares')
      const words =
        'amber coast ladder violin harbor maple signal orbit candle river stone winter paper glove'
      for (const which of ['First', 'Second']) {
        await page.getByRole('textbox', { name: `${which} share`, exact: true }).fill(words)
        await page.getByRole('textbox', { name: `Check code of the ${which.toLowerCase()}` }).fill('0417')
      }
      await fillNewPassphrase(page, 'New passphrase')
      await go(page, 'Unlock')
      await page.getByText('vault/shares-apart').waitFor()
    },
  },
  {
    name: 'locked-damaged',
    query: 'phase=locked&damaged=1',
    steps: async (page) => {
      await go(page, 'Begin anew…')
      await page.getByRole('button', { name: 'Set it aside' }).waitFor()
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
