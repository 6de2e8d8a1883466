import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test } from '../support/fixtures.ts'
import { addRecipient, goTo, openMessage, sendHeldNow, startMessage, writeText } from '../support/steps.ts'

const repository = path.join(import.meta.dirname, '../..')

test('how a letter was protected is told by keyboard, saved as a file, and verified without Sealpost', async ({
  lab,
  openPractice,
  scratch,
}) => {
  const { daniel } = lab.people
  const mailbox = lab.mailbox(daniel.address)
  const before = (await mailbox.list()).length
  const app = await openPractice()
  const { page } = app
  const composer = await startMessage(page)
  await addRecipient(composer, daniel.address)
  await writeText(composer, 'Your breathing', 'Four counts in, six counts out. ptarmigan-lake')
  await composer.getByRole('button', { name: 'Send', exact: true }).click()
  await sendHeldNow(page)
  const [delivered] = (await mailbox.waitFor(before + 1)).slice(before)
  await goTo(page, 'Sent')
  const reader = await openMessage(page, 'Your breathing')
  await reader.getByRole('button', { name: "Daniel couldn't open it" }).click()
  await mailbox.waitFor(before + 2)

  const open = reader.getByRole('button', { name: 'How was this protected?' })
  const sheet = page.getByRole('dialog', { name: 'How was this protected?' })
  const receipts = sheet.getByRole('region', { name: daniel.name })

  await test.step('both copies, in plain sentences; the PDF with its weakness', async () => {
    await tabTo(page, open)
    await page.keyboard.press('Enter')
    await expect(receipts).toHaveCount(2)
    await expect(
      receipts.first().getByText(/^Sealed as a page that opens with the agreed passphrase/),
    ).toBeVisible()
    await expect(receipts.first().getByText(/: your mail host .* took it, over TLS 1\.3\.$/)).toBeVisible()
    await expect(receipts.first().getByText(/Common viewers/)).toHaveCount(0)
    await expect(receipts.last().getByText(/^Common viewers .* changed on the way\.$/)).toBeVisible()
  })

  await test.step('the details unfold', async () => {
    await tabTo(page, receipts.first().getByText('Details', { exact: true }))
    await page.keyboard.press('Enter')
    await expect(receipts.first().getByText('sealed-message-v1 aes-256-gcm')).toBeVisible()
    await expect(receipts.first().getByText(/^TLSv1\.3 TLS_/)).toBeVisible()
  })

  const file = path.join(scratch, 'receipt.json')
  await test.step('saved, it is verified by another program, and names the bytes that arrived', async () => {
    await app.answerSaveDialog(file)
    await tabTo(page, receipts.first().getByRole('button', { name: 'Save receipt…' }))
    await page.keyboard.press('Enter')
    await expect(page.getByText('The receipt is saved. Anyone can check it without Sealpost.')).toBeVisible()
    const text = await readFile(file, 'utf8')
    expect(text).not.toMatch(/ptarmigan|breathing|Daniel|Ortiz/i)
    const { receipt } = JSON.parse(text) as { receipt: { sizeBytes: number; sha256: string } }
    // What hosts on the way add stands before it.
    const handedOver = delivered?.raw.subarray(-receipt.sizeBytes) ?? Buffer.of()
    expect(createHash('sha256').update(handedOver).digest('hex')).toBe(receipt.sha256)
    expect(await verify(file)).toMatchObject({ code: 0 })
    const forged = path.join(scratch, 'forged.json')
    await writeFile(forged, text.replace('TLSv1.3', 'TLSv1.2'))
    expect(await verify(forged)).toMatchObject({ code: 1 })
  })

  await test.step('Escape leads back to the message', async () => {
    await page.keyboard.press('Escape')
    await expect(sheet).toBeHidden()
    await expect(open).toBeVisible()
  })
})

/** Presses Tab until the element has the focus. */
async function tabTo(page: Page, target: ReturnType<Page['locator']>): Promise<void> {
  for (let presses = 0; presses < 80; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error('Tab never got there')
}

function verify(file: string): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    execFile(
      'npm',
      ['run', '-s', 'sealpost', '--', 'audit', 'verify', file],
      { cwd: repository },
      (error, stdout, stderr) => {
        resolve({ code: error === null ? 0 : Number(error.code), output: stdout + stderr })
      },
    )
  })
}
