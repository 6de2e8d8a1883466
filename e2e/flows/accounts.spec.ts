import type { Page } from '@playwright/test'
import { expect, test } from '../support/fixtures.ts'
import { rawMail } from '../support/mail.ts'
import { fillAccount, goTo, messageRow, openMessage, sendHeldNow } from '../support/steps.ts'

test('a second account is added, its mail read and answered from its address, and it is removed again', async ({
  lab,
  openPractice,
}) => {
  const { rivera, maria, mariaAlvares } = lab.people
  // The practice's other address, which the patient knows.
  const office = { ...mariaAlvares, name: 'Hope Practice' }
  const patient = lab.mailbox(maria.address)
  const before = (await patient.list()).length
  const mail = (subject: string, to: { readonly address: string }) =>
    lab.deliver(rawMail({ from: maria, to, subject, text: 'Hello.' }), to.address, maria.address)
  await mail('To the doctor', rivera)
  await mail('To the office', office)
  const { page } = await openPractice()
  await expect(messageRow(page, 'To the doctor')).toBeVisible()

  await test.step('added in Settings, after its servers were tried', async () => {
    await openAccounts(page)
    await page.getByRole('button', { name: 'Add a mail account' }).click()
    const added = page.getByRole('region', { name: 'Another mail account' })
    await fillAccount(added, office, { imap: lab.imap.implicit, smtp: lab.smtp.starttls })
    await added.getByRole('button', { name: 'Check connection' }).click()
    await added.getByRole('button', { name: 'Add this account' }).click()
    await expect(page.getByRole('region', { name: office.address })).toBeVisible()
  })

  await test.step('all inboxes together, and each account by itself', async () => {
    await goTo(page, 'All inboxes')
    await expect(messageRow(page, 'To the doctor')).toBeVisible()
    await expect(messageRow(page, 'To the office')).toBeVisible()
    await page
      .getByRole('group', { name: office.address })
      .getByRole('button', { name: /^Inbox/ })
      .click()
    await expect(messageRow(page, 'To the office')).toBeVisible()
    await expect(messageRow(page, 'To the doctor')).toHaveCount(0)
  })

  await test.step('a search looks in this mailbox or in all mail, by key', async () => {
    const field = page.getByRole('searchbox', { name: 'Search' })
    await field.fill('to the')
    await expect(messageRow(page, 'To the doctor')).toBeVisible()
    const scope = page.getByRole('radiogroup', { name: 'Where to search' })
    await scope.getByRole('radio', { name: 'All mail' }).press('ArrowRight')
    await expect(messageRow(page, 'To the doctor')).toHaveCount(0)
    await expect(messageRow(page, 'To the office')).toBeVisible()
    await field.fill('to the doctor')
    await expect(scope.getByRole('radio', { name: 'Inbox' })).toBeChecked()
    await page.getByRole('button', { name: 'Search all mail' }).click()
    await expect(messageRow(page, 'To the doctor')).toBeVisible()
    await field.press('Escape')
  })

  await test.step('an answer leaves from the address that was written to', async () => {
    const reader = await openMessage(page, 'To the office')
    await reader.getByRole('button', { name: 'Answer', exact: true }).click()
    const composer = page.getByRole('region', { name: 'Answer' })
    await expect(composer.getByRole('combobox', { name: 'From' })).toHaveValue(new RegExp(office.address))
    await composer.getByRole('textbox', { name: 'Message' }).pressSequentially('The office answers.')
    await expect(composer.getByText('Draft saved')).toBeVisible()
    await composer.getByRole('button', { name: 'Send', exact: true }).click()
    await sendHeldNow(page)
    const raw = (await patient.waitFor(before + 1)).at(-1)?.raw.toString('latin1') ?? ''
    expect(/^From: .*$/m.exec(raw)?.[0]).toContain(`<${office.address}>`)
    expect(raw).not.toContain(rivera.address)
  })

  await test.step('removed from this computer, and untouched at the host', async () => {
    await openAccounts(page)
    const card = page.getByRole('region', { name: office.address })
    await card.getByRole('button', { name: new RegExp(office.address) }).click()
    await card.getByRole('button', { name: 'Remove this account…' }).click()
    await card.getByRole('button', { name: 'Remove from this computer' }).click()
    await expect(page.getByText(`${office.address} was removed from this computer.`)).toBeVisible()
    await expect(card).toHaveCount(0)
    await goTo(page, 'Inbox')
    await expect(messageRow(page, 'To the doctor')).toBeVisible()
    await expect(page.getByRole('button', { name: /^All inboxes/ })).toHaveCount(0)
    const kept = await lab.mailbox(office.address).list('INBOX')
    expect(kept.some(({ raw }) => raw.includes('To the office'))).toBe(true)
  })
})

async function openAccounts(page: Page): Promise<void> {
  await goTo(page, 'Settings')
  await page
    .getByRole('navigation', { name: 'Settings' })
    .getByRole('button', { name: 'Mail account' })
    .click()
}
