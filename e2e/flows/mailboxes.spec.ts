import type { Lab } from '../lab/index.ts'
import { expect, test } from '../support/fixtures.ts'
import { rawMail } from '../support/mail.ts'
import { goTo, openMessage } from '../support/steps.ts'

test('a mailbox is made, renamed and removed by mouse and by keyboard, at the host too', async ({
  lab,
  openPractice,
}) => {
  const { page } = await openPractice()
  const sidebar = page.getByRole('navigation', { name: 'Mailboxes' })
  const mailbox = (name: string) => sidebar.getByRole('button', { name, exact: true })
  const dialog = page.getByRole('dialog')

  await test.step('by the keyboard alone', async () => {
    await page.keyboard.press('ControlOrMeta+Shift+M')
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Referrals / 2026')
    await page.keyboard.press('Enter')
    await expect(dialog.getByText('imap/name-has-delimiter')).toBeVisible()
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Überweisungen')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { name: 'Überweisungen' })).toBeVisible()
    await expect.poll(() => folders(lab)).toContain('.&ANw-berweisungen')
  })

  await test.step('inside another, from the menu', async () => {
    await mailbox('Überweisungen').click({ button: 'right' })
    await page.getByRole('menuitem', { name: /^New mailbox inside/ }).click()
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Open')
    await dialog.getByRole('button', { name: 'Make mailbox' }).click()
    await expect(mailbox('Open')).toBeVisible()
    await expect.poll(() => folders(lab)).toContain('.&ANw-berweisungen.Open')
  })

  await test.step('renamed, what is inside goes along', async () => {
    // The row of the sidebar: the mailbox, and behind it its actions.
    await mailbox('Überweisungen').focus()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.getByRole('menuitem', { name: 'Rename…' }).click()
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Referrals')
    await dialog.getByRole('button', { name: 'Rename' }).click()
    await expect(mailbox('Referrals')).toBeVisible()
    await expect.poll(() => folders(lab)).toContain('.Referrals.Open')
  })

  await test.step('a message is moved into it by its name, taken back, and moved again', async () => {
    await goTo(page, 'Inbox')
    await lab.deliver(
      rawMail({ from: lab.people.daniel, to: lab.people.rivera, subject: 'Referral', text: 'Attached.' }),
      lab.people.rivera.address,
    )
    await openMessage(page, 'Referral')
    await page.keyboard.press('v')
    await dialog.getByRole('combobox', { name: 'Mailbox' }).fill('open')
    await page.keyboard.press('Enter')
    await expect(page.getByText('Moved to Open.')).toBeVisible()
    await page.getByRole('status').getByRole('button', { name: 'Undo' }).click()
    await expect(page.getByRole('heading', { name: 'Referral' })).toBeVisible()
    await page.getByRole('button', { name: 'More', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Move to…' }).click()
    await dialog.getByRole('combobox', { name: 'Mailbox' }).click()
    await page.getByRole('option', { name: 'Referrals / Open' }).click()
    await mailbox('Open').click()
    await openMessage(page, 'Referral')
    await page.keyboard.press('e')
  })

  await test.step('removed: an empty one at once with Undo, one with others inside after a question', async () => {
    await goTo(page, 'Inbox')
    await mailbox('Open').click({ button: 'right' })
    await page.getByRole('menuitem', { name: 'Remove…' }).click()
    await expect(mailbox('Open')).toHaveCount(0)
    await page.getByRole('status').getByRole('button', { name: 'Undo' }).last().click()
    await expect(mailbox('Open')).toBeVisible()
    await mailbox('Referrals').click({ button: 'right' })
    await page.getByRole('menuitem', { name: 'Remove…' }).click()
    await dialog.getByRole('button', { name: 'Move to Trash and remove' }).click()
    await expect(mailbox('Referrals')).toHaveCount(0)
    await expect.poll(() => folders(lab)).not.toContain('.Referrals')
    await expect.poll(() => folders(lab)).not.toContain('.Referrals.Open')
  })
})

/** As Dovecot keeps them on its disk. */
async function folders(lab: Lab): Promise<string[]> {
  return lab.mailbox(lab.people.rivera.address).folders()
}
