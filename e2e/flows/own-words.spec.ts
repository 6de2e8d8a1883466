import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { PatientBrowser } from '../../test/integration/sealing/patient-browser.ts'
import { isRealElectron } from '../support/electron-executable.ts'
import { expect, test } from '../support/fixtures.ts'
import { leaksBelow } from '../support/leaks.ts'
import { fileOf, readSealedMail } from '../support/sealed-mail.ts'
import { addRecipient, goTo, sendHeldNow, startMessage, writeText } from '../support/steps.ts'

const typed = 'Violet harbor, quilt thunder maple otter 93'
const text = 'Ten minutes each morning. tulip-anchor-fog'

test('a passphrase in words of the practice opens the page alone, on its card and in other writing', async ({
  lab,
  openPractice,
  scratch,
}) => {
  const { tomasz } = lab.people
  const mailbox = lab.mailbox(tomasz.address)
  const before = (await mailbox.list()).length
  const journal = path.join(scratch, 'journal.jsonl')
  const app = await openPractice({ env: { STANDIN_JOURNAL: journal } })
  const { page } = app
  const composer = await startMessage(page)
  await addRecipient(composer, tomasz.address)
  await composer.getByRole('group', { name: 'Who is this?' }).getByRole('button', { name: 'Patient' }).click()
  await composer.getByRole('button', { name: 'Choose a passphrase for Tomasz' }).click()
  const sheet = page.getByRole('dialog', { name: 'A passphrase for Tomasz' })

  await test.step('what is weak or known of him is refused, in words', async () => {
    await sheet.getByRole('radio', { name: 'Words of your own' }).check()
    const field = sheet.getByRole('textbox', { name: "Tomasz's passphrase" })
    await expect(field).toBeFocused()
    await field.fill('violet harbor')
    await expect(sheet.getByText('Not strong enough yet. Add words.')).toBeVisible()
    await field.fill(`${typed} lukaszewicz`)
    await expect(sheet.getByText("Leave Tomasz's name out. Others know it.")).toBeVisible()
    await expect(sheet.getByRole('button', { name: 'Use these words' })).toBeDisabled()
    await field.fill(typed)
    await expect(sheet.getByRole('button', { name: 'Use these words' })).toBeEnabled()
    await field.press('Enter')
    await expect(sheet.getByRole('group', { name: 'Passphrase words' })).toHaveText(typed)
  })

  await test.step('a card is printed, and the practice says whom to call', async () => {
    await sheet.getByRole('radio', { name: 'Printed card' }).check()
    await sheet.getByRole('button', { name: 'Print the card' }).click()
    await sheet.getByRole('button', { name: 'Add your number' }).click()
    await sheet.getByRole('textbox', { name: 'Phone number for questions' }).fill('(555) 010-0100')
    await sheet.getByRole('button', { name: 'Save' }).click()
    await expect(sheet.getByText("Patients can't see whom to call")).toHaveCount(0)
    await sheet.getByRole('radio', { name: 'Phone', exact: true }).check()
    await sheet.getByRole('button', { name: 'Done' }).click()
    await expect(sheet).toBeHidden()
    if (!isRealElectron) {
      await expect.poll(() => readFile(journal, 'utf8')).toMatch(/"kind":"print".*\/print\//)
    }
  })

  await test.step('the letter goes as the page, though he reads on a phone', async () => {
    await expect(composer.getByText("Sealed with Tomasz's passphrase")).toBeVisible()
    await writeText(composer, 'Your exercises', text)
    await composer.getByRole('button', { name: 'Send', exact: true }).click()
    await sendHeldNow(page)
  })

  const [arrived] = (await mailbox.waitFor(before + 1)).slice(before)
  const mail = await readSealedMail(arrived?.raw ?? Buffer.of())
  expect([...mail.files.keys()]).toEqual(['Message.html'])
  expect(mail.text).toContain('the passphrase we agreed (card 2). Lost it? Call (555) 010-0100.')

  await test.step('it opens in a browser with the words in other writing', async () => {
    const browser = await PatientBrowser.launch()
    try {
      const { page: his } = await browser.open(fileOf(mail, 'Message.html').toString('latin1'))
      await his.getByLabel(/^Passphrase agreed with/).fill(' VIOLET-harbor quilt  thunder maple-otter 93')
      await his.getByRole('button', { name: 'Open message' }).click()
      await expect(his.getByText(text)).toBeVisible()
    } finally {
      await browser.close()
    }
  })

  await test.step('his card in the window says what he gets, and the log what was done', async () => {
    await goTo(page, 'Patients')
    await page.getByRole('option', { name: 'Tomasz' }).click()
    await expect(page.getByText(/^Words of your own: Tomasz gets the file for computers alone/)).toBeVisible()
    await page.getByRole('button', { name: 'Edit' }).click()
    const form = page.getByRole('dialog', { name: /^Edit Tomasz/ })
    await form.getByRole('textbox', { name: 'Also called' }).fill('Otter')
    await form.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByText("It can be guessed: Tomasz's name is in it. Make a new one.")).toBeVisible()
    await page.getByRole('button', { name: 'Activity' }).click()
    await expect(
      page.getByText(/^A passphrase of the practice's own words was agreed for Tomasz/),
    ).toBeVisible()
    await expect(page.getByText(/^A passphrase card was printed for Tomasz/)).toBeVisible()
  })
  expect(leaksBelow(app.userDataDir, [typed, typed.toLowerCase()])).toEqual([])
})
