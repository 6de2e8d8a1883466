import { execFile } from 'node:child_process'
import { createHash, createPublicKey, verify } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import type { Locator, Page } from '@playwright/test'
import { expect, test } from '../support/fixtures.ts'
import { goTo } from '../support/steps.ts'

test('the evidence binder is filled, saved, read as a PDF and checked without Sealpost', async ({
  openPractice,
  scratch,
}) => {
  const app = await openPractice()
  const { page } = app
  await goTo(page, 'Evidence')
  await expect(page.getByText(/^No business associate agreement with .* is on record\.$/)).toBeVisible()

  await test.step('an agreement and a training are written down', async () => {
    const agreement = await addTo(page, 'Agreements', 'Add an agreement')
    await agreement.getByLabel('With whom').fill('Łąka Mail Hosting')
    await agreement.getByLabel('Signed on').fill('2026-03-01')
    await agreement.getByRole('button', { name: 'Save', exact: true }).click()
    await expect(agreement).toBeHidden()
    await expect(page.getByText('Łąka Mail Hosting')).toBeVisible()
    const training = await addTo(page, 'Training', 'Add a training')
    await training.getByLabel('Who', { exact: true }).fill('Ana Rivera')
    await training.getByRole('checkbox', { name: 'Phishing and false senders' }).click()
    await training.getByRole('button', { name: 'Save', exact: true }).click()
    await expect(training).toBeHidden()
    await expect(page.getByText('Ana Rivera').first()).toBeVisible()
  })

  const place = path.join(scratch, 'binder.pdf')
  await test.step('both files are saved, and the log says so', async () => {
    await app.answerSaveDialog(place)
    await page.getByRole('button', { name: 'Save the evidence binder' }).click()
    const sheet = page.getByRole('dialog', { name: 'Save the evidence binder' })
    await sheet.getByRole('button', { name: 'Save the files' }).click()
    await expect(sheet).toBeHidden()
    await goTo(page, 'Activity')
    await expect(page.getByText('The evidence binder was saved outside.')).toBeVisible()
  })

  await test.step('the PDF says what was written down, what is open, and claims nothing', async () => {
    const { stdout } = await promisify(execFile)('pdftotext', ['-layout', '-enc', 'UTF-8', place, '-'])
    const text = stdout.replaceAll(/\s+/g, ' ')
    for (const words of ['Evidence binder', 'Łąka Mail Hosting', 'Ana Rivera', 'No backup', '164.308(b)']) {
      expect(text).toContain(words)
    }
    expect(text).not.toMatch(/compliant|certified/i)
  })

  await test.step('the JSON carries the same, signed over its own bytes; another byte is not', async () => {
    const json = await readFile(place.replace(/pdf$/, 'json'), 'utf8')
    const [, signed = '', publicKey = '', signature = ''] =
      /^\{"evidence":(.*),"publicKey":"([^"]+)","signature":"([^"]+)"\}\s*$/s.exec(json) ?? []
    const key = createPublicKey({
      key: Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), Buffer.from(publicKey, 'base64')]),
      ...{ format: 'der', type: 'spki' },
    })
    const isSigned = (text: string) => verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64'))
    expect(isSigned(signed)).toBe(true)
    expect(isSigned(signed.replace('Łąka', 'Łaka'))).toBe(false)
    const pdf = createHash('sha256')
      .update(await readFile(place))
      .digest('hex')
    expect(JSON.parse(signed)).toMatchObject({
      ...{ format: 'sealpost-evidence', version: 1, pdf },
      agreements: [[{ version: 1, body: { party: 'Łąka Mail Hosting', signedOn: '2026-03-01' } }]],
      trainings: [[{ version: 1, body: { person: 'Ana Rivera', topics: ['phishing'] } }]],
    })
  })
})

/** The sheet in which something new is written down, of one part of Evidence. */
async function addTo(page: Page, part: string, button: string): Promise<Locator> {
  await page.getByRole('radiogroup', { name: 'What to look at' }).getByText(part, { exact: true }).click()
  await page.getByRole('button', { name: button }).click()
  const sheet = page.getByRole('dialog', { name: button })
  await expect(sheet).toBeVisible()
  return sheet
}
