import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { followRedirect } from '../../test/integration/transport/browser.ts'
import { browserPreset } from '../../test/support/lab-preset.ts'
import { expect, test, type OpenedApp } from '../support/fixtures.ts'
import { rawMail } from '../support/mail.ts'
import { choosePassphrase, goTo, lock, makeRecoveryKit, messageRow, unlock } from '../support/steps.ts'

test("Google's ways in: no browser sign-in that this build isn't set up for, an app password with its steps first", async ({
  openApp,
}) => {
  const { page } = await openApp()
  await choosePassphrase(page)
  await page.getByLabel('Your name').fill('Dr. Elena Rivera')
  await page.getByLabel('Mail address').fill('hope.practice@gmail.com')
  const ways = page.getByRole('group', { name: 'How to sign in at Google' })
  await ways.getByRole('radio', { name: 'Sign in with Google' }).check()
  await expect(ways.getByText("This build isn't set up for Google's browser sign-in.")).toBeVisible()
  await expect(ways.getByRole('textbox')).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Check connection' })).toBeDisabled()

  await ways.getByRole('radio', { name: 'Google app password' }).check()
  await expect(ways.getByText('Make an app password first')).toBeVisible()
  await expect(ways.getByRole('listitem').first()).toContainText('myaccount.google.com/apppasswords')
  await expect(ways.getByLabel('App password', { exact: true })).toBeVisible()
  await expect(page.getByText('imap.gmail.com')).toBeVisible()
})

test('signing in in the browser opens the account at IMAP and at submission', async ({
  lab,
  openApp,
  scratch,
}) => {
  const { daniel, rivera } = lab.people
  await lab.deliver(
    rawMail({ from: daniel, to: rivera, subject: 'Read over XOAUTH2', text: 'Hello.' }),
    rivera.address,
  )
  const providers = path.join(scratch, 'providers')
  await mkdir(providers)
  await writeFile(path.join(providers, 'lab.json'), JSON.stringify(browserPreset(lab)))
  lab.oauth.signInAs(rivera.address)

  const app = await openApp({ env: { SEALPOST_EXTRA_PROVIDERS: providers } })
  const { page } = app
  await choosePassphrase(page)
  await page.getByLabel('Your name').fill(rivera.name)
  await page.getByLabel('Mail address').fill(rivera.address)
  const openedPage = await watchBrowser(app)
  await page.getByRole('button', { name: 'Sign in in the browser' }).click()
  await expect(page.getByText('Finish signing in in your browser.')).toBeVisible()
  await followRedirect(await openedPage(), lab.certificates.ca)
  await expect(page.getByText('Signed in.', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Check connection' }).click()
  await expect(page.getByText('Connected, certificate verified, signed in.')).toHaveCount(2)
  await page.getByRole('button', { name: 'Use this account' }).click()
  await makeRecoveryKit(page)
  await expect(messageRow(page, 'Read over XOAUTH2')).toBeVisible()

  await test.step('once the provider has ended it, it is repeated where the failure leads', async () => {
    await lock(page)
    lab.oauth.expireAccessTokens()
    lab.oauth.revokeRefreshTokens()
    await unlock(page)
    await page.getByRole('button', { name: 'Sign in again' }).click()
    await expect(page.getByRole('alert').filter({ hasText: 'login/expired' })).toBeVisible()
    const again = page.getByRole('button', { name: 'Sign in again' })
    await expect(again).toBeFocused()
    const reopenedPage = await watchBrowser(app)
    await again.press('Enter')
    await followRedirect(await reopenedPage(), lab.certificates.ca)
    await expect(page.getByText('Signed in. Save the changes to go on with it.')).toBeVisible()
    await page.getByRole('button', { name: 'Save changes' }).click()
    await expect(page.getByText('Saved. Mail is checked with the new details.')).toBeVisible()
    await expect(page.getByRole('button', { name: /^Checked/ })).toBeVisible()
  })
})

test('a password that was changed at the host is entered anew where the failure leads', async ({
  lab,
  openPractice,
}) => {
  const { maria, rivera } = lab.people
  const newPassword = 'granite-lantern-58'
  await lab.changePassword(rivera.address, newPassword)
  try {
    const subject = 'After the change'
    await lab.deliver(rawMail({ from: maria, to: rivera, subject, text: 'Hello.' }), rivera.address)
    const { page } = await openPractice()
    const banner = page
      .getByRole('alert')
      .filter({ hasText: "localhost didn't take the user name or password." })
    await banner.getByRole('button', { name: 'Enter the new password' }).click()
    const field = page.getByLabel('Mail password', { exact: true })
    const save = page.getByRole('button', { name: 'Save changes' })
    await expect(field).toBeFocused()
    await expect(save).toBeDisabled()

    await field.fill('not this one')
    await save.click()
    await expect(page.getByRole('alert').filter({ hasText: 'login/refused' })).toBeVisible()
    await goTo(page, 'Activity')
    const events = page.getByRole('region', { name: 'Events' })
    await expect(events.getByText('Sealpost was unlocked with the passphrase.').first()).toBeVisible()
    await expect(events.getByText('The mail account was changed')).toHaveCount(0)

    await goTo(page, 'Inbox')
    await banner.getByRole('button', { name: 'Enter the new password' }).click()
    await field.fill(newPassword)
    await field.press('Enter')
    await expect(page.getByText('Saved. Mail is checked with the new details.')).toBeVisible()
    await goTo(page, 'Activity')
    await expect(events.getByText('The mail account was changed: password.')).toBeVisible()
    await goTo(page, 'Inbox')
    await expect(messageRow(page, subject)).toBeVisible()
    await expect(banner).toHaveCount(0)
  } finally {
    await lab.changePassword(rivera.address, rivera.password)
  }
})

/** Stands in for the system's browser; gives a way to wait for the address that the app hands to it. */
async function watchBrowser({ app }: OpenedApp): Promise<() => Promise<string>> {
  await app.evaluate(({ shell }) => {
    const openedPage = new Promise<string>((resolve) => {
      shell.openExternal = (url) => {
        resolve(url)
        return Promise.resolve()
      }
    })
    Object.assign(globalThis, { openedPage })
  })
  return () => app.evaluate(() => (globalThis as unknown as { openedPage: Promise<string> }).openedPage)
}
