import type { Page } from 'playwright-core'
import { passphrase } from '../double/app-router.ts'

/** One state of the window: the scenario of the double, and how a person gets there, by role and name. */
export type Scene = {
  readonly name: string
  readonly query?: string
  readonly steps: (page: Page) => Promise<void>
}

async function openMessage(page: Page, subject: string): Promise<void> {
  await page.getByRole('option', { name: subject }).click()
  await page.getByRole('heading', { name: subject }).waitFor()
}

async function openDraft(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Drafts' }).click()
  await page.getByRole('option', { name: 'Plan for November' }).click()
  await page.getByRole('button', { name: /^Review Health information/ }).waitFor()
}

async function go(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: false }).first().click()
}

async function fillNewPassphrase(page: Page, label: string): Promise<void> {
  await page.getByRole('textbox', { name: label }).fill(passphrase)
  await page.getByRole('textbox', { name: 'The same again' }).fill(passphrase)
}

export const scenes: readonly Scene[] = [
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
    steps: async (page) => {
      await page.getByRole('textbox', { name: 'Your name' }).fill('Dr. Ana Rivera')
      await page.getByRole('textbox', { name: 'Mail address' }).fill('ana@rivera-practice.example')
      await page.getByRole('textbox', { name: 'Mail password' }).fill('secret')
      await page.getByRole('button', { name: 'Check connection' }).click()
      await page.getByRole('button', { name: 'Use this account' }).click()
      await page.getByRole('button', { name: 'Show my recovery kit' }).click()
      await page.getByRole('list', { name: 'Recovery words' }).waitFor()
    },
  },
  {
    name: 'first-run-kit-confirm',
    query: 'account=0&kit=0',
    steps: async (page) => {
      await scenes.find((scene) => scene.name === 'first-run-kit')!.steps(page)
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
    name: 'inbox',
    steps: async (page) => {
      await page.getByRole('option', { name: 'About the new dose' }).waitFor()
    },
  },
  { name: 'reader-sealed', steps: (page) => openMessage(page, 'About the new dose') },
  { name: 'reader-encrypted', steps: (page) => openMessage(page, 'Consult on D.O.') },
  { name: 'reader-ordinary', steps: (page) => openMessage(page, 'Re: Appointment on Thursday') },
  {
    name: 'reader-suspicious',
    steps: async (page) => {
      await openMessage(page, 'Updated bank details')
      await page.getByRole('button', { name: 'Why?' }).click()
      await page.getByText('First message from this address.').waitFor()
    },
  },
  {
    name: 'reader-link',
    steps: async (page) => {
      await openMessage(page, 'Updated bank details')
      await page.frameLocator('iframe').getByRole('link').click()
      await page.getByRole('button', { name: 'Open in browser' }).waitFor()
    },
  },
  { name: 'reader-bad-signature', steps: (page) => openMessage(page, 'Supervision group') },
  { name: 'reader-too-complex', steps: (page) => openMessage(page, 'Fwd: Fwd: Fwd') },
  { name: 'reader-unreadable', steps: (page) => openMessage(page, 'Encrypted to an old key') },
  {
    name: 'reader-sent',
    steps: async (page) => {
      await page.getByRole('button', { name: 'Sent', exact: true }).click()
      await openMessage(page, 'Plan for the next four weeks')
      await page.getByRole('button', { name: "Maria couldn't open it" }).waitFor()
    },
  },
  {
    name: 'archive',
    steps: async (page) => {
      await page.getByRole('button', { name: 'Archive', exact: true }).click()
      await page.getByRole('option', { name: 'Letter 1200' }).waitFor()
      await page.getByRole('listbox', { name: 'Messages' }).press('End')
      await page.getByRole('option', { name: 'Letter 1101' }).waitFor()
    },
  },
  {
    name: 'search',
    steps: async (page) => {
      await page.getByRole('searchbox', { name: 'Search' }).fill('maria')
      await page.getByText(/\d+ matches/).waitFor()
    },
  },
  {
    name: 'search-none',
    steps: async (page) => {
      await page.getByRole('searchbox', { name: 'Search' }).fill('zebra')
      await page.getByText('No match in the mail on this computer.').waitFor()
    },
  },
  {
    name: 'archived-undo',
    steps: async (page) => {
      await openMessage(page, 'Re: Appointment on Thursday')
      await page.getByRole('button', { name: 'Archive', exact: true }).last().click()
      await page.getByText('Archived.').waitFor()
    },
  },
  { name: 'composer', steps: openDraft },
  {
    name: 'composer-recipients',
    steps: async (page) => {
      await page.getByRole('button', { name: 'New message' }).click()
      const to = page.getByRole('combobox', { name: 'To', exact: true })
      for (const address of [
        'maria.alvarez@mailbox.example',
        'daniel.ortiz@post.example',
        'aisha.khan@inbox.example',
        'susan.lee@lakeside-neuro.example',
        'claims@harborview-billing.example',
        'jordan.park@letters.example',
      ]) {
        await to.fill(address)
        await to.press('Enter')
      }
      await page.getByText('Who is this?').waitFor()
      await page.getByRole('textbox', { name: 'Subject' }).fill('Appointment')
    },
  },
  {
    name: 'composer-attachments',
    steps: async (page) => {
      await openDraft(page)
      for (let count = 0; count < 3; count += 1) {
        await page.getByRole('button', { name: 'Attach files' }).click()
        await page.getByRole('button', { name: 'Remove Insurance card.jpg' }).nth(count).waitFor()
      }
    },
  },
  {
    name: 'composer-too-large',
    steps: async (page) => {
      await openDraft(page)
      for (let count = 0; count < 4; count += 1) {
        await page.getByRole('button', { name: 'Attach files' }).click()
        await page.getByRole('button', { name: 'Remove Insurance card.jpg' }).nth(count).waitFor()
      }
      await page.getByRole('button', { name: 'Divide into 2 messages' }).waitFor()
    },
  },
  {
    name: 'answer',
    steps: async (page) => {
      await openMessage(page, 'Re: Appointment on Thursday')
      await page.getByRole('button', { name: 'Answer', exact: true }).click()
      await page.getByRole('textbox', { name: 'Message' }).waitFor()
    },
  },
  {
    name: 'review',
    steps: async (page) => {
      await openDraft(page)
      await page.getByRole('button', { name: 'Send', exact: true }).click()
      await page.getByRole('dialog', { name: 'Before this goes' }).waitFor()
      await page.getByRole('button', { name: 'Both are right' }).click()
      await page.getByText('Found in the text').click()
    },
  },
  {
    name: 'review-finding',
    steps: async (page) => {
      await openDraft(page)
      await page.getByRole('button', { name: /^Review Health information/ }).click()
      await page.getByText('Found in the text').click()
      await page.getByRole('button', { name: /^Daniel Ortiz/ }).click()
      await page.getByRole('button', { name: 'Never flag this' }).click()
      await page.getByText('This names one of your patients:').waitFor()
    },
  },
  {
    name: 'finding-card',
    steps: async (page) => {
      await openDraft(page)
      await page.getByRole('textbox', { name: 'Message', exact: true }).focus()
      await page.keyboard.press('Control+.')
      await page.getByRole('dialog', { name: 'Social Security number' }).waitFor()
    },
  },
  {
    name: 'consultation',
    steps: async (page) => {
      await openDraft(page)
      await page.getByRole('button', { name: 'More' }).click()
      await page.getByRole('menuitem', { name: 'Prepare for consultation' }).click()
      await page.getByRole('region', { name: 'What risk remains' }).waitFor()
    },
  },
  {
    name: 'settings-scanner',
    steps: async (page) => {
      await page.getByRole('button', { name: 'Settings' }).click()
      await page.getByRole('button', { name: 'Scanner' }).click()
      await page.getByRole('button', { name: 'Flag again: David Burns' }).waitFor()
    },
  },
  {
    name: 'tell',
    steps: async (page) => {
      await page.getByRole('button', { name: 'Patients' }).click()
      await page.getByRole('option', { name: 'Aisha Khan' }).click()
      await page.getByRole('button', { name: 'Choose a passphrase for Aisha' }).click()
      await page.getByRole('radio', { name: 'By phone' }).click()
    },
  },
  {
    name: 'hold',
    query: 'hold=9000',
    steps: async (page) => {
      await page.getByRole('button', { name: 'New message' }).click()
      const to = page.getByRole('combobox', { name: 'To', exact: true })
      await to.fill('maria.alvarez@mailbox.example')
      await to.press('Enter')
      await page.getByRole('textbox', { name: 'Message' }).fill('The new dose works.')
      await page.getByRole('button', { name: 'Send', exact: true }).click()
      await page.getByText(/Leaves in \d s/).waitFor()
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
  {
    name: 'outbox-unknown',
    steps: async (page) => {
      await page.getByRole('button', { name: 'Outbox' }).click()
      await page.getByRole('option', { name: 'Statement for October' }).click()
      await page.getByRole('button', { name: 'Send the same again' }).waitFor()
    },
  },
  {
    name: 'outbox-refused',
    steps: async (page) => {
      await page.getByRole('button', { name: 'Outbox' }).click()
      await page.getByRole('option', { name: 'Referral letter' }).click()
      await page.getByRole('button', { name: 'Back to the draft' }).waitFor()
    },
  },
  {
    name: 'patients',
    steps: async (page) => {
      await page.getByRole('button', { name: 'Patients' }).click()
      await page.getByRole('option', { name: 'Daniel Ortiz' }).click()
      await page.getByRole('heading', { name: 'Daniel Ortiz' }).waitFor()
    },
  },
  {
    name: 'patients-colleague',
    steps: async (page) => {
      await page.getByRole('button', { name: 'Patients' }).click()
      await page.getByText('Colleagues', { exact: true }).click()
      await page.getByRole('option', { name: 'Dr. Susan Lee' }).click()
      await page.getByRole('button', { name: 'Remove key' }).waitFor()
    },
  },
  {
    name: 'contact-form',
    steps: async (page) => {
      await page.getByRole('button', { name: 'Patients' }).click()
      await page.getByRole('button', { name: 'Add a person' }).click()
      await page.getByRole('dialog', { name: 'Add a person' }).waitFor()
    },
  },
  {
    name: 'key-import',
    steps: async (page) => {
      await page.getByRole('button', { name: 'Patients' }).click()
      await page.getByText('Colleagues', { exact: true }).click()
      await page.getByRole('option', { name: 'Dr. Susan Lee' }).click()
      await page.getByRole('button', { name: 'Add a key' }).click()
      await page.getByRole('textbox', { name: 'Certificate' }).fill('-----BEGIN PGP PUBLIC KEY BLOCK-----')
      await page.getByRole('button', { name: 'Read', exact: true }).click()
      await page.getByRole('button', { name: 'The words are the same' }).waitFor()
    },
  },
  {
    name: 'key-code',
    steps: async (page) => {
      await page.getByRole('button', { name: 'Patients' }).click()
      await page.getByText('Colleagues', { exact: true }).click()
      await page.getByRole('option', { name: 'Dr. Susan Lee' }).click()
      await page.getByRole('button', { name: 'Look at it' }).click()
      await page.getByRole('button', { name: 'Show as a code to scan' }).click()
      await page.getByRole('img', { name: 'The fingerprint as a QR code' }).waitFor()
    },
  },
  {
    name: 'key-lookup',
    steps: async (page) => {
      await page.getByRole('button', { name: 'Patients' }).click()
      await page.getByText('Colleagues', { exact: true }).click()
      await page.getByRole('option', { name: 'Dr. Susan Lee' }).click()
      await page.getByRole('button', { name: 'Add a key' }).click()
      await page.getByRole('button', { name: 'Look for susan.lee@lakeside-neuro.example' }).click()
      await page.getByRole('alert').waitFor()
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
    name: 'contact-removal',
    steps: async (page) => {
      await page.getByRole('button', { name: 'Patients' }).click()
      await page.getByRole('option', { name: 'Daniel Ortiz' }).click()
      await page.getByRole('button', { name: 'Remove', exact: true }).click()
      await page.getByRole('dialog', { name: 'Remove Daniel Ortiz?' }).waitFor()
    },
  },
  {
    name: 'patients-empty',
    query: 'content=empty',
    steps: async (page) => {
      await page.getByRole('button', { name: 'Patients' }).click()
      await page.getByText('Add your first patient.').waitFor()
    },
  },
  {
    name: 'activity',
    steps: async (page) => {
      await page.getByRole('button', { name: 'Activity' }).click()
      await page.getByText('Sealpost was unlocked with the passphrase.').waitFor()
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
  ...(
    [
      'Practice',
      'Outside the seal',
      'Mail account',
      'OpenPGP key',
      'Passphrase and recovery',
      'Look and keys',
      'About',
    ] as const
  ).map((section): Scene => ({
    name: `settings-${section.toLowerCase().replaceAll(' ', '-')}`,
    steps: async (page) => {
      await page.getByRole('button', { name: 'Settings' }).click()
      await page.getByRole('button', { name: section, exact: true }).click()
      await page.getByRole('heading', { name: section, exact: true }).waitFor()
    },
  })),
  {
    name: 'settings-outside-tells',
    steps: async (page) => {
      await page.getByRole('button', { name: 'Settings' }).click()
      await page.getByRole('button', { name: 'Outside the seal', exact: true }).click()
      await page.getByRole('textbox', { name: 'Name of the sender' }).fill('Hope Eating Disorder Clinic')
      await page.getByRole('button', { name: 'Save', exact: true }).click()
      await page.getByRole('button', { name: 'Save it as it is' }).waitFor()
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
    name: 'account-checked',
    steps: async (page) => {
      await go(page, 'Settings')
      await page.getByRole('button', { name: 'Mail account' }).click()
      await page.getByRole('button', { name: 'Check connection' }).click()
      await page.getByText('Connected, certificate verified, signed in.').first().waitFor()
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
      await page.getByRole('status', { name: 'Loading…' }).first().waitFor({ timeout: 10_000 })
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
