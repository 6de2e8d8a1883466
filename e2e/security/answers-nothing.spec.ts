import path from 'node:path'
import { expect, test } from '../support/fixtures.ts'
import { rawMail } from '../support/mail.ts'
import { startPictureHost } from '../support/picture-host.ts'
import { messageBody, messageRow, openMessage, sendHeldNow } from '../support/steps.ts'
import { startWatcher } from '../support/watcher.ts'

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
)
const somebody = { name: 'Somebody', address: 'somebody@elsewhere.test' }

test('reading tells the sender nothing: pictures are asked for on request alone, those of this message alone', async ({
  lab,
  openPractice,
  scratch,
}) => {
  const { rivera } = lab.people
  const host = await startPictureHost(path.join(scratch, 'host'), png)
  const watcher = await startWatcher()
  const deliver = (subject: string, files: readonly string[]) => {
    const images = files.map((file) => `<img src="${host.url(file)}" width="40" height="40">`)
    const html = `<p>Begin</p><div style="background:url(${host.url('style')})">${images.join('')}</div>`
    return lab.deliver(rawMail({ from: somebody, to: rivera, subject, html }), rivera.address)
  }
  await deliver('Offers of the week.', ['logo.png', 'seen.png?u=rivera'])
  await deliver('Offers of last week.', ['old.png?u=rivera'])
  const appFolder = await host.makeAppThatReachesIt(path.join(scratch, 'app'))
  const { page } = await openPractice({ appFolder, env: { ...watcher.env, ...host.env } })

  await test.step('before that nobody is connected to', async () => {
    await openMessage(page, 'Offers of the week.')
    await expect(messageBody(page)).toContainText('Begin')
    await expect(page.getByRole('button', { name: 'Load pictures' })).toBeVisible()
    expect(host.connections()).toBe(0)
  })

  await test.step('then the pictures of this message come, without cookie, referrer or name of this program', async () => {
    await page.getByRole('button', { name: 'Load pictures' }).click()
    const pictures = messageBody(page).locator('img')
    await expect(pictures.first()).toHaveAttribute('src', /^data:image\/png/)
    await expect(pictures.nth(1)).toHaveAttribute('src', /^data:image\/png/)
    expect(
      await pictures.evaluateAll((all) => all.map((one) => (one as HTMLImageElement).naturalWidth)),
    ).toEqual([1, 1])
    expect(host.requests.map((request) => request.path).toSorted()).toEqual([
      '/logo.png',
      '/seen.png?u=rivera',
    ])
  })

  await test.step('nothing of another message comes with it, nor of this one when it is opened again', async () => {
    await openMessage(page, 'Offers of last week.')
    await expect(messageBody(page)).toContainText('Begin')
    await expect(page.getByRole('button', { name: 'Load pictures' })).toBeVisible()
    expect(host.requests).toHaveLength(2)
    await openMessage(page, 'Offers of the week.')
    await expect(messageBody(page)).toContainText('Begin')
    expect(host.requests).toHaveLength(2)
  })

  await test.step('nor is a cookie that came with a picture kept for the next', async () => {
    await openMessage(page, 'Offers of last week.')
    await page.getByRole('button', { name: 'Load pictures' }).click()
    await expect(messageBody(page).locator('img')).toHaveAttribute('src', /^data:image\/png/)
    expect(host.requests.map(({ headers }) => Object.keys(headers).toSorted())).toEqual(
      Array.from({ length: 3 }, () => ['accept', 'connection', 'host']),
    )
    expect(host.connections()).toBe(3)
  })
  expect(watcher.connections).toEqual([])
  watcher.close()
  await host.close()
})

test('a sender who asks for a receipt gets none (RFC 8098)', async ({ lab, openPractice }) => {
  const { rivera, maria, daniel, lee, tomasz } = lab.people
  const askers = [daniel, lee, tomasz]
  const headers = [
    `Disposition-Notification-To: <${daniel.address}>`,
    'Disposition-Notification-Options: signed-receipt-protocol=required,pkcs7-signature',
    `Return-Receipt-To: <${lee.address}>`,
    `X-Confirm-Reading-To: <${tomasz.address}>`,
  ]
  // As a sender does who wants no hint to be missed: the return path is the address of the receipt.
  const mail = rawMail({ from: maria, to: rivera, subject: 'Please confirm.', text: 'Begin', headers })
  await lab.deliver(mail, rivera.address, daniel.address)
  const count = async (mailbox: string, { address }: { readonly address: string }) =>
    (await lab.mailbox(address).list(mailbox)).length
  const inboxes = () => Promise.all(askers.map((asker) => count('INBOX', asker)))
  const before = await inboxes()
  const beforeMaria = await count('INBOX', maria)
  const beforeSent = await count('Sent', rivera)

  const { page } = await openPractice()
  const reader = await openMessage(page, 'Please confirm.')
  await expect(messageBody(page)).toContainText('Begin')
  await expect(messageRow(page, 'Please confirm.')).toBeVisible()
  // Its place in the list of mailboxes is there while anything waits to leave.
  await expect(page.getByRole('button', { name: 'Outbox' })).toHaveCount(0)

  await test.step('an ordinary answer leaves, and alone (positive control)', async () => {
    await reader.getByRole('button', { name: 'Answer', exact: true }).click()
    const composer = page.getByRole('region', { name: 'Answer' })
    await expect(composer.getByText("Sealed with Maria's passphrase")).toBeVisible()
    await composer.getByRole('textbox', { name: 'Message' }).press('ControlOrMeta+Home')
    await composer.getByRole('textbox', { name: 'Message' }).pressSequentially('It came.')
    await expect(composer.getByText('Draft saved')).toBeVisible()
    await composer.getByRole('button', { name: 'Send', exact: true }).click()
    await sendHeldNow(page)
    await lab.mailbox(maria.address).waitFor(beforeMaria + 1)
    await expect.poll(() => count('Sent', rivera)).toBe(beforeSent + 1)
  })
  expect(await inboxes()).toEqual(before)
  expect(await count('INBOX', maria)).toBe(beforeMaria + 1)
})
