import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from '../support/fixtures.ts'
import { rawMail } from '../support/mail.ts'
import { goTo, lock, makeRecoveryKit, messageRow, openMessage, unlock } from '../support/steps.ts'

test('a backup is made, checked and tried; another computer has the practice back with the folder and the kit', async ({
  lab,
  openApp,
  openPractice,
  scratch,
}) => {
  const { maria, rivera } = lab.people
  await lab.deliver(
    rawMail({ from: maria, to: rivera, subject: 'Before the fire', text: 'I moved.' }),
    rivera.address,
  )
  const drive = path.join(scratch, 'Practice drive')
  await mkdir(drive, { recursive: true })
  const app = await openPractice()
  const { page } = app
  await expect(messageRow(page, 'Before the fire')).toBeVisible()

  const kit =
    await test.step('with a kit at hand, a folder is chosen and the first backup made', async () => {
      await goTo(page, 'Settings')
      await page.getByRole('button', { name: 'Passphrase and recovery' }).click()
      await page.getByRole('button', { name: 'Make a new recovery kit' }).click()
      const made = await makeRecoveryKit(page)
      await page.getByRole('button', { name: 'Backup', exact: true }).click()
      await expect(page.getByText('No backups are made yet.')).toBeVisible()
      await app.answerOpenDialog([drive])
      await page.getByRole('button', { name: 'Choose a folder…' }).click()
      await expect(page.getByText('Every day to “Practice drive”')).toBeVisible()
      await page.getByRole('button', { name: 'Back up now' }).click()
      await expect(page.getByText('Backup made.')).toBeVisible()
      await expect(page.getByText('It is time to try a restore')).toBeVisible()
      return made
    })

  await test.step('it is whole, and the words on the paper open it', async () => {
    await page.getByRole('button', { name: 'Show the versions' }).click()
    await expect(page.getByRole('list', { name: 'Versions' }).getByRole('listitem')).toHaveCount(1)
    await page.getByRole('button', { name: 'Check the backup' }).click()
    await expect(page.getByText('Whole: 1 version, every byte as it was written.')).toBeVisible()
    await page.getByRole('checkbox', { name: 'With my recovery kit' }).check()
    await page.getByRole('textbox', { name: 'Recovery words' }).fill(kit.words.join(' '))
    await page.getByRole('textbox', { name: 'Check code' }).fill(kit.checkCode)
    await page.getByRole('button', { name: 'Try it now' }).click()
    await expect(page.getByText('It passed. Version:')).toBeVisible()
    await expect(page.getByText('It is time to try a restore')).toBeHidden()
    await goTo(page, 'Activity')
    await expect(page.getByText('A restore of version 1 was tried and passed')).toBeVisible()
  })

  await test.step('another profile takes over, and the mail is there', async () => {
    const other = await openApp({ userDataDir: path.join(scratch, 'new computer') })
    await other.page.getByRole('button', { name: 'I have used Sealpost before' }).click()
    await other.page.getByRole('button', { name: /^From a backup/ }).click()
    await other.answerOpenDialog([drive])
    await other.page.getByRole('button', { name: 'Choose the folder…' }).click()
    await other.page.getByRole('textbox', { name: 'Recovery words' }).fill(kit.words.toReversed().join(' '))
    await other.page.getByRole('textbox', { name: 'Check code' }).fill(kit.checkCode)
    await other.page.getByRole('button', { name: 'Open the backup' }).click()
    await expect(other.page.getByRole('alert')).toContainText('vault/recovery-kit-mistyped')
    await other.page.getByRole('textbox', { name: 'Recovery words' }).fill(kit.words.join(' '))
    await other.page.getByRole('button', { name: 'Open the backup' }).click()
    const fresh = 'quokka brindle tugboat meadowlark opaline rivet'
    await other.page.getByLabel('New passphrase').fill(fresh)
    await other.page.getByLabel('The same again').fill(fresh)
    await other.page.getByRole('button', { name: 'Restore and set up this computer' }).click()
    const reader = await openMessage(other.page, 'Before the fire')
    await expect(reader).toBeVisible()
    await lock(other.page)
    await unlock(other.page, fresh)
    await expect(messageRow(other.page, 'Before the fire')).toBeVisible()
    await goTo(other.page, 'Activity')
    await expect(other.page.getByText('The encrypted store was restored from version 1')).toBeVisible()
  })

  await test.step('a drive that was tampered with is found out', async () => {
    const root = path.join(drive, (await readdir(drive))[0] ?? '', 'packs')
    const pack = path.join(root, (await readdir(root))[0] ?? '')
    const bytes = await readFile(pack)
    bytes[1000] = (bytes[1000] ?? 0) ^ 1
    await writeFile(pack, bytes)
    await goTo(page, 'Settings')
    await page.getByRole('button', { name: 'Backup', exact: true }).click()
    await page.getByRole('button', { name: 'Check the backup' }).click()
    await expect(page.getByText('A part was changed or cut.')).toBeVisible()
    await page.getByRole('button', { name: 'Try it now' }).click()
    await expect(page.getByText("It couldn't be put together")).toBeVisible()
  })
})
