import { execFile } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test, type OpenedApp } from '../support/fixtures.ts'
import { rawMail } from '../support/mail.ts'
import { goTo, openMessage } from '../support/steps.ts'

const repository = path.join(import.meta.dirname, '../..')

test('the log is exported, verified without Sealpost, and a changed byte is found and named', async ({
  lab,
  openPractice,
  scratch,
}) => {
  const { rivera, daniel } = lab.people
  await lab.deliver(
    rawMail({ from: daniel, to: rivera, subject: 'Parking', text: 'Where can I park?' }),
    rivera.address,
  )
  const app = await openPractice()
  const { page } = app
  await openMessage(page, 'Parking')
  await goTo(page, 'Activity')
  await expect(page.getByText(/^Chain intact/)).toBeVisible()
  const events = page.getByRole('region', { name: 'Events' })

  await test.step('what happened stands there in sentences, and can be filtered', async () => {
    await expect(events.getByText(/Daniel Ortiz/).first()).toBeVisible()
    const all = await events.getByRole('listitem').count()
    await page.getByRole('combobox', { name: 'Who it concerned' }).click()
    await page.getByRole('option', { name: 'Maria Alvarez' }).click()
    await expect(events.getByText(/Daniel Ortiz/)).toHaveCount(0)
    await expect(events.getByText(/Maria Alvarez/).first()).toBeVisible()
    await page.getByRole('button', { name: 'Clear filters' }).click()
    await expect(events.getByRole('listitem')).toHaveCount(all)
  })

  await test.step('it is looked through, and that is signed off', async () => {
    await page.getByRole('button', { name: 'Look through' }).click()
    await expect(page.getByText(/^Signing off records that you looked at events 1 to \d+\.$/)).toBeVisible()
    await page.getByRole('button', { name: 'Sign off' }).click()
    await expect(page.getByText(/^Looked through/)).toBeVisible()
    await expect(events.getByText(/were looked through and signed off\.$/)).toBeVisible()
  })

  const log = path.join(scratch, 'activity.jsonl')
  await test.step('JSON Lines with patients as codes: whole', async () => {
    await exportLog(app, log)
    const text = await readFile(log, 'utf8')
    expect(text).not.toMatch(/Maria|Alvarez|Daniel|Ortiz/)
    expect(await verify(log)).toMatchObject({ code: 0 })
  })

  await test.step('one byte of record 5 flipped: not whole, and it is record 5', async () => {
    const bytes = await readFile(log)
    const lines = bytes.toString('latin1').split('\n')
    const at = lines.slice(0, 5).join('\n').length + 1 + Math.floor((lines[5]?.length ?? 0) / 2)
    bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at)
    const changed = path.join(scratch, 'changed.jsonl')
    await writeFile(changed, bytes)
    const verdict = await verify(changed)
    expect(verdict.code).toBe(1)
    expect(verdict.output).toMatch(/\b5\b/)
    expect(verdict.output).toContain('audit/chain-broken')
  })

  await test.step('CSV is checked by the hash of its manifest', async () => {
    const csv = path.join(scratch, 'activity.csv')
    await exportLog(app, csv, { format: 'CSV, for spreadsheets' })
    expect(await verify(csv)).toMatchObject({ code: 0 })
    const bytes = await readFile(csv)
    const at = Math.floor(bytes.length / 2)
    bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at)
    await writeFile(csv, bytes)
    expect(await verify(csv)).toMatchObject({ code: 1 })
  })

  await test.step('of a period alone: today is all, tomorrow nothing', async () => {
    const tomorrow = path.join(scratch, 'tomorrow.jsonl')
    const day = (date: Date) => `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`
    await exportLog(app, tomorrow, { from: day(new Date(Date.now() + 2 * 86_400_000)) })
    expect(await verify(tomorrow)).toMatchObject({ code: 0, output: expect.stringContaining('no records') })
    const recent = path.join(scratch, 'recent.jsonl')
    await exportLog(app, recent, { from: day(new Date(Date.now() - 86_400_000)) })
    expect((await verify(recent)).output).toMatch(/whole\. \d+ records, 1 to/)
  })

  await test.step('with names when that is chosen, which the log itself says', async () => {
    const named = path.join(scratch, 'named.jsonl')
    await exportLog(app, named, { people: 'With names' })
    expect(await readFile(named, 'utf8')).toContain('Maria Alvarez')
    expect(await verify(named)).toMatchObject({ code: 0 })
    await expect(events.getByText(/with names/).first()).toBeVisible()
  })
})

const pad = (number: number) => String(number).padStart(2, '0')

type Choice = { readonly format?: string; readonly people?: string; readonly from?: string }

async function exportLog(app: OpenedApp, file: string, { format, people, from }: Choice = {}): Promise<void> {
  const page: Page = app.page
  await app.answerSaveDialog(file)
  await page.getByRole('button', { name: 'Export' }).click()
  const sheet = page.getByRole('dialog', { name: 'Export the activity log' })
  await expect(sheet.getByRole('radio', { name: 'As codes' })).toBeChecked()
  if (from !== undefined) await sheet.getByLabel('From').fill(from)
  if (format !== undefined) await sheet.getByRole('radio', { name: format }).check()
  if (people !== undefined) await sheet.getByRole('radio', { name: people }).check()
  await sheet.getByRole('button', { name: 'Save the file' }).click()
  await expect(sheet).toBeHidden()
  await expect(page.getByText(/^Saved \d+ events?\. Last hash [0-9a-f]{12}$/).last()).toBeVisible()
}

/** As an auditor runs it: another program, without the vault. */
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
