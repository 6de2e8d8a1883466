import { readFile } from 'node:fs/promises'
import path from 'node:path'
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

  await test.step('our own copy in Sent is readable here', async () => {
    await goTo(page, 'Sent')
    await openMessage(page, subject)
    await expect(messageBody(page)).toContainText('pumice-violet-harbor')
  })

  expect(leaksBelow(app.userDataDir, canaries)).toEqual([])
  expect(leaksBelow(app.tempDir, canaries)).toEqual([])
})
