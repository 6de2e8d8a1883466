import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { ImapFlow } from 'imapflow'
import type { Lab } from '../lab/index.ts'
import { startFickleLine } from '../support/fickle-line.ts'
import { expect, test } from '../support/fixtures.ts'
import { rawMail } from '../support/mail.ts'
import { prepareEmptyPractice } from '../support/practice.ts'
import { goTo, messageBody, messageRow, openMessage } from '../support/steps.ts'

test('a server that goes in the middle of a sync: what is here stays, the rest comes when it is back', async ({
  lab,
  openPractice,
  scratch,
}) => {
  const { lee } = lab.people
  const count = 30
  const filler = 'Nothing of importance.\n'.repeat(13_000)
  for (let number = 1; number <= count; number += 1) {
    const from = { name: 'Clinic', address: 'clinic@elsewhere.test' }
    await lab.deliver(
      rawMail({ from, to: lee, subject: `Notice ${String(number)}.`, text: filler }),
      lee.address,
    )
  }
  const line = await startFickleLine(lab.imap.implicit)
  try {
    const folder = path.join(scratch, 'lee')
    await mkdir(folder)
    await prepareEmptyPractice(lab, line.server, folder)
    line.failAfter(6_000_000)
    const { page } = await openPractice({ from: folder })
    await expect(page.getByText('Offline. You can read and write.')).toBeVisible()
    const rows = page.getByRole('listbox', { name: 'Messages' }).getByRole('option')
    await expect(rows.first()).toBeVisible()
    expect(Number(await rows.first().getAttribute('aria-setsize'))).toBeLessThan(count)

    line.restore()
    await page.getByRole('button', { name: 'Offline' }).click()
    await page.getByRole('button', { name: 'Check now' }).click()
    await expect(rows.first()).toHaveAttribute('aria-setsize', String(count))
    await expect(page.getByText('Offline. You can read and write.')).toHaveCount(0)
    await openMessage(page, 'Notice 30.')
    await expect(messageBody(page)).toContainText('Nothing of importance.')
  } finally {
    await line.close()
  }
})

test('a mailbox that is deleted on the server goes from the window, and nothing else does', async ({
  lab,
  openPractice,
}) => {
  const { rivera, maria } = lab.people
  await lab.deliver(
    rawMail({ from: maria, to: rivera, subject: 'Stays in the inbox', text: 'Here.' }),
    rivera.address,
  )
  await onServer(lab, async (imap) => {
    await imap.mailboxCreate('Projects')
    await imap.append(
      'Projects',
      rawMail({ from: maria, to: rivera, subject: 'In Projects', text: 'There.' }),
    )
  })
  const { page } = await openPractice()
  await goTo(page, 'Projects')
  const reader = await openMessage(page, 'In Projects')
  await onServer(lab, async (imap) => {
    await imap.mailboxDelete('Projects')
  })
  await page.getByRole('button', { name: /^Checked / }).click()
  await page.getByRole('button', { name: 'Check now' }).click()
  const sidebar = page.getByRole('navigation', { name: 'Mailboxes' })
  await expect(sidebar.getByRole('button', { name: 'Projects' })).toHaveCount(0)
  await expect(reader.getByRole('heading', { name: 'In Projects' })).toHaveCount(0)
  await expect(page.getByRole('alert')).toContainText('This mailbox was deleted at your mail host.')
  await expect(page.getByRole('heading', { name: 'Inbox', exact: true })).toBeVisible()
  await expect(messageRow(page, 'Stays in the inbox')).toBeVisible()
})

/** Works on Dr. Rivera's account as another mail program does. */
async function onServer(lab: Lab, work: (imap: ImapFlow) => Promise<void>): Promise<void> {
  const { rivera } = lab.people
  const imap = new ImapFlow({
    host: 'localhost',
    port: lab.imap.implicit.port,
    secure: true,
    tls: { ca: lab.certificates.ca },
    auth: { user: rivera.address, pass: rivera.password },
    logger: false,
  })
  await imap.connect()
  try {
    await work(imap)
  } finally {
    await imap.logout()
  }
}
