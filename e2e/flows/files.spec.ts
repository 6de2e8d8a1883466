import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { PDFDocument, StandardFonts } from '@cantoo/pdf-lib'
import { smallPhoto } from '../demo/messages/pictures.ts'
import { expect, test } from '../support/fixtures.ts'
import { rawMail } from '../support/mail.ts'
import { goTo, openMessage } from '../support/steps.ts'

const boundary = 'willow-boundary'

function filePart(type: string, name: string, bytes: Uint8Array): string {
  const head = [
    `--${boundary}`,
    `Content-Type: ${type}; name="${name}"`,
    `Content-Disposition: attachment; filename="${name}"`,
    'Content-Transfer-Encoding: base64',
  ]
  const base64 = Buffer.from(bytes).toString('base64').replaceAll(/.{76}/g, '$&\n')
  return `${head.join('\n')}\n\n${base64}`
}

async function twoPages(): Promise<Uint8Array> {
  const pdf = await PDFDocument.create()
  const font = await pdf.embedFont(StandardFonts.TimesRoman)
  pdf.addPage().drawText('Referral of Anna Nowak', { x: 50, y: 700, font })
  pdf.addPage().drawText('Second page', { x: 50, y: 700, font })
  return pdf.save()
}

test('files are looked at inside, saved together, opened after a warning, printed, and listed', async ({
  lab,
  openPractice,
  scratch,
}) => {
  const { daniel, rivera } = lab.people
  const parts = [
    `--${boundary}\nContent-Type: text/plain; charset=utf-8\n\nThe papers.\n\nOn Monday Dr. Rivera wrote:\n> Please send the papers.`,
    filePart('application/pdf', 'referral.pdf', await twoPages()),
    filePart('image/png', 'card.png', smallPhoto()),
    filePart('text/csv', 'values.csv', new TextEncoder().encode('Test,Value\nSodium,141\n')),
    filePart('application/octet-stream', 'invoice\u202efdp.exe', new TextEncoder().encode('MZ')),
  ]
  const text = `${parts.join('\n')}\n--${boundary}--`
  const letter = rawMail({ from: daniel, to: rivera, subject: 'The papers', text })
  const mixed = `Content-Type: multipart/mixed; boundary=${boundary}`
  await lab.deliver(letter.replace(/^Content-Type: text\/plain.*$/m, mixed), rivera.address)
  const app = await openPractice()
  const { page } = app
  const reader = await openMessage(page, 'The papers')
  const sheet = page.getByRole('dialog')
  const frame = page.frameLocator('iframe.preview-frame')

  await test.step('a PDF is drawn in a frame of its own, and the arrow keys go on to the next file', async () => {
    await reader.getByRole('button', { name: /^referral\.pdf PDF/ }).click()
    await expect(sheet.getByText('2 pages')).toBeVisible()
    await expect(frame.locator('canvas').first()).toBeVisible()
    await sheet.getByRole('button', { name: 'Next file' }).click()
    await expect(frame.getByRole('img', { name: 'card.png' })).toBeVisible()
    await sheet.getByRole('button', { name: 'Next file' }).click()
    await expect(frame.getByRole('cell', { name: 'Sodium' })).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(sheet).toHaveCount(0)
  })

  await test.step('what can run is neither looked at nor opened, and saved after a warning alone', async () => {
    const name = 'invoicefdp.exe'
    await expect(reader.getByRole('button', { name: `More for ${name}` })).toHaveCount(0)
    await reader.getByRole('button', { name: `Save ${name}` }).click()
    await expect(sheet.getByText('can run a program')).toBeVisible()
    await sheet.getByRole('button', { name: 'Cancel' }).click()
  })

  await test.step('all are saved into one folder, but for what can run', async () => {
    await app.answerOpenDialog([scratch])
    await reader.getByRole('button', { name: 'Save all' }).click()
    await expect(page.getByText('1 that can run a program was left out.')).toBeVisible()
    expect((await readdir(scratch)).filter((file) => /^(referral|card|values)/.test(file)).sort()).toEqual([
      'card.png',
      'referral.pdf',
      'values.csv',
    ])
    expect(await readFile(path.join(scratch, 'values.csv'), 'utf8')).toContain('Sodium,141')
  })

  await test.step('another program gets a copy, after the warning', async () => {
    await reader.getByRole('button', { name: 'More for card.png' }).click()
    await page.getByRole('menuitem', { name: 'Open with another program…' }).click()
    await expect(sheet.getByText("leaves Sealpost's protection")).toBeVisible()
    await sheet.getByRole('button', { name: 'Open it', exact: true }).click()
    await expect(sheet).toHaveCount(0)
  })

  await test.step('the source is shown, and the message printed', async () => {
    await page.keyboard.press('Control+u')
    await expect(sheet.getByRole('region', { name: 'Source' })).toContainText('Subject: The papers')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+p')
    await expect(sheet.getByText("leaves Sealpost's protection")).toBeVisible()
    await sheet.getByRole('button', { name: 'Print', exact: true }).click()
    await expect(sheet).toHaveCount(0)
  })

  await test.step('the list says what left, and whether it is still there', async () => {
    await goTo(page, 'Activity')
    await page.getByText('Files outside', { exact: true }).click()
    const list = page.getByRole('region', { name: 'Files outside Sealpost' })
    await expect(list.getByText('referral.pdf')).toBeVisible()
    await expect(list.getByText(/^Opened elsewhere · .* · copy still there$/)).toBeVisible()
    await expect(list.getByText('Printed', { exact: true })).toBeVisible()
  })

  await test.step('a lock removes the copy that was opened', async () => {
    await page.keyboard.press('Control+l')
    await expect.poll(() => readdir(path.join(app.userDataDir, 'opened')).catch(() => [])).toEqual([])
  })
})
