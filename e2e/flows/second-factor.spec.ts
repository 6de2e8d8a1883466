import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { plugIn } from '../support/authenticator.ts'
import { expect, test } from '../support/fixtures.ts'
import { goTo, lock, makeRecoveryKit, unlock, vaultPassphrase } from '../support/steps.ts'

const inbox = (page: Page) => page.getByRole('heading', { name: 'Inbox', exact: true })

async function openSecurity(page: Page): Promise<void> {
  await goTo(page, 'Settings')
  await page.getByRole('button', { name: 'Passkey and key file' }).click()
}

async function addPasskey(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Add a passkey' }).click()
  const sheet = page.getByRole('dialog', { name: 'Add a passkey' })
  await sheet.getByLabel('Name').fill(name)
  await sheet.getByLabel('Your passphrase').fill(vaultPassphrase)
  await sheet.getByRole('button', { name: 'Add' }).click()
}

test('a passkey is asked for beside the passphrase, is enough alone for a while, and the kit helps when it is lost', async ({
  openPractice,
  openApp,
}) => {
  const app = await openPractice()
  const { page } = app

  const kit = await test.step('the recovery kit is at hand', async () => {
    await goTo(page, 'Settings')
    await page.getByRole('button', { name: 'Passphrase and recovery' }).click()
    await page.getByRole('button', { name: 'Make a new recovery kit' }).click()
    return makeRecoveryKit(page)
  })

  await test.step('one that can not hold a part of a key is told so', async () => {
    await openSecurity(page)
    await expect(page.getByText('Nothing yet: the passphrase alone opens Sealpost.')).toBeVisible()
    const plain = await plugIn(page, { hasPrf: false })
    await addPasskey(page, 'Old key')
    await expect(page.getByRole('alert')).toContainText('vault/passkey-unsupported')
    await plain.remove()
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click()
  })

  const authenticator = await plugIn(page)
  await test.step('it is enrolled, and renamed', async () => {
    await addPasskey(page, 'This computer')
    const list = page.getByRole('list', { name: 'Beside the passphrase' })
    await expect(list.getByRole('listitem')).toHaveText([/^This computer/])
    await page.getByRole('button', { name: 'Rename This computer' }).click()
    await page.getByRole('dialog').getByLabel('Name').fill('Desk')
    await page.getByRole('dialog').getByRole('button', { name: 'Rename' }).click()
    await expect(list.getByRole('listitem')).toHaveText([/^Desk/])
  })

  await test.step('the passphrase opens with it', async () => {
    await lock(page)
    await unlock(page, 'not the passphrase at all')
    await expect(page.getByRole('alert')).toContainText('vault/wrong-passphrase')
    await unlock(page)
    await expect(page.getByRole('navigation', { name: 'Settings' })).toBeVisible()
  })

  await test.step('alone it opens where that is allowed', async () => {
    const alone = page.getByRole('switch', { name: "Unlock with this computer's passkey alone" })
    await alone.click()
    await expect(alone).toBeChecked()
    await lock(page)
    await page.getByRole('button', { name: 'Unlock with passkey' }).press('Enter')
    await expect(page.getByRole('navigation', { name: 'Settings' })).toBeVisible()
    await goTo(page, 'Activity')
    await expect(page.getByText('Sealpost was unlocked with the passkey.')).toBeVisible()
  })

  await test.step('not while it does not know who asks', async () => {
    await lock(page)
    await authenticator.setUserVerified(false)
    await page.getByRole('button', { name: 'Unlock with passkey' }).click()
    await expect(page.getByRole('alert')).toContainText('vault/passkey-cancelled')
    await expect(page.getByRole('button', { name: 'Use passphrase' })).toBeVisible()
  })

  await test.step('after a restart the passphrase is asked for again; lost, the kit opens without it', async () => {
    await app.app.close()
    const again = await openApp({ userDataDir: app.userDataDir })
    const fresh = 'quokka brindle tugboat meadowlark opaline rivet'
    await plugIn(again.page)
    await expect(again.page.getByLabel('Your passphrase', { exact: true })).toBeVisible()
    await expect(again.page.getByRole('button', { name: 'Unlock with passkey' })).toHaveCount(0)
    await unlock(again.page)
    await expect(again.page.getByRole('alert')).toContainText('vault/passkey-cancelled')
    await again.page.getByRole('button', { name: 'Use recovery kit' }).click()
    await again.page.getByLabel('Recovery words').fill(kit.words.join(' '))
    await again.page.getByLabel('Check code').fill(kit.checkCode)
    await again.page.getByLabel('New passphrase').fill(fresh)
    await again.page.getByLabel('The same again').fill(fresh)
    await again.page.getByRole('checkbox', { name: 'I lost my passkey or key file' }).check()
    await again.page.getByRole('button', { name: 'Unlock' }).click()
    await expect(inbox(again.page)).toBeVisible()
    await lock(again.page)
    await unlock(again.page, fresh)
    await expect(inbox(again.page)).toBeVisible()
  })
})

test('a key file on a drive of its own is asked for beside the passphrase', async ({ openPractice }) => {
  const stick = await mkdtemp('/dev/shm/sealpost-stick-')
  const place = path.join(stick, 'sealpost-key-file.txt')
  const { page, userDataDir, answerSaveDialog, answerOpenDialog } = await openPractice()
  await openSecurity(page)
  await page.getByRole('button', { name: 'Save a key file' }).click()
  const sheet = page.getByRole('dialog', { name: 'Save a key file' })
  await sheet.getByLabel('Your passphrase').fill(vaultPassphrase)
  const save = sheet.getByRole('button', { name: 'Choose where and save' })

  await test.step('not beside the vault', async () => {
    await answerSaveDialog(path.join(userDataDir, 'key.txt'))
    await save.click()
    await expect(sheet.getByRole('alert')).toContainText('file/not-removable')
    await answerSaveDialog(place)
    await save.click()
    await expect(sheet).toBeHidden()
  })

  await test.step('a file that is damaged opens nothing, the whole one does', async () => {
    await lock(page)
    const whole = await readFile(place, 'utf8')
    const damaged = path.join(stick, 'damaged.txt')
    await writeFile(damaged, whole.slice(0, -9))
    await answerOpenDialog([damaged])
    await page.getByRole('button', { name: 'Choose key file' }).click()
    await unlock(page)
    await expect(page.getByRole('alert')).toContainText('vault/key-file-unreadable')
    await answerOpenDialog([place])
    await page.getByRole('button', { name: 'Choose another' }).click()
    await expect(page.getByText('Key file: sealpost-key-file.txt')).toBeVisible()
    await unlock(page)
    await expect(page.getByRole('navigation', { name: 'Settings' })).toBeVisible()
  })

  await test.step('it is remembered while the program runs, and taken out of use', async () => {
    await lock(page)
    await unlock(page)
    await page.getByRole('button', { name: 'Remove Key file' }).click()
    const removal = page.getByRole('dialog', { name: 'Remove Key file' })
    await removal.getByLabel('Your passphrase').fill(vaultPassphrase)
    await removal.getByRole('button', { name: 'Remove' }).click()
    await expect(page.getByText('Nothing yet: the passphrase alone opens Sealpost.')).toBeVisible()
  })
  await rm(stick, { recursive: true, force: true })
})
