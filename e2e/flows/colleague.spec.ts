import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { readCertificate } from '../../src/main/sealing/index.ts'
import { Gpg } from '../../test/integration/sealing/gpg.ts'
import { expect, test } from '../support/fixtures.ts'
import { leaksBelow, leaksIn } from '../support/leaks.ts'
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

const subject = 'Referral: Daniel before Friday tamarind-otter'
const text = 'He starts sertraline 50 mg on Monday. pumice-violet-harbor'
const canaries = ['tamarind-otter', 'sertraline', 'pumice-violet-harbor']

let gpg: Gpg
test.beforeAll(async () => {
  gpg = await Gpg.create()
})
test.afterAll(() => gpg.dispose())

test('a letter to a colleague with a key: gpg decrypts and verifies it, and its subject is inside', async ({
  lab,
  openPractice,
  scratch,
}) => {
  const { lee, rivera } = lab.people
  const certificate = await gpg.makeKey(`${lee.name} <${lee.address}>`)
  const mailbox = lab.mailbox(lee.address)
  const before = (await mailbox.list()).length
  const app = await openPractice()
  const { page } = app

  await test.step('his certificate is pasted, compared by its words and accepted', async () => {
    await goTo(page, 'Patients')
    await page.getByText('Colleagues', { exact: true }).click()
    await page.getByRole('option', { name: lee.name }).click()
    await page.getByRole('button', { name: 'Add a key' }).click()
    const sheet = page.getByRole('dialog', { name: 'A key for Dr. Lee' })
    await sheet.getByLabel('Certificate').fill(certificate)
    await sheet.getByRole('button', { name: 'Read', exact: true }).click()
    await expect(sheet.getByText(`${lee.name} <${lee.address}>`)).toBeVisible()
    const words = await readWords(sheet.getByRole('list', { name: 'Words to compare' }))
    expect(words.length).toBeGreaterThanOrEqual(6)
    await sheet.getByRole('radio', { name: 'By phone' }).check()
    await sheet.getByRole('button', { name: 'The words are the same' }).click()
    await expect(page.getByText('Compared with its owner')).toBeVisible()
  })

  await test.step('the letter goes encrypted to his key', async () => {
    await goTo(page, 'Inbox')
    const composer = await startMessage(page)
    await addRecipient(composer, lee.address)
    await expect(composer.getByText("Encrypted to Dr. Lee's key")).toBeVisible()
    await writeText(composer, subject, text)
    await composer.getByRole('button', { name: 'Send', exact: true }).click()
    await expect(page.getByText('Encrypted to Dr. Samuel Lee')).toBeVisible()
    await sendHeldNow(page)
  })

  await test.step('gpg decrypts it and verifies the signature', async () => {
    const raw = (await mailbox.waitFor(before + 1)).at(-1)?.raw ?? Buffer.of()
    expect(leaksIn(raw, canaries, 'INBOX')).toEqual([])
    expect(raw.toString('latin1')).toMatch(/^Subject: \[?\.\.\.\]?\r?$/m)
    const armored = /-----BEGIN PGP MESSAGE-----[^]*-----END PGP MESSAGE-----/.exec(raw.toString('latin1'))
    await goTo(page, 'Settings')
    await page.getByRole('button', { name: 'OpenPGP key' }).click()
    const file = path.join(scratch, 'rivera.asc')
    await app.answerSaveDialog(file)
    await page.getByRole('button', { name: 'Save my certificate' }).click()
    await expect(page.getByText('Certificate saved. It holds nothing secret.')).toBeVisible()
    await gpg.import(await readFile(file, 'utf8'))
    const opened = await gpg.run(['--decrypt'], armored?.[0])
    expect(opened.status).toContain('GOODSIG')
    expect(opened.status).toContain(rivera.address)
    const inner = opened.stdout.toString('utf8')
    expect(inner).toContain(`Subject: ${subject}`)
    expect(inner).toContain('pumice-violet-harbor')
  })

  await test.step('the letter carries our certificate in its head, and gpg takes it', async () => {
    const raw = (await mailbox.list()).at(-1)?.raw.toString('latin1') ?? ''
    const header = /^Autocrypt: addr=([^;]+); [^]*?keydata=([^]*?)\r\n(?! )/m.exec(raw)
    expect(header?.[1]).toBe(rivera.address)
    const other = await Gpg.create()
    await other.import(Buffer.from(header?.[2] ?? '', 'base64'))
    expect(await other.export(rivera.address)).toContain('BEGIN PGP PUBLIC KEY BLOCK')
    await other.dispose()
  })

  await test.step('a certificate in the head of a mail is a hint: it waits, and replaces nothing', async () => {
    const forger = await Gpg.create()
    await forger.makeKey(`${lee.name} <${lee.address}>`)
    const key = (await forger.run(['--export', lee.address])).stdout.toString('base64')
    await forger.dispose()
    const head = [`From: ${lee.name} <${lee.address}>`, `To: ${rivera.address}`, 'Subject: Hello osier']
    const hint = `Autocrypt: addr=${lee.address}; keydata=\r\n ${key.replaceAll(/(.{76})/g, '$1\r\n ')}`
    const date = `Date: ${new Date().toUTCString().replace('GMT', '+0000')}`
    const mail = [...head, date, 'Message-ID: <osier@forged.test>', hint, '', 'Hello.', ''].join('\r\n')
    await lab.deliver(mail, rivera.address, lee.address)
    await goTo(page, 'Inbox')
    await openMessage(page, 'Hello osier')
    await goTo(page, 'Patients')
    await page.getByText('Colleagues', { exact: true }).click()
    await page.getByRole('option', { name: lee.name }).click()
    await expect(page.getByText('Came with mail; anyone could have sent it.')).toBeVisible()
    await expect(page.getByText('Compared with its owner')).toBeVisible()
    await page.getByRole('button', { name: 'Look at it' }).click()
    const sheet = page.getByRole('dialog', { name: 'A key for Dr. Lee' })
    await expect(sheet.getByText('It replaces the key')).toBeVisible()
    await sheet.getByRole('button', { name: 'Show as a code to scan' }).click()
    await expect(sheet.getByRole('img', { name: 'The fingerprint as a QR code' })).toBeVisible()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Put away' }).click()
    await expect(page.getByText('Came with mail; anyone could have sent it.')).toBeHidden()
  })

  await test.step('our key is given up: gpg encrypts to it no more, and a new one is made', async () => {
    await goTo(page, 'Settings')
    await page.getByRole('button', { name: 'OpenPGP key' }).click()
    await page.getByRole('button', { name: 'Give this key up' }).click()
    await page.getByRole('radio', { name: 'Somebody else may have it' }).check()
    await page.getByRole('button', { name: 'Give it up and make a new one' }).click()
    const file = path.join(scratch, 'revoked.asc')
    await app.answerSaveDialog(file)
    await page.getByRole('button', { name: 'Save the revoked certificate' }).click()
    await expect(page.getByText('Saved. It tells programs to stop using that key.')).toBeVisible()
    await gpg.import(await readFile(file, 'utf8'))
    const refused = await gpg.run(['--encrypt', '--recipient', rivera.address], 'hello')
    expect(refused.status).toContain('INV_RECP')
  })

  await test.step('a version 6 key is made beside it, handed out and given up', async () => {
    await page.getByRole('button', { name: 'Make a version 6 key' }).click()
    const newer = page.getByRole('region', { name: 'Newer key (version 6)' })
    await expect(newer.getByText('Valid until')).toBeVisible()
    const file = path.join(scratch, 'newer.asc')
    await app.answerSaveDialog(file)
    await newer.getByRole('button', { name: 'Save my certificate' }).click()
    await expect(page.getByText('Certificate saved. It holds nothing secret.')).toBeVisible()
    const read = await readCertificate(await readFile(file, 'utf8'), new Date())
    expect(read.ok && read.value).toMatchObject({ version: 6, addresses: [rivera.address] })
    await page.getByRole('button', { name: 'Give the newer key up' }).click()
    await page.getByRole('radio', { name: "I don't need it any more" }).check()
    await page.getByRole('button', { name: 'Give it up', exact: true }).click()
    await expect(page.getByRole('button', { name: 'Make a version 6 key' })).toBeVisible()
  })

  await test.step('our own copy in Sent is readable here, with the key that was given up', async () => {
    await goTo(page, 'Sent')
    await openMessage(page, subject)
    await expect(messageBody(page)).toContainText('pumice-violet-harbor')
  })

  expect(leaksBelow(app.userDataDir, canaries)).toEqual([])
  expect(leaksBelow(app.tempDir, canaries)).toEqual([])
})
