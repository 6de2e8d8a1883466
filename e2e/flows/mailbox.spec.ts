import type { Lab } from '../lab/index.ts'
import { expect, test } from '../support/fixtures.ts'
import { rawMail } from '../support/mail.ts'
import { goTo, messageRow, openMessage } from '../support/steps.ts'

const subjects = ['To be archived', 'To be deleted', 'To be flagged', 'To stay unread'] as const

test('archive, delete, flag and unread are done here at once, on the server too, and can be undone', async ({
  lab,
  openPractice,
}) => {
  const { rivera, daniel } = lab.people
  for (const subject of subjects) {
    await lab.deliver(rawMail({ from: daniel, to: rivera, subject, text: 'Hello.' }), rivera.address)
  }
  const { page } = await openPractice()

  await test.step('flag and unread', async () => {
    const flagged = await openMessage(page, 'To be flagged')
    await flagged.getByRole('button', { name: 'Flag', exact: true }).click()
    await expect(messageRow(page, 'To be flagged').getByRole('img', { name: 'Flagged' })).toBeVisible()
    await expect.poll(() => flagsOf(lab, 'INBOX', 'To be flagged')).toBe('FS')
    const unread = await openMessage(page, 'To stay unread')
    await expect.poll(() => flagsOf(lab, 'INBOX', 'To stay unread')).toBe('S')
    await unread.getByRole('button', { name: 'Mark unread' }).click()
    await expect.poll(() => flagsOf(lab, 'INBOX', 'To stay unread')).toBe('')
  })

  await test.step('archive, taken back, and archived again', async () => {
    const reader = await openMessage(page, 'To be archived')
    await reader.getByRole('button', { name: 'Archive' }).click()
    await expect(messageRow(page, 'To be archived')).toHaveCount(0)
    await page.getByRole('status').getByRole('button', { name: 'Undo' }).click()
    await expect(messageRow(page, 'To be archived')).toBeVisible()
    await (await openMessage(page, 'To be archived')).getByRole('button', { name: 'Archive' }).click()
    await expect.poll(() => flagsOf(lab, 'Archive', 'To be archived')).toBe('S')
    await expect.poll(() => flagsOf(lab, 'INBOX', 'To be archived')).toBeNull()
    await goTo(page, 'Archive')
    await expect(messageRow(page, 'To be archived')).toBeVisible()
  })

  await test.step('delete moves to Trash', async () => {
    await goTo(page, 'Inbox')
    const reader = await openMessage(page, 'To be deleted')
    await reader.getByRole('button', { name: 'Delete' }).click()
    await expect.poll(() => flagsOf(lab, 'Trash', 'To be deleted')).toBe('S')
    await goTo(page, 'Trash')
    await expect(messageRow(page, 'To be deleted')).toBeVisible()
  })

  await test.step('out of Trash it goes for good, after a question', async () => {
    await openMessage(page, 'To be deleted')
    await page.keyboard.press('Delete')
    const sheet = page.getByRole('dialog')
    await sheet.getByRole('button', { name: 'Delete for good' }).click()
    await expect(messageRow(page, 'To be deleted')).toHaveCount(0)
    await expect.poll(() => flagsOf(lab, 'Trash', 'To be deleted')).toBeNull()
  })

  await test.step('new mail comes by itself', async () => {
    await goTo(page, 'Inbox')
    await lab.deliver(
      rawMail({ from: daniel, to: rivera, subject: 'Came by IDLE', text: 'Hello.' }),
      rivera.address,
    )
    await expect(messageRow(page, 'Came by IDLE')).toBeVisible()
  })
})

/** Maildir letters of the message with this subject in Dr. Rivera's folder; null when it isn't there. */
async function flagsOf(lab: Lab, folder: string, subject: string): Promise<string | null> {
  const messages = await lab.mailbox(lab.people.rivera.address).list(folder)
  return messages.find(({ raw }) => raw.includes(`Subject: ${subject}\r\n`))?.flags ?? null
}
