import type { Page } from 'playwright-core'
import { shareCode } from '../../double/shares.data.ts'
import { go, type Scene } from './scene.ts'

async function openSharesSheet(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Settings' }).click()
  await page.getByRole('button', { name: 'Passphrase and recovery' }).click()
  await go(page, 'Make recovery shares')
  const sheet = page.getByRole('dialog')
  await sheet.getByRole('textbox', { name: 'Recovery words' }).fill('amber coast ladder violin harbor maple')
  await sheet.getByRole('textbox', { name: 'Check code' }).fill('0417')
}

async function openOutside(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Settings' }).click()
  await page.getByRole('button', { name: 'Outside the seal', exact: true }).click()
}

async function nameReplyPage(page: Page, address: string): Promise<void> {
  await page.getByRole('button', { name: 'Save the page…' }).click()
  await page.getByRole('textbox', { name: 'Its address on your site' }).fill(address)
  await page.getByRole('button', { name: 'Name it in PDFs' }).click()
}

async function openBackups(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Settings' }).click()
  await page.getByRole('button', { name: 'Backup', exact: true }).click()
  await page.getByRole('heading', { name: 'Where' }).waitFor()
}

/** Settings, the mail account among them. */
export const settingsScenes: readonly Scene[] = [
  {
    name: 'settings-scanner',
    steps: async (page) => {
      await page.getByRole('button', { name: 'Settings' }).click()
      await page.getByRole('button', { name: 'Scanner' }).click()
      await page.getByRole('button', { name: 'Flag again: David Burns' }).waitFor()
      await page.getByText('All of it').click()
      await page.getByRole('switch', { name: 'Names after a title: Dr. Patel' }).click()
      await page.getByText('All but 1').waitFor()
    },
  },
  {
    name: 'settings-spelling',
    steps: async (page) => {
      await page.getByRole('button', { name: 'Settings' }).click()
      await page.getByRole('button', { name: 'Spelling' }).click()
      await page.getByRole('button', { name: 'Remove Brightside' }).waitFor()
    },
  },
  {
    name: 'settings-key-given-up',
    steps: async (page) => {
      await page.getByRole('button', { name: 'Settings' }).click()
      await page.getByRole('button', { name: 'OpenPGP key', exact: true }).click()
      await page.getByRole('button', { name: 'Give this key up' }).click()
      await page.getByRole('radio', { name: 'Somebody else may have it' }).check()
      await page.getByRole('button', { name: 'Give it up and make a new one' }).click()
      await page.getByRole('button', { name: 'Save the revoked certificate' }).scrollIntoViewIfNeeded()
    },
  },
  {
    name: 'settings-newer-key',
    steps: async (page) => {
      await page.getByRole('button', { name: 'Settings' }).click()
      await page.getByRole('button', { name: 'OpenPGP key', exact: true }).click()
      await page.getByRole('button', { name: 'Make a version 6 key' }).click()
      await page.getByRole('button', { name: 'Give the newer key up' }).click()
      await page.getByRole('radio', { name: "I don't need it any more" }).scrollIntoViewIfNeeded()
    },
  },
  {
    name: 'settings-renew-key',
    steps: async (page) => {
      await page.getByRole('button', { name: 'Settings' }).click()
      await page.getByRole('button', { name: 'Passphrase and recovery' }).click()
      await page.getByRole('button', { name: 'Renew the key…' }).click()
      await page.getByRole('textbox', { name: 'Present passphrase' }).last().fill('wrong')
      await page.getByRole('button', { name: 'Renew the key', exact: true }).click()
      await page.getByText('vault/wrong-passphrase').scrollIntoViewIfNeeded()
    },
  },
  {
    name: 'settings-renewal-cut-short',
    query: 'renewing=cut-short',
    steps: async (page) => {
      await page.getByRole('button', { name: 'Settings' }).click()
      await page.getByRole('button', { name: 'Passphrase and recovery' }).click()
      await page.getByRole('button', { name: 'Renew the key…' }).scrollIntoViewIfNeeded()
    },
  },
  {
    name: 'settings-renewing-key',
    query: 'renewing=1',
    steps: async (page) => {
      await page.getByRole('button', { name: 'Settings' }).click()
      await page.getByRole('button', { name: 'Passphrase and recovery' }).click()
      await page.getByRole('button', { name: 'Stop' }).scrollIntoViewIfNeeded()
    },
  },
  {
    name: 'settings-erase',
    steps: async (page) => {
      await page.getByRole('button', { name: 'Settings' }).click()
      await page.getByRole('button', { name: 'Passphrase and recovery' }).click()
      await page.getByRole('button', { name: 'Erase this store…' }).click()
      await page.getByRole('textbox', { name: 'Type the name of your practice' }).fill('Rivera Practice')
      await page.getByRole('textbox', { name: 'Present passphrase' }).last().fill('wrong')
      await page.getByRole('button', { name: 'Erase now' }).click()
      await page.getByText('vault/wrong-passphrase').scrollIntoViewIfNeeded()
    },
  },
  {
    name: 'settings-shares-kit-wrong',
    query: 'fail=vault.makeShares:vault/wrong-recovery-kit',
    steps: async (page) => {
      await openSharesSheet(page)
      await go(page, 'Make the shares')
      await page.getByText('vault/wrong-recovery-kit').scrollIntoViewIfNeeded()
    },
  },
  {
    name: 'settings-shares-kept',
    steps: async (page) => {
      await openSharesSheet(page)
      await go(page, 'Make the shares')
      for (const number of [1, 2, 3]) {
        await page.getByRole('heading', { name: `Share ${String(number)} of 3` }).waitFor()
        await go(page, "It's on paper")
        await page.getByRole('textbox', { name: 'Check code' }).fill(shareCode)
        for (const field of await page.getByRole('textbox', { name: /^Word \d+$/ }).all())
          await field.fill('amber')
        await go(page, 'Finish')
      }
      await page.getByText('Ortiz & Partner, notaries').scrollIntoViewIfNeeded()
    },
  },
  {
    name: 'settings-shares-unconfirmed',
    steps: async (page) => {
      await openSharesSheet(page)
      await go(page, 'Make the shares')
      await page.getByRole('heading', { name: 'Share 1 of 3' }).waitFor()
      await page.keyboard.press('Escape')
      await page.getByRole('dialog').waitFor({ state: 'detached' })
      await page.getByText('Ortiz & Partner, notaries').scrollIntoViewIfNeeded()
    },
  },
  {
    name: 'settings-policy-leave',
    query: 'policy=clinician',
    steps: async (page) => {
      await page.getByRole('button', { name: 'Settings' }).click()
      await page.getByRole('button', { name: 'Policy', exact: true }).click()
      await page.getByRole('button', { name: 'Leave this practice…' }).click()
      await page.getByRole('textbox', { name: 'Present passphrase' }).fill('wrong')
      await page.getByRole('button', { name: 'Leave this practice', exact: true }).click()
      await page.getByRole('button', { name: 'Stay' }).scrollIntoViewIfNeeded()
    },
  },
  {
    name: 'settings-recovery-data-failed',
    query: 'recovery=failed',
    steps: async (page) => {
      await page.getByRole('button', { name: 'Settings' }).click()
      await page.getByRole('button', { name: 'Passphrase and recovery' }).click()
      await page.getByText('imap/over-quota').waitFor()
    },
  },
  ...(
    [
      'Practice',
      'Outside the seal',
      'Mail account',
      'OpenPGP key',
      'S/MIME certificate',
      'Passphrase and recovery',
      'Look and keys',
      'About',
    ] as const
  ).map((section): Scene => ({
    name: `settings-${section.toLowerCase().replaceAll(/[ /]/g, '-')}`,
    steps: async (page) => {
      await page.getByRole('button', { name: 'Settings' }).click()
      await page.getByRole('button', { name: section, exact: true }).click()
      await page.getByRole('heading', { name: section, exact: true }).waitFor()
    },
  })),
  ...(['good', 'none', 'old', 'running'] as const).map((backup): Scene => ({
    name: `settings-backup-${backup}`,
    query: `backup=${backup}`,
    steps: openBackups,
  })),
  {
    name: 'settings-backup-held',
    query: 'backup=held',
    steps: async (page) => {
      await openBackups(page)
      await page.getByRole('button', { name: 'Show the versions' }).click()
      await page.getByText('A legal hold stands').scrollIntoViewIfNeeded()
    },
  },
  {
    name: 'settings-backup-broken',
    query: 'backup=broken',
    steps: async (page) => {
      await openBackups(page)
      await page.getByRole('button', { name: 'Show the versions' }).click()
      await page.getByRole('button', { name: 'Check the backup' }).click()
      await page.getByRole('button', { name: 'Try it now' }).click()
      await page.getByText("It couldn't be put together").scrollIntoViewIfNeeded()
    },
  },
  {
    name: 'settings-smime-file',
    steps: async (page) => {
      await page.getByRole('button', { name: 'Settings' }).click()
      await page.getByRole('button', { name: 'S/MIME certificate', exact: true }).click()
      const form = page.locator('form').filter({ hasText: 'Import a certificate' })
      await form
        .locator('input[type=file]')
        .setInputFiles({ name: 'rivera.p12', mimeType: 'application/x-pkcs12', buffer: Buffer.from('file') })
      await form.getByText('rivera.p12').waitFor()
      await form.getByRole('textbox', { name: 'Password of the file' }).fill('not it')
      await form.getByRole('button', { name: 'Import', exact: true }).click()
      await page.getByText('smime/wrong-password').scrollIntoViewIfNeeded()
    },
  },
  {
    name: 'settings-outside-nobody-to-call',
    query: 'phone=',
    steps: async (page) => {
      await page.getByRole('button', { name: 'Settings' }).click()
      await page.getByRole('button', { name: 'Outside the seal', exact: true }).click()
      await page.getByText(/^Patients can't see whom to call/).waitFor()
    },
  },
  {
    name: 'settings-outside-tells',
    steps: async (page) => {
      await openOutside(page)
      await page.getByRole('textbox', { name: 'Name of the sender' }).fill('Hope Eating Disorder Clinic')
      await page.getByRole('button', { name: 'Save', exact: true }).click()
      await page.getByRole('button', { name: 'Save it as it is' }).waitFor()
    },
  },
  {
    name: 'settings-outside-logo',
    steps: async (page) => {
      await openOutside(page)
      const choosing = page.waitForEvent('filechooser')
      await page.getByRole('button', { name: 'Choose a picture' }).click()
      const name = 'logo.png'
      await (await choosing).setFiles({ name, mimeType: 'image/png', buffer: Buffer.from(name) })
      await page.getByRole('img', { name: /^The logo/ }).waitFor()
      await page.getByRole('button', { name: 'Remove the logo' }).scrollIntoViewIfNeeded()
    },
  },
  {
    name: 'reply-page-none',
    steps: async (page) => {
      await openOutside(page)
      await page.getByRole('button', { name: 'Save the page…' }).scrollIntoViewIfNeeded()
    },
  },
  {
    name: 'reply-page-address-refused',
    steps: async (page) => {
      await openOutside(page)
      await nameReplyPage(page, 'rivera.example/reply')
      await page.getByText('An address begins with https://').waitFor()
      await page.getByRole('button', { name: 'Save the page…' }).scrollIntoViewIfNeeded()
    },
  },
  {
    name: 'reply-page-named',
    steps: async (page) => {
      await openOutside(page)
      await nameReplyPage(page, 'https://rivera-practice.example/reply.html')
      await page.getByText('What stands in every PDF').waitFor()
      await page.getByRole('button', { name: 'Leave it out of PDFs' }).scrollIntoViewIfNeeded()
    },
  },
  {
    name: 'reply-page-outdated',
    query: 'replyPage=outdated',
    steps: async (page) => {
      await openOutside(page)
      await page.getByText('for a key that you gave up').waitFor()
      await page.getByRole('button', { name: 'Forget the address' }).scrollIntoViewIfNeeded()
    },
  },
  {
    name: 'reply-page-replaced',
    query: 'replyPage=outdated',
    steps: async (page) => {
      await openOutside(page)
      await page.getByRole('button', { name: 'Save the page…' }).click()
      await page.getByRole('button', { name: 'The new page is there' }).waitFor()
      await page.getByRole('button', { name: 'Forget the address' }).scrollIntoViewIfNeeded()
    },
  },
  {
    name: 'reply-page-failed',
    query: 'fail=practice.replyPages:store/damaged',
    steps: async (page) => {
      await openOutside(page)
      await page.getByText('store/damaged').scrollIntoViewIfNeeded()
    },
  },
  {
    name: 'account-new-password',
    query: 'connection=error&why=login/refused',
    steps: async (page) => {
      await go(page, 'Enter the new password')
      await page.getByRole('textbox', { name: 'Mail password' }).fill('not-it')
      await page.getByRole('button', { name: 'Check connection' }).click()
      await page.getByText('login/refused').nth(1).waitFor()
    },
  },
  {
    name: 'account-app-password',
    query: 'host=gmail.example',
    steps: async (page) => {
      await go(page, 'Settings')
      await page.getByRole('button', { name: 'Mail account' }).click()
      await page.getByText('How to make a new app password').waitFor()
    },
  },
  {
    name: 'account-sign-in-again',
    query: 'host=outlook.example&connection=error&why=login/expired',
    steps: async (page) => {
      await go(page, 'Sign in again')
      await page.getByText('You sign in at Microsoft in the browser.').waitFor()
      await page.getByRole('button', { name: 'Save changes' }).waitFor()
    },
  },
  {
    name: 'account-other-servers',
    steps: async (page) => {
      await go(page, 'Settings')
      await page.getByRole('button', { name: 'Mail account' }).click()
      await page.getByRole('button', { name: 'Change servers' }).click()
      await page
        .getByRole('group', { name: 'Incoming (IMAP)' })
        .getByRole('textbox', { name: 'Host' })
        .fill('imap.elsewhere.example')
      await page.getByText("The stored one isn't sent to other servers than before.").waitFor()
    },
  },
  {
    name: 'accounts',
    query: 'accounts=2&connection=error&why=login/refused',
    steps: async (page) => {
      await go(page, 'Settings')
      await page.getByRole('button', { name: 'Mail account' }).click()
      const office = page.getByRole('region', { name: 'office@rivera-practice.example' })
      await office.getByRole('button', { name: 'office@rivera-practice.example' }).click()
      await office.getByRole('button', { name: 'Remove this account…' }).click()
      await office.getByText('1204 messages go from this computer').waitFor()
      await office.getByRole('button', { name: 'Remove from this computer' }).scrollIntoViewIfNeeded()
    },
  },
  {
    name: 'account-add',
    query: 'accounts=2',
    steps: async (page) => {
      await go(page, 'Settings')
      await page.getByRole('button', { name: 'Mail account' }).click()
      await page.getByRole('button', { name: 'Add a mail account' }).click()
      await page.getByRole('textbox', { name: 'Address' }).fill('billing@rivera-practice.example')
      await page.getByRole('button', { name: 'Cancel' }).scrollIntoViewIfNeeded()
    },
  },
  {
    name: 'account-checked',
    steps: async (page) => {
      await go(page, 'Settings')
      await page.getByRole('button', { name: 'Mail account' }).click()
      await page.getByRole('button', { name: 'Check connection' }).click()
      await page.getByText('Connected, certificate verified, signed in.').first().waitFor()
    },
  },
  {
    name: 'policy-owner',
    query: 'policy=owner',
    steps: async (page) => {
      await go(page, 'Settings')
      await page.getByRole('button', { name: 'Policy', exact: true }).click()
      await page.getByRole('list', { name: 'Who has a seat' }).waitFor()
    },
  },
  {
    name: 'policy-rules',
    query: 'policy=owner',
    steps: async (page) => {
      await go(page, 'Settings')
      await page.getByRole('button', { name: 'Policy', exact: true }).click()
      await page.getByRole('button', { name: 'Change the rules' }).click()
      await page.getByRole('combobox', { name: 'The activity log is kept' }).scrollIntoViewIfNeeded()
    },
  },
  {
    name: 'policy-offer',
    steps: async (page) => {
      await go(page, 'Settings')
      await page.getByRole('button', { name: 'Policy', exact: true }).click()
      await page.getByRole('button', { name: 'Take a policy over from a file' }).click()
      await page
        .getByRole('checkbox', { name: 'I compared the words with the owner' })
        .scrollIntoViewIfNeeded()
    },
  },
]
