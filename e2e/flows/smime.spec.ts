import type { Page } from '@playwright/test'
import { readFile } from 'node:fs/promises'
import { expect, test } from '../support/fixtures.ts'
import { leaksBelow, leaksIn } from '../support/leaks.ts'
import {
  openKeySheet,
  openSmimeSettings,
  p12Password,
  SmimeColleague,
  smimeHeader,
} from '../support/smime.ts'
import {
  addRecipient,
  goTo,
  messageBody,
  openMessage,
  readWords,
  sendHeldNow,
  startMessage,
  writeText,
} from '../support/steps.ts'

/** The field behind the button that chooses a .p12 file. */
function identityFile(page: Page) {
  return page.locator('form').filter({ hasText: 'Import a certificate' }).locator('input[type=file]')
}

async function importOwn(page: Page, p12Path: string): Promise<void> {
  await openSmimeSettings(page)
  await identityFile(page).setInputFiles(p12Path)
  await page.getByLabel('Password of the file', { exact: true }).fill(p12Password)
  await page.getByRole('button', { name: 'Import', exact: true }).click()
}

test('S/MIME with a hospital: import, write, openssl reads it, and its signed answer opens', async ({
  lab,
  openPractice,
  scratch,
}) => {
  const { lee, rivera } = lab.people
  const subject = 'Referral of Daniel ochre-lantern'
  const text = 'He starts lamotrigine on Monday. cobalt-heron-mill'
  const canaries = ['ochre-lantern', 'lamotrigine', 'cobalt-heron-mill']
  const openssl = new SmimeColleague(lab, scratch)
  const [own, colleague, expired] = await Promise.all([
    openssl.issue({ ...rivera, p12Password }),
    openssl.issue(lee),
    openssl.issue({ ...lee, validity: ['20240101000000Z', '20250101000000Z'] }),
  ])
  const mailbox = lab.mailbox(lee.address)
  const before = (await mailbox.list()).length
  const app = await openPractice()
  const { page } = app

  await test.step('an expired certificate is refused; a valid one is compared and accepted', async () => {
    const sheet = await openKeySheet(page, lab)
    await sheet.locator('input[type=file]').setInputFiles(expired.certPath)
    await expect(sheet.getByRole('alert')).toContainText('smime/certificate-expired')
    await expect(sheet.getByRole('alert')).toContainText('expired on')
    await sheet.getByLabel('Certificate').fill(await readFile(colleague.certPath, 'utf8'))
    await sheet.getByRole('button', { name: 'Read', exact: true }).click()
    await expect(sheet.getByText(`${lee.name} <${lee.address}>`)).toBeVisible()
    await expect(sheet.getByText('Sealpost Lab CA vouches for it.')).toBeVisible()
    const words = await readWords(sheet.getByRole('list', { name: 'Words to compare' }))
    expect(words.length).toBeGreaterThanOrEqual(6)
    await sheet.getByRole('radio', { name: 'By phone' }).check()
    await sheet.getByRole('button', { name: 'The words are the same' }).click()
    await expect(page.getByText('S/MIME, Sealpost Lab CA vouches for it')).toBeVisible()
  })

  await test.step('without a certificate of our own it can’t go, and the line says what to do', async () => {
    await goTo(page, 'Inbox')
    const composer = await startMessage(page)
    await addRecipient(composer, lee.address)
    await expect(composer.getByText('Your practice has no S/MIME certificate of its own')).toBeVisible()
    await composer.getByRole('button', { name: 'Open Settings' }).click()
    await expect(page.getByRole('heading', { name: 'S/MIME certificate', exact: true })).toBeVisible()
  })

  await test.step('our own is imported; a wrong password is named', async () => {
    await identityFile(page).setInputFiles(own.p12Path)
    await page.getByLabel('Password of the file', { exact: true }).fill('not it')
    await page.getByRole('button', { name: 'Import', exact: true }).click()
    await expect(page.getByRole('alert')).toContainText('smime/wrong-password')
    await page.getByLabel('Password of the file', { exact: true }).fill(p12Password)
    await page.getByRole('button', { name: 'Import', exact: true }).click()
    const card = page.getByRole('region', { name: rivera.name })
    await expect(card.getByText('Signs what you send')).toBeVisible()
    await expect(card.getByText('Sealpost Lab CA vouches for it.')).toBeVisible()
    // Made for 30 days, so the warning stands from the start.
    await expect(card.getByRole('status')).toContainText('It expires on')
    await expect(page.getByRole('button', { name: 'S/MIME expires soon' })).toBeVisible()
  })

  await test.step('the letter goes encrypted to his certificate', async () => {
    await goTo(page, 'Inbox')
    const composer = await startMessage(page)
    await addRecipient(composer, lee.address)
    await expect(composer.getByText("Encrypted to Dr. Lee's certificate")).toBeVisible()
    await composer.getByRole('button', { name: 'How?' }).click()
    await expect(page.getByText("hasn't said that it reads the newer AES-256-GCM")).toBeVisible()
    await page.keyboard.press('Escape')
    await writeText(composer, subject, text)
    await composer.getByRole('button', { name: 'Send', exact: true }).click()
    await expect(page.getByText('Encrypted to Dr. Samuel Lee')).toBeVisible()
    await sendHeldNow(page)
  })

  await test.step('openssl decrypts it and verifies the signature', async () => {
    const raw = (await mailbox.waitFor(before + 1)).at(-1)?.raw ?? Buffer.of()
    expect(leaksIn(raw, canaries, 'INBOX')).toEqual([])
    expect(raw.toString('latin1')).toMatch(/^Subject: \[?\.\.\.\]?\r?$/m)
    const inner = await openssl.read(raw, colleague)
    expect(inner).toContain(`Subject: ${subject}`)
    expect(inner).toContain('cobalt-heron-mill')
    expect(inner).toContain('hp="cipher"')
  })

  await test.step('his answer, signed and encrypted by openssl, opens as both', async () => {
    const answer = 'Content-Type: text/plain; charset=utf-8\n\nThank you, I saw him. walnut-prism-ferry\n'
    const mail = await openssl.write(answer, smimeHeader(lee, rivera, 'Re referral willow'), {
      from: colleague,
      to: own,
      cipher: 'aes-256-cbc',
    })
    expect(mail).not.toContain('walnut-prism-ferry')
    await lab.deliver(mail, rivera.address, lee.address)
    await goTo(page, 'Inbox')
    const reader = await openMessage(page, 'Re referral willow')
    await expect(reader.getByText('Encrypted to you, signed by Dr. Lee', { exact: true })).toBeVisible()
    await expect(messageBody(page)).toContainText('walnut-prism-ferry')
    await reader.getByRole('button', { name: 'Why?' }).click()
    await expect(page.getByText('Sealpost Lab CA vouches that its certificate')).toBeVisible()
  })

  await test.step('our own copy in Sent is readable here', async () => {
    await page.keyboard.press('Escape')
    await goTo(page, 'Sent')
    await openMessage(page, subject)
    await expect(messageBody(page)).toContainText('cobalt-heron-mill')
  })

  expect(leaksBelow(app.userDataDir, canaries)).toEqual([])
  expect(leaksBelow(app.tempDir, canaries)).toEqual([])
})

