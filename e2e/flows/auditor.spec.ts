import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test, type OpenedApp } from '../support/fixtures.ts'
import { rawMail } from '../support/mail.ts'
import { goTo, makeRecoveryKit, openMessage, unlock } from '../support/steps.ts'

const auditorsPassphrase = 'quokka brindle tugboat meadowlark opaline rivet'
const title = 'Rivera Practice'

test('an auditor reads exported logs in a store without mail, and no false one passes for a good one', async ({
  lab,
  openPractice,
  openApp,
  scratch,
}) => {
  const { rivera, daniel } = lab.people
  await lab.deliver(
    rawMail({ from: daniel, to: rivera, subject: 'Parking', text: 'Where can I park?' }),
    rivera.address,
  )
  const practice = await openPractice()
  const older = path.join(scratch, 'older.jsonl')
  const newer = path.join(scratch, 'newer.jsonl')
  await test.step('the practice exports its log, twice', async () => {
    await exportLog(practice, older)
    await goTo(practice.page, 'Inbox')
    await openMessage(practice.page, 'Parking')
    await exportLog(practice, newer)
  })
  await practice.close()
  const anew = path.join(scratch, 'anew.jsonl')
  await test.step('the same store, put back to where it was before, exports its log too', async () => {
    const putBack = await openPractice()
    await exportLog(putBack, anew)
    await putBack.close()
  })

  const auditor = await openApp()
  const { page } = auditor
  await test.step('an auditor sets up a store of her own, without a mail account', async () => {
    await page.getByRole('button', { name: 'I look at logs only' }).click()
    await page.getByLabel('Your name').fill('Jo Whitfield')
    await page.getByLabel('Your passphrase', { exact: true }).fill(auditorsPassphrase)
    await page.getByLabel('The same again').fill(auditorsPassphrase)
    await page.getByRole('button', { name: 'Continue' }).click()
    await makeRecoveryKit(page)
    await expect(page.getByText('No log here yet.')).toBeVisible()
    await expect(page.getByRole('button', { name: 'New message' })).toHaveCount(0)
  })

  await test.step('the log is intact; it is filtered, and tells the story of a message', async () => {
    await addLog(auditor, newer, /^Intact: \d+ records\.$/)
    const events = page.getByRole('region', { name: 'Events' })
    const opened = events
      .getByRole('listitem')
      .filter({ hasText: /^\d+:\d+A message from Person [0-9a-f]{8} was opened\./ })
    await expect(opened).toHaveCount(1)
    await page.getByRole('combobox', { name: 'What happened' }).click()
    await page.getByRole('option', { name: 'Opening and locking' }).click()
    await expect(opened).toHaveCount(0)
    await expect(events.getByText('Sealpost was unlocked with the passphrase.').first()).toBeVisible()
    await page.getByRole('button', { name: 'Clear filters' }).click()
    await opened.getByRole('button', { name: /^Story of the message/ }).click()
    const story = page.getByRole('dialog', { name: 'What happened to this message' })
    await expect(story.getByText(/^A message from Person [0-9a-f]{8} was opened\.$/)).toBeVisible()
    await story.getByRole('button', { name: 'Close', exact: true }).last().click()
  })

  await test.step('one byte of record 3 flipped: named as broken at it, wherever it is shown', async () => {
    const bytes = await readFile(newer)
    const lines = bytes.toString('latin1').split('\n')
    const at = lines.slice(0, 3).join('\n').length + 1 + Math.floor((lines[3]?.length ?? 0) / 2)
    bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at)
    const changed = path.join(scratch, 'changed.jsonl')
    await writeFile(changed, bytes)
    await addLog(auditor, changed, /^Not intact\. Record 3 /, 'A changed copy')
    await expect(page.getByText('Not proven').first()).toBeVisible()
    await page.getByRole('button', { name: 'All logs' }).click()
    await expect(rowOf(page, 'A changed copy')).toContainText('Not intact. Record 3 ')
    await expect(rowOf(page, title)).toContainText(/Intact: \d+ records\./)
  })

  await test.step('an older export after the newer one is no alarm', async () => {
    await addLog(auditor, older, /^Intact: \d+ records\.$/, null)
    await expect(page.getByRole('heading', { name: title })).toBeVisible()
    await expect(page.getByText(/^Records 1 to \d+, made/)).toHaveCount(2)
  })

  await test.step('one of a store that was put back and went on is an alarm, beside both', async () => {
    await addLog(
      auditor,
      anew,
      /^Not intact\. The log was written anew: record \d+ is another one/,
      'Of Monday',
    )
    await page.getByRole('button', { name: 'All logs' }).click()
    await expect(rowOf(page, title)).toContainText('Contradicted.')
    await expect(rowOf(page, 'Of Monday')).toContainText('Not intact.')
  })

  await test.step('what she did is in a log of her own, after a lock too', async () => {
    const sidebar = page.getByRole('navigation', { name: 'Sealpost' })
    await sidebar.getByRole('button', { name: 'Lock' }).click()
    await unlock(page, auditorsPassphrase)
    await sidebar.getByRole('button', { name: 'My activity' }).click()
    const events = page.getByRole('region', { name: 'Events' })
    await expect(events.getByText(/^A log of somebody else was opened\.$/).first()).toBeVisible()
    await expect(events.getByText(/^An exported log of somebody else was added/)).toHaveCount(4)
    await expect(page.getByText(/^Chain intact/)).toBeVisible()
  })
})

const rowOf = (page: Page, name: string) =>
  page
    .getByRole('region', { name: 'Logs of others' })
    .getByRole('listitem')
    .filter({ has: page.getByRole('button', { name: `Open ${name}`, exact: true }) })

async function exportLog({ page, answerSaveDialog }: OpenedApp, file: string): Promise<void> {
  await goTo(page, 'Activity')
  await answerSaveDialog(file)
  await page.getByRole('button', { name: 'Export' }).click()
  const sheet = page.getByRole('dialog', { name: 'Export the activity log' })
  await sheet.getByRole('button', { name: 'Save the file' }).click()
  await expect(sheet).toBeHidden()
}

/** @param name null: it goes on from one that is here, and has its name */
async function addLog(
  { page, answerOpenDialog }: OpenedApp,
  file: string,
  verdict: RegExp,
  name: string | null = title,
): Promise<void> {
  await page.getByRole('navigation', { name: 'Sealpost' }).getByRole('button', { name: 'Logs' }).click()
  await answerOpenDialog([file])
  await page.getByRole('button', { name: 'Add a log' }).click()
  const sheet = page.getByRole('dialog', { name: 'Add this log' })
  await expect(sheet.getByText(verdict)).toBeVisible()
  if (name !== null) await sheet.getByLabel('What you call it').fill(name)
  await sheet.getByRole('button', { name: /^Add it/ }).click()
  await expect(sheet).toBeHidden()
  await expect(page.getByRole('region', { name: 'Exports' })).toBeVisible()
}
