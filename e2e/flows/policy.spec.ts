import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test, type OpenedApp } from '../support/fixtures.ts'
import { rawMail } from '../support/mail.ts'
import { goTo, openMessage } from '../support/steps.ts'

async function openPolicy(page: Page): Promise<void> {
  await goTo(page, 'Settings')
  await page.getByRole('button', { name: 'Policy', exact: true }).click()
}

async function inForce(page: Page, version: number): Promise<void> {
  await expect(page.getByText(new RegExp(`^Version ${String(version)}, signed `))).toBeVisible()
}

async function saveTo(owner: OpenedApp, file: string): Promise<void> {
  await owner.answerSaveDialog(file)
  await owner.page.getByRole('button', { name: 'Save as a file' }).click()
  // It comes to its place as a whole; what the window says may still stand there from the last time.
  await expect.poll(() => existsSync(file)).toBe(true)
}

/** The letter with the file attached. */
function withPolicy(letter: string, file: string): string {
  const boundary = 'osier-boundary'
  const parts = [
    `--${boundary}\r\nContent-Type: text/plain\r\n\r\nThe new version.`,
    `--${boundary}\r\nContent-Type: application/octet-stream\r\nContent-Disposition: attachment; filename="${path.basename(file)}"\r\nContent-Transfer-Encoding: base64\r\n`,
    `${readFileSync(file).toString('base64').replaceAll(/.{76}/g, '$&\r\n')}\r\n--${boundary}--\r\n`,
  ]
  const type = `Content-Type: multipart/mixed; boundary=${boundary}`
  return `${letter.replace(/^Content-Type: text\/plain.*$/m, type)}${parts.join('\r\n')}`
}

test("a colleague takes the owner's policy over, is held to it, and loses the seat", async ({
  lab,
  openPractice,
  scratch,
}) => {
  const owner = await openPractice()
  const ben = await openPractice()
  const file = (version: number) => path.join(scratch, `practice-${String(version)}.sealpost-policy`)

  await test.step('the colleague has a code, which the owner gives a seat', async () => {
    await openPolicy(ben.page)
    const code = await ben.page.getByLabel('Your seat code').inputValue()
    await openPolicy(owner.page)
    await owner.page.getByRole('button', { name: 'Set a policy' }).click()
    await owner.page.getByRole('dialog').getByRole('button', { name: 'Sign version 1' }).click()
    await inForce(owner.page, 1)
    await owner.page.getByRole('button', { name: 'Add a seat' }).click()
    const sheet = owner.page.getByRole('dialog', { name: 'Add a seat' })
    await sheet.getByLabel('Name').fill('Ben Cole')
    await sheet.getByLabel('Seat code').fill('not a code')
    await sheet.getByRole('button', { name: 'Sign version 2' }).click()
    await expect(sheet.getByText("This isn't a seat code", { exact: false })).toBeVisible()
    await sheet.getByLabel('Seat code').fill(code)
    await sheet.getByRole('button', { name: 'Sign version 2' }).click()
    await inForce(owner.page, 2)
    await saveTo(owner, file(2))
  })

  await test.step('it counts there once the key was compared, and says so where it holds', async () => {
    await ben.answerOpenDialog([file(2)])
    await ben.page.getByRole('button', { name: 'Take a policy over from a file' }).click()
    const accept = ben.page.getByRole('button', { name: 'Take version 2 over' })
    await expect(accept).toBeDisabled()
    await ben.page.getByLabel('I compared the words with the owner').click()
    await accept.click()
    await inForce(ben.page, 2)
    await expect(ben.page.getByText('Your seat: Clinician')).toBeVisible()
    await ben.page.getByRole('button', { name: 'Passphrase and recovery' }).click()
    await expect(ben.page.getByText("Set by the practice's policy, version 2.")).toBeVisible()
    await ben.page.getByRole('button', { name: 'Bring and take along' }).click()
    await ben.page.getByRole('button', { name: 'Take mail along…' }).click()
    const sheet = ben.page.getByRole('dialog')
    await expect(sheet.getByText("The practice's policy, version 2, doesn't allow it.")).toBeVisible()
    await sheet.getByRole('button', { name: 'Cancel' }).click()
  })

  await test.step('the seat ends, with what has to be done elsewhere', async () => {
    await owner.page.getByRole('button', { name: 'End the seat of Ben Cole' }).click()
    const sheet = owner.page.getByRole('dialog', { name: 'End the seat of Ben Cole' })
    await expect(sheet.getByRole('listitem')).toHaveCount(6)
    await sheet.getByRole('button', { name: 'End the seat of Ben Cole' }).click()
    await inForce(owner.page, 3)
    await saveTo(owner, file(3))
  })

  await test.step('the new version is taken over from an attachment, whoever sent it', async () => {
    const { daniel, rivera } = lab.people
    await lab.deliver(
      withPolicy(rawMail({ from: daniel, to: rivera, subject: 'Policy' }), file(3)),
      rivera.address,
    )
    await goTo(ben.page, 'Inbox')
    const reader = await openMessage(ben.page, 'Policy')
    await reader.getByRole('button', { name: 'Take over this policy…' }).click()
    await ben.page.getByRole('dialog').getByRole('button', { name: 'Take version 3 over' }).click()
    await expect(ben.page.getByText('Version 3 of the policy is in force here.')).toBeVisible()
    await openPolicy(ben.page)
    await inForce(ben.page, 3)
    await expect(ben.page.getByText('Your seat was ended. Nothing can be sent from here.')).toBeVisible()
  })

  await test.step('the older version does not come back', async () => {
    await ben.answerOpenDialog([file(2)])
    await ben.page.getByRole('button', { name: 'Take a newer version over' }).click()
    await expect(ben.page.getByRole('alert')).toContainText('policy/older')
    await goTo(ben.page, 'Activity')
    await expect(ben.page.getByText(/^Version 3 of the practice's policy was taken over/)).toBeVisible()
  })
})
