import type { Page } from '@playwright/test'
import { expect, test } from '../support/fixtures.ts'
import {
  openKeySheet,
  openSmimeSettings,
  p12Password,
  SmimeColleague,
  smimeHeader,
} from '../support/smime.ts'
import { addRecipient, goTo, messageBody, openMessage, readWords, startMessage } from '../support/steps.ts'

const choose = (page: Page, region: string, file: string) =>
  page.getByRole('region', { name: region, exact: true }).locator('input[type=file]').setInputFiles(file)

test('a hospital’s own root is compared and trusted; what it revokes is refused, as recipient and as signer', async ({
  lab,
  openPractice,
  scratch,
}) => {
  const { lee, rivera } = lab.people
  const openssl = new SmimeColleague(lab, scratch)
  const [hospital, namesake] = await Promise.all([
    openssl.makeAuthority('Lakeside Hospital Root'),
    openssl.makeAuthority('Lakeside Hospital Root'),
  ])
  const [own, colleague] = await Promise.all([
    openssl.issue({ ...rivera, p12Password }),
    openssl.issue({ ...lee, authority: hospital }),
  ])
  const text = 'Content-Type: text/plain; charset=utf-8\n\nPlease call me. cedar-flint-otter\n'
  const mail = await openssl.write(text, smimeHeader(lee, rivera, 'From the hospital larch'), {
    ...{ from: colleague, to: own, cipher: 'aes-256-gcm' },
  })
  const { page } = await openPractice()
  const reading = async () => {
    await goTo(page, 'Inbox')
    return openMessage(page, 'From the hospital larch')
  }

  await test.step('unknown, its certificates are refused, and so is its list', async () => {
    const sheet = await openKeySheet(page, lab)
    await sheet.locator('input[type=file]').setInputFiles(colleague.certPath)
    await expect(sheet.getByRole('alert')).toContainText('smime/untrusted-issuer')
    await page.keyboard.press('Escape')
    await openSmimeSettings(page)
    await choose(page, 'Revocation lists', await openssl.list(hospital, []))
    await expect(page.getByRole('alert')).toContainText('Lakeside Hospital Root')
    await expect(page.getByRole('alert')).toContainText('smime/list-unknown-issuer')
  })

  await test.step('our own is imported, and signs for the account that it names', async () => {
    const form = page.locator('form').filter({ hasText: 'Import a certificate' })
    await form.locator('input[type=file]').setInputFiles(own.p12Path)
    await form.getByLabel('Password of the file', { exact: true }).fill(p12Password)
    await form.getByRole('button', { name: 'Import', exact: true }).click()
    await expect(page.getByText(`Signs what you send as ${rivera.address}`)).toBeVisible()
    await lab.deliver(mail, rivera.address, lee.address)
    const reader = await reading()
    await expect(reader.getByText('Encrypted to you. Nobody vouches for the signature')).toBeVisible()
  })

  await test.step('a person’s certificate is no issuer; the root is shown before it is trusted', async () => {
    await openSmimeSettings(page)
    await choose(page, 'Issuers you trust', colleague.certPath)
    await expect(page.getByRole('alert')).toContainText('smime/not-an-authority')
    await choose(page, 'Issuers you trust', hospital.certPath)
    const offer = page.getByRole('region', { name: 'Lakeside Hospital Root', exact: true })
    expect((await readWords(offer.getByRole('list', { name: 'Words to compare' }))).length).toBeGreaterThan(5)
    await expect(offer.getByText('What trusting it means')).toBeVisible()
    await expect(page.getByText('None added.')).toBeVisible()
    await offer.getByRole('button', { name: 'Trust this issuer for mail' }).click()
    await expect(page.getByRole('button', { name: 'Remove the issuer Lakeside Hospital Root' })).toBeVisible()
  })

  await test.step('now it vouches for what he signed, whose certificate is taken from there', async () => {
    const reader = await reading()
    await expect(reader.getByText('Encrypted to you, signed by Dr. Lee', { exact: true })).toBeVisible()
    await reader.getByRole('button', { name: "Add Dr. Lee's key" }).click()
    const sheet = page.getByRole('dialog', { name: 'A key for Dr. Lee' })
    await expect(sheet.getByText('Lakeside Hospital Root vouches for it.')).toBeVisible()
    await sheet.getByRole('button', { name: 'Use without comparing' }).click()
    await expect(reader.getByRole('button', { name: "Add Dr. Lee's key" })).toHaveCount(0)
    const composer = await startMessage(page)
    await addRecipient(composer, lee.address)
    await expect(composer.getByText("Encrypted to Dr. Lee's certificate")).toBeVisible()
  })

  await test.step('a forged list counts for nothing; the real one does', async () => {
    await openSmimeSettings(page)
    await choose(page, 'Revocation lists', await openssl.list(namesake, []))
    await expect(page.getByRole('alert')).toContainText('smime/list-')
    await choose(page, 'Revocation lists', await openssl.list(hospital, [colleague]))
    const list = page.getByRole('region', { name: 'Revocation lists', exact: true })
    await expect(list.getByText('Names 1 certificate')).toBeVisible()
    await expect(list.getByText('A newer one is due on')).toBeVisible()
  })

  await test.step('nothing is encrypted to him any more, and the line says why and what to do', async () => {
    await goTo(page, 'Inbox')
    const composer = await startMessage(page)
    await addRecipient(composer, lee.address)
    await expect(composer.getByText('Its issuer has revoked this S/MIME certificate')).toBeVisible()
    await expect(composer.getByText('Ask its owner by phone for the new one.')).toBeVisible()
  })

  await test.step('what is signed with it opens, and says that it was revoked', async () => {
    const reader = await reading()
    await expect(reader.getByText("Encrypted to you. The signer's certificate was revoked")).toBeVisible()
    await expect(messageBody(page)).toContainText('cedar-flint-otter')
  })

  await test.step('removing asks once, and then nobody vouches', async () => {
    await openSmimeSettings(page)
    await page.getByRole('button', { name: 'Remove the issuer Lakeside Hospital Root' }).click()
    await page.getByRole('button', { name: 'Remove it', exact: true }).click()
    await expect(page.getByText('None added.')).toBeVisible()
    await goTo(page, 'Activity')
    await expect(page.getByText('An issuer of S/MIME certificates is trusted no longer')).toBeVisible()
    await expect(page.getByText('A revocation list for S/MIME was imported: 1')).toBeVisible()
  })
})

