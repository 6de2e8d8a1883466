import { expect, test } from '../support/fixtures.ts'
import { rawMail } from '../support/mail.ts'
import {
  fillAccount,
  goTo,
  lock,
  makeRecoveryKit,
  messageBody,
  messageRow,
  openMessage,
  unlock,
  vaultPassphrase,
} from '../support/steps.ts'

test('a therapist sets up her account, reads and searches her inbox, locks and unlocks', async ({
  lab,
  openApp,
}) => {
  const { rivera, maria } = lab.people
  await lab.deliver(
    rawMail({
      from: maria,
      to: rivera,
      subject: 'Thursday',
      text: 'I slept better.\nSee you at the lighthouse.',
    }),
    rivera.address,
  )
  await lab.deliver(
    rawMail({
      from: { name: 'Lakeside Newsletter', address: 'news@lakeside.test' },
      to: rivera,
      subject: 'Spring program',
      html: '<h1>Our spring program</h1><p onclick="alert(1)">Twelve evenings.</p><img src="https://tracker.test/p.gif?r=1"><script>document.title="run"</script>',
    }),
    rivera.address,
  )
  const { page } = await openApp()

  await test.step('a weak passphrase is refused, with its strength shown', async () => {
    await page.getByRole('button', { name: 'Set up my mail account' }).click()
    const field = page.getByLabel('Your passphrase', { exact: true })
    const again = page.getByLabel('The same again')
    const next = page.getByRole('button', { name: 'Continue' })
    await field.fill('password1')
    await again.fill('password1')
    await expect(page.getByText('Strength: too weak. Not strong enough yet. Add words.')).toBeVisible()
    await expect(next).toBeDisabled()
    await field.fill(vaultPassphrase)
    await expect(page.getByText("The two aren't the same.")).toBeVisible()
    await expect(next).toBeDisabled()
    await again.fill(vaultPassphrase)
    await expect(page.getByText(/Strength: (good|strong)\. Strong enough\./)).toBeVisible()
    await next.click()
  })

  await test.step('the servers of the generic preset are changed, checked and used', async () => {
    await fillAccount(page, rivera, { imap: lab.imap.implicit, smtp: lab.smtp.starttls })
    await page.getByRole('button', { name: 'Check connection' }).click()
    await expect(page.getByText('Connected, certificate verified, signed in.')).toHaveCount(2)
    await page.getByRole('button', { name: 'Use this account' }).click()
  })

  await test.step('the recovery kit is written down and proved', async () => {
    const kit = await makeRecoveryKit(page)
    expect(kit.words.length).toBeGreaterThanOrEqual(12)
  })

  await test.step('the inbox holds what was delivered', async () => {
    await expect(page.getByRole('heading', { name: 'Inbox', exact: true })).toBeVisible()
    await expect(messageRow(page, 'Thursday')).toContainText('Maria Alvarez')
    const reader = await openMessage(page, 'Thursday')
    await expect(messageBody(page)).toContainText('I slept better.')
    await expect(reader.getByText('Not encrypted: ordinary mail.')).toBeVisible()
  })

  await test.step('HTML is shown without its pictures from elsewhere and without its scripts', async () => {
    const reader = await openMessage(page, 'Spring program')
    await expect(messageBody(page).getByRole('heading', { name: 'Our spring program' })).toBeVisible()
    await expect(reader.getByText(/1 picture on the sender's server wasn't loaded/)).toBeVisible()
    await expect(reader.getByRole('button', { name: 'Load pictures' })).toBeVisible()
    await expect(messageBody(page).locator('script, [onclick], img[src^="http"]')).toHaveCount(0)
  })

  await test.step('search finds people, subjects and text on this computer', async () => {
    const search = page.getByRole('searchbox', { name: 'Search' })
    for (const [words, subject] of [
      ['lighthouse', 'Thursday'],
      ['newsletter', 'Spring program'],
      ['spring', 'Spring program'],
    ] as const) {
      await search.fill(words)
      await expect(page.getByText('1 match', { exact: true })).toBeVisible()
      await expect(messageRow(page, subject)).toBeVisible()
    }
    await search.fill('zeppelin')
    await expect(page.getByText('No match in the mail on this computer.')).toBeVisible()
    await page.getByRole('button', { name: 'Clear search' }).click()
    await expect(messageRow(page, 'Thursday')).toBeVisible()
  })

  await test.step('locked means locked until the right passphrase comes', async () => {
    await lock(page)
    await expect(page.getByText('Thursday')).toHaveCount(0)
    await unlock(page, 'velvet anchor puzzle marble copper window')
    await expect(page.getByText("That passphrase doesn't open Sealpost.")).toBeVisible()
    await expect(page.getByText('vault/wrong-passphrase')).toBeVisible()
    await unlock(page)
    await goTo(page, 'Inbox')
    await expect(messageRow(page, 'Thursday')).toBeVisible()
  })
})