test('S/MIME that nobody vouches for is shown as text and never quoted; another certificate is pointed out', async ({
  lab,
  openPractice,
  scratch,
}) => {
  const { lee, rivera } = lab.people
  const openssl = new SmimeColleague(lab, scratch)
  const [own, first, second] = await Promise.all([
    openssl.issue({ ...rivera, p12Password }),
    openssl.issue(lee),
    openssl.issue(lee),
  ])
  const html =
    'Content-Type: text/html; charset=utf-8\n\n<p style="color:red">Bring the notes. basalt-reed-canoe</p>\n'
  const unsigned = await openssl.write(html, smimeHeader(lee, rivera, 'Unproven juniper'), {
    from: null,
    to: own,
    cipher: 'aes-256-cbc',
  })
  const renewed = await openssl.write(html, smimeHeader(lee, rivera, 'Renewed cypress'), {
    from: second,
    to: own,
    cipher: 'aes-256-gcm',
  })
  const { page } = await openPractice()
  await importOwn(page, own.p12Path)
  await expect(page.getByRole('region', { name: rivera.name })).toBeVisible()
  const sheet = await openKeySheet(page, lab)
  await sheet.locator('input[type=file]').setInputFiles(first.certPath)
  await sheet.getByRole('button', { name: 'Use without comparing' }).click()
  await expect(page.getByText('Accepted, not compared')).toBeVisible()

  await lab.deliver(unsigned, rivera.address, lee.address)
  await lab.deliver(renewed, rivera.address, lee.address)
  await goTo(page, 'Inbox')
  const reader = await openMessage(page, 'Unproven juniper')
  await expect(reader.getByText("nothing shows that the text wasn't changed")).toBeVisible()
  await expect(messageBody(page)).toContainText('basalt-reed-canoe')
  await expect(messageBody(page).locator('[style*="red"]')).toHaveCount(0)
  await reader.getByRole('button', { name: 'Answer', exact: true }).click()
  const composer = page.getByRole('region', { name: 'Answer' })
  await expect(composer.getByText("Encrypted to Dr. Lee's certificate")).toBeVisible()
  await expect(composer.getByRole('textbox', { name: 'Message' })).not.toContainText('basalt-reed-canoe')

  await goTo(page, 'Inbox')
  const other = await openMessage(page, 'Renewed cypress')
  await expect(
    other.getByText('Encrypted to you, signed by Dr. Lee with another certificate than before'),
  ).toBeVisible()
  await goTo(page, 'Patients')
  await page.getByText('Colleagues', { exact: true }).click()
  await page.getByRole('option', { name: lee.name }).click()
  await expect(page.getByText('Came with signed mail. Not used until you accept it.')).toBeVisible()
  // Her OpenPGP key, which came with another mail, stands below.
  await page.getByRole('button', { name: 'Look at it' }).first().click()
  const offered = page.getByRole('dialog', { name: 'A key for Dr. Lee' })
  await expect(offered.getByText('It replaces the key')).toBeVisible()
  await offered.getByRole('radio', { name: 'By phone' }).check()
  await offered.getByRole('button', { name: 'The words are the same' }).click()
  await expect(page.getByText('Compared with its owner')).toBeVisible()
  await expect(page.getByText('Accepted, not compared')).toHaveCount(0)
})
