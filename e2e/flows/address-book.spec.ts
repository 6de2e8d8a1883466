import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from '../support/fixtures.ts'
import { readSealedMail } from '../support/sealed-mail.ts'
import { goTo, openMessage, sendHeldNow, startMessage, writeText } from '../support/steps.ts'

test('people are imported, written to as a group, and each gets a copy of their own', async ({
  lab,
  openPractice,
}) => {
  const { maria, daniel } = lab.people
  const folder = await mkdtemp(path.join(tmpdir(), 'sealpost-book-'))
  const shots = process.env['SEALPOST_SHOTS']
  const app = await openPractice()
  const { page } = app
  const picture = async (name: string) => {
    if (shots !== undefined) await page.screenshot({ path: path.join(shots, `${name}.png`) })
  }

  await test.step('a table is looked at first, then taken', async () => {
    const table = path.join(folder, 'outlook.csv')
    await writeFile(
      table,
      [
        'First Name,Last Name,E-mail Address,Mobile Phone,Birthday,Notes',
        'Rosa,Delgado,rosa.delgado@post.example,(555) 010-0161,3/14/1991,Tuesdays',
        `Maria,Alvarez,${maria.address},(555) 010-0134,,`,
        'Peter,Long,,,,no mail',
        '"Eve\nBcc: eve@evil.example",X,eve@post.example,,,',
      ].join('\r\n'),
    )
    await goTo(page, 'Patients')
    await page.getByRole('button', { name: 'More for people' }).click()
    await page.getByRole('menuitem', { name: 'Import people…' }).click()
    const sheet = page.getByRole('dialog', { name: 'Import people' })
    await picture('import-empty')
    await app.answerOpenDialog([table])
    await sheet.getByRole('button', { name: 'Choose a file' }).click()
    await expect(sheet.getByText("1 new · 1 changed · 2 can't be read")).toBeVisible()
    await expect(sheet.getByText('Line 4')).toBeVisible()
    await picture('import-preview')
    await sheet.getByRole('button', { name: 'Import 2 people' }).click()
    await expect(sheet).toBeHidden()
    const list = page.getByRole('listbox', { name: 'Patients' })
    await expect(list.getByRole('option')).toHaveCount(3)
    await list.getByRole('option', { name: 'Rosa Delgado' }).click()
    await expect(page.getByText('(555) 010-0161')).toBeVisible()
    await picture('person')
  })

  await test.step('a group is made', async () => {
    await page.getByRole('button', { name: 'More for people' }).click()
    await page.getByRole('menuitem', { name: 'New group…' }).click()
    const sheet = page.getByRole('dialog', { name: 'New group' })
    await sheet.getByLabel('Name of the group').fill('Tuesday circle')
    await sheet.getByRole('checkbox', { name: maria.name }).check()
    await sheet.getByRole('checkbox', { name: daniel.name }).check()
    await picture('group')
    await sheet.getByRole('button', { name: 'Save' }).click()
    await expect(sheet).toBeHidden()
    await page.getByText('Groups', { exact: true }).click()
    await expect(page.getByRole('button', { name: /Tuesday circle/ })).toContainText('2 people')
    await picture('groups')
  })

  const mailboxes = [maria, daniel].map(({ address }) => lab.mailbox(address))
  const before = await Promise.all(mailboxes.map(async (mailbox) => (await mailbox.list()).length))
  const subject = 'The room on Tuesday'

  await test.step('its name in To puts its people in; Review offers separate copies', async () => {
    const composer = await startMessage(page)
    const to = composer.getByRole('combobox', { name: 'To', exact: true })
    await to.fill('tuesday')
    await page.getByRole('option', { name: /Tuesday circle/ }).waitFor()
    await picture('suggestion')
    await to.press('Enter')
    for (const { name } of [maria, daniel]) {
      await expect(composer.getByRole('button', { name: `Remove ${name}` })).toBeVisible()
    }
    await writeText(composer, subject, 'We meet one floor up. lantern-copper-reef')
    await composer.getByRole('button', { name: 'Send', exact: true }).click()
    const review = page.getByRole('dialog', { name: 'Before this goes' })
    await expect(review.getByText("would see each other's names and addresses.")).toBeVisible()
    await picture('review')
    await review.getByRole('button', { name: 'Send separate copies' }).click()
    await expect(review.getByText('Nothing to decide.')).toBeVisible()
    await review.getByRole('button', { name: 'Back' }).click()
    await expect(composer.getByText('Each gets a copy of their own and sees nobody else.')).toBeVisible()
    await picture('separate')
    await composer.getByRole('button', { name: 'Send', exact: true }).click()
    await sendHeldNow(page)
  })

  await test.step('each has a letter that names nobody else, and Sent has one', async () => {
    const letters = await Promise.all(
      mailboxes.map(async (mailbox, index) => (await mailbox.waitFor((before[index] ?? 0) + 1)).at(-1)),
    )
    const [toMaria, toDaniel] = letters.map((letter) => letter?.raw.toString('latin1') ?? '')
    expect(toMaria).toContain(maria.address)
    expect(toMaria).not.toContain(daniel.address)
    expect(toDaniel).toContain(daniel.address)
    expect(toDaniel).not.toContain(maria.address)
    expect([...(await readSealedMail(letters[0]?.raw ?? Buffer.of())).files.keys()]).toEqual(['Message.html'])
    await goTo(page, 'Sent')
    await openMessage(page, subject)
    await expect(page.getByRole('option').filter({ hasText: subject })).toHaveCount(1)
  })

  await test.step('an address corrected once is warned of beside the name', async () => {
    const typo = maria.address.replace('@', 's@')
    const composer = await startMessage(page)
    const to = composer.getByRole('combobox', { name: 'To', exact: true })
    await to.fill(typo)
    await to.press('Enter')
    await expect(composer.getByText(`One letter from ${maria.address}.`)).toBeVisible()
    await picture('look-alike')
    await composer.getByRole('button', { name: 'Use that one' }).click()
    await expect(composer.getByRole('button', { name: `Remove ${maria.name}` })).toBeVisible()
    await to.fill(typo)
    await to.press('Enter')
    await expect(composer.getByText(`You replaced this address by ${maria.address} before.`)).toBeVisible()
  })

  await test.step('everyone goes along in an export, recorded in the log', async () => {
    const file = path.join(folder, 'people.vcf')
    await goTo(page, 'Patients')
    await page.getByRole('button', { name: 'More for people' }).click()
    await page.getByRole('menuitem', { name: 'Export people…' }).click()
    const sheet = page.getByRole('dialog', { name: 'Export people' })
    await expect(sheet.getByText("leaves Sealpost's protection")).toBeVisible()
    await picture('export')
    await app.answerSaveDialog(file)
    await sheet.getByRole('button', { name: 'Save…' }).click()
    await expect(page.getByText('4 people exported.')).toBeVisible()
    const cards = await readFile(file, 'utf8')
    expect(cards.match(/^BEGIN:VCARD/gm)).toHaveLength(4)
    expect(cards).toContain('BDAY:19910314')
    await goTo(page, 'Activity')
    await expect(page.getByText('People were exported as vCard: 4.')).toBeVisible()
    await expect(
      page.getByText(/^People were imported from CSV: 1 new, 1 changed, 2 unreadable/),
    ).toBeVisible()
  })
  await rm(folder, { recursive: true, force: true })
})
