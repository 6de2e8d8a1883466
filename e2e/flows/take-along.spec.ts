import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import { Gpg } from '../../test/integration/sealing/gpg.ts'
import { expect, test } from '../support/fixtures.ts'
import { rawMail } from '../support/mail.ts'
import { addRecipient, goTo, openMessage, startMessage } from '../support/steps.ts'

const boundary = 'osier-boundary'

test('a key attached to mail is compared and used from the reader, and mail leaves as mbox', async ({
  lab,
  openPractice,
  scratch,
}) => {
  const { lee, rivera, daniel } = lab.people
  const gpg = await Gpg.create()
  const certificate = await gpg.makeKey(`${lee.name} <${lee.address}>`)
  await gpg.dispose()
  const parts = [
    `--${boundary}\nContent-Type: text/plain; charset=utf-8\n\nMy key is attached.`,
    `--${boundary}\nContent-Type: application/pgp-keys; name="lee.asc"\nContent-Disposition: attachment; filename="lee.asc"\n`,
    `${certificate}--${boundary}--`,
  ]
  const letter = rawMail({ from: lee, to: rivera, subject: 'My new key', text: parts.join('\n') })
  const mixed = `Content-Type: multipart/mixed; boundary=${boundary}`
  await lab.deliver(letter.replace(/^Content-Type: text\/plain.*$/m, mixed), rivera.address)
  const text = 'Hello.\nFrom Friday on I am away.'
  await lab.deliver(rawMail({ from: daniel, to: rivera, subject: 'Away', text }), rivera.address)
  const app = await openPractice()
  const { page } = app

  await test.step('nothing is taken by itself; the person compares it and says how', async () => {
    const reader = await openMessage(page, 'My new key')
    await reader.getByRole('button', { name: "Add Dr. Lee's key" }).click()
    const sheet = page.getByRole('dialog', { name: 'A key for Dr. Lee' })
    await expect(sheet.getByText(`${lee.name} <${lee.address}>`)).toBeVisible()
    await expect(sheet.getByRole('button', { name: 'The words are the same' })).toBeDisabled()
    await sheet.getByRole('radio', { name: 'In person' }).check()
    await sheet.getByRole('button', { name: 'The words are the same' }).click()
    await expect(page.getByText("Dr. Lee's key is used from now on.")).toBeVisible()
    await goTo(page, 'Patients')
    await page.getByText('Colleagues', { exact: true }).click()
    await page.getByRole('option', { name: lee.name }).click()
    await expect(page.getByText('Compared with its owner in person on')).toBeVisible()
    await goTo(page, 'Inbox')
    const composer = await startMessage(page)
    await addRecipient(composer, lee.address)
    await expect(composer.getByText("Encrypted to Dr. Lee's key")).toBeVisible()
  })

  await test.step('the inbox is taken along, warned of, and read by another program', async () => {
    await goTo(page, 'Settings')
    await page.getByRole('button', { name: 'Bring and take along' }).click()
    await page.getByRole('button', { name: 'Take mail along…' }).click()
    const sheet = page.getByRole('dialog', { name: 'Take mail along' })
    await expect(sheet.getByText("leaves Sealpost's protection")).toBeVisible()
    await expect(sheet.getByRole('button', { name: 'Save…' })).toBeDisabled()
    await sheet.getByRole('combobox', { name: 'Which mailboxes' }).click()
    await page.getByRole('option', { name: /^INBOX/ }).click()
    await sheet.getByRole('radio', { name: /^Decrypted/ }).check()
    await app.answerSaveDialog(path.join(scratch, 'mail'))
    await sheet.getByRole('button', { name: 'Save…' }).click()
    await expect(sheet.getByRole('status')).toContainText('saved in mail.')
    const file = path.join(scratch, 'mail', 'INBOX.mbox')
    const script =
      'import mailbox, sys\nfor m in mailbox.mbox(sys.argv[1], create=False): print(m["Subject"])'
    const { stdout } = await promisify(execFile)('python3', ['-c', script, file])
    expect(stdout.split('\n')).toEqual(expect.arrayContaining(['My new key', 'Away']))
    await sheet.getByRole('button', { name: 'Close' }).last().click()
  })

  await test.step('it is brought back onto this computer alone, read there, and removed as a whole', async () => {
    await app.answerOpenDialog([path.join(scratch, 'mail', 'INBOX.mbox')])
    await page.getByRole('button', { name: 'Choose a file…' }).click()
    const card = page.getByRole('region', { name: 'INBOX', exact: true })
    await expect(card).toContainText('Complete')
    await expect(page.getByText('On this computer', { exact: true })).toBeVisible()
    await page.getByRole('button', { name: /^Imported · INBOX/ }).click()
    await openMessage(page, 'Away')
    await goTo(page, 'Settings')
    await page.getByRole('button', { name: 'Bring and take along' }).click()
    await card.getByRole('button', { name: 'Remove what came from INBOX' }).click()
    await card.getByRole('button', { name: 'Remove them' }).click()
    await expect(page.getByText('Nothing was imported yet.')).toBeVisible()
    await expect(page.getByText('On this computer', { exact: true })).toBeHidden()
    await goTo(page, 'Activity')
    await expect(page.getByText(/^Mail is exported, decrypted/)).toBeVisible()
    await expect(page.getByText(/^Imported mail was removed/)).toBeVisible()
  })
})