test('a stranger’s signed mail: the person is added with the certificate in one step; bad ones say what is wrong', async ({
  lab,
  openPractice,
  scratch,
}) => {
  const { lee, rivera } = lab.people
  const kim = { name: 'Dr. Ada Kim', address: 'kim@northgate-clinic.test' }
  const openssl = new SmimeColleague(lab, scratch)
  const bad = [
    { recipe: { rsaBits: 1024 }, words: 'rests on an RSA key of 1024 bits' },
    { recipe: { digest: 'sha1' as const }, words: 'rests on SHA-1' },
  ]
  const [signer, ...issued] = await Promise.all([
    openssl.issue(kim),
    ...bad.map(({ recipe }) => openssl.issue({ ...lee, ...recipe })),
  ])
  const text = 'Content-Type: text/plain; charset=utf-8\n\nMay I ask your advice? linden-quartz\n'
  const mail = await openssl.sign(text, smimeHeader(kim, rivera, 'A question from Northgate'), signer)
  await lab.deliver(mail, rivera.address, kim.address)
  const { page } = await openPractice()

  await test.step('the certificate behind the signature is offered with its sender', async () => {
    const reader = await openMessage(page, 'A question from Northgate')
    await expect(reader.getByText('Not encrypted. Signed by')).toBeVisible()
    await reader.getByRole('button', { name: 'Add the sender and this key' }).click()
    const sheet = page.getByRole('dialog', { name: 'Add the sender and this key' })
    await expect(sheet.getByRole('textbox', { name: 'Name' })).toHaveValue(kim.name)
    await expect(sheet.getByText('Sealpost Lab CA vouches for it.')).toBeVisible()
    await expect(sheet.getByRole('button', { name: 'The words are the same' })).toBeDisabled()
    await sheet.getByRole('radio', { name: 'By phone' }).check()
    await sheet.getByRole('button', { name: 'The words are the same' }).click()
    await expect(page.getByText('Dr. Ada Kim was added.')).toBeVisible()
    await expect(reader.getByRole('button', { name: 'Add the sender and this key' })).toHaveCount(0)
    await goTo(page, 'Patients')
    await page.getByText('Colleagues', { exact: true }).click()
    await page.getByRole('option', { name: kim.name }).click()
    await expect(page.getByText('Compared with its owner by phone on')).toBeVisible()
  })

  await test.step('weak certificates are refused, each with what is weak about it', async () => {
    const sheet = await openKeySheet(page, lab)
    for (const [at, { words }] of bad.entries()) {
      await sheet.locator('input[type=file]').setInputFiles(issued[at]?.certPath ?? '')
      await expect(sheet.getByRole('alert')).toContainText(words)
      await expect(sheet.getByRole('alert')).toContainText('smime/certificate-weak')
    }
  })
})
