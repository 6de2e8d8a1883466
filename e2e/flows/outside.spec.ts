import { open, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from '../support/fixtures.ts'
import { makePng, pngChunk } from '../../test/support/pictures.ts'
import { readSealedMail } from '../support/sealed-mail.ts'
import { addRecipient, goTo, sendHeldNow, startMessage, writeText } from '../support/steps.ts'

test('what stands outside the seal is questioned where it tells of health, and goes as it was set', async ({
  lab,
  openPractice,
  scratch,
}) => {
  const { daniel } = lab.people
  const mailbox = lab.mailbox(daniel.address)
  const before = (await mailbox.list()).length
  const { page } = await openPractice()
  await page.getByRole('button', { name: 'Settings' }).click()
  await page.getByRole('button', { name: 'Outside the seal', exact: true }).click()
  const preview = page.getByRole('figure')
  const sender = page.getByLabel('Name of the sender')
  const save = page.getByRole('button', { name: 'Save', exact: true })

  await test.step("a clinic's name is held back until it is changed", async () => {
    await sender.fill('Hope Eating Disorder Clinic')
    await expect(preview).toContainText('Message from Hope Eating Disorder Clinic')
    await expect(page.getByText('This tells what you treat.')).toBeVisible()
    await save.click()
    await expect(page.getByRole('button', { name: 'Save it as it is' })).toBeVisible()
    await page.getByRole('button', { name: 'Change it' }).click()
    await expect(sender).toBeFocused()
  })

  await test.step("a patient's name is refused whatever is answered", async () => {
    await sender.fill('A. Rivera')
    await page.getByLabel('Subject').fill(`For ${daniel.name}`)
    await save.click()
    await expect(page.getByText('Not saved. Change what is marked above.')).toBeVisible()
    await expect(page.getByRole('button', { name: 'Save it as it is' })).toHaveCount(0)
  })

  await test.step('a logo is read first: what is no picture is refused, and a picture loses what it tells', async () => {
    const choose = async (name: string, bytes: Buffer) => {
      const chooser = page.waitForEvent('filechooser')
      await page.getByRole('button', { name: /^Choose (a|another) picture$/ }).click()
      const file = path.join(scratch, name)
      await writeFile(file, bytes)
      await (await chooser).setFiles(file)
    }
    await choose('logo.png', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'))
    await expect(page.getByText("This file isn't a PNG or JPEG picture.")).toBeVisible()
    const told = pngChunk('tEXt', Buffer.from('Author\0walnut-lantern'))
    await choose('small.png', makePng({ width: 200, height: 60, more: [told] }))
    await expect(page.getByText('A logo can tell what you treat')).toBeVisible()
    const shown = preview.getByRole('img', { name: 'The logo, as it stands at the head of the page' })
    await expect(shown).toHaveJSProperty('naturalWidth', 200)
  })

  await test.step('neutral words go, by the next letter', async () => {
    await page.getByLabel('Subject').fill('A letter for you')
    await page.getByLabel('A line of your own (optional)').fill('I answer calls from 9 to 5.')
    await page.getByLabel('Name of the files').fill('Letter')
    await save.click()
    await expect(page.getByText('Saved', { exact: true })).toBeVisible()
    await expect(save).toBeDisabled()
    await goTo(page, 'Inbox')
    const composer = await startMessage(page)
    await addRecipient(composer, daniel.address)
    await writeText(composer, 'Your exercises', 'Ten minutes each morning. tulip-anchor-fog')
    await composer.getByRole('button', { name: 'Send', exact: true }).click()
    await sendHeldNow(page)
    const [arrived] = (await mailbox.waitFor(before + 1)).slice(before)
    const raw = arrived?.raw.toString('latin1') ?? ''
    expect(raw).toMatch(/^Subject: A letter for you\r?$/m)
    expect(raw).toMatch(/^From: "?A\. Rivera"? </m)
    expect(raw).toContain('I answer calls from 9 to 5.')
    const { files } = await readSealedMail(arrived?.raw ?? Buffer.of())
    expect([...files.keys()]).toEqual(['Letter.html'])
    const html = Buffer.from(files.get('Letter.html') ?? []).toString('latin1')
    const logo = /<img alt="" src="data:image\/png;base64,([^"]*)">/.exec(html)?.[1] ?? ''
    expect(Buffer.from(logo, 'base64').subarray(1, 4).toString()).toBe('PNG')
    expect(Buffer.from(logo, 'base64').includes('walnut')).toBe(false)
  })

  await test.step('the change is on the record', async () => {
    await page.getByRole('button', { name: 'Activity' }).click()
    await expect(
      page.getByText(/^What stands outside the seal was changed, nothing found:.*logo/),
    ).toBeVisible()
  })
})

test('a letter above the size of the host is divided, or handed over as sealed files', async ({
  lab,
  openPractice,
  scratch,
}) => {
  const { daniel } = lab.people
  const mailbox = lab.mailbox(daniel.address)
  const before = (await mailbox.list()).length
  const files = ['one.bin', 'two.bin'].map((name) => path.join(scratch, name))
  for (const file of files) {
    await writeFile(file, '')
    const handle = await open(file, 'r+')
    await handle.truncate(7_000_000)
    await handle.close()
  }
  const app = await openPractice()
  const { page } = app
  const composer = await startMessage(page)
  await addRecipient(composer, daniel.address)
  await writeText(composer, 'Your scans', 'Both of them.')
  await app.answerOpenDialog(files)
  await composer.getByRole('button', { name: 'Attach files' }).click()
  await expect(composer.getByText(/too large for your mail host/)).toBeVisible()

  await test.step('handed over in person', async () => {
    const place = path.join(scratch, 'Message.html')
    await app.answerSaveDialog(place)
    await composer.getByRole('button', { name: 'Hand over in person…' }).click()
    await composer.getByRole('button', { name: 'Save the sealed files' }).click()
    await expect(page.getByText(/^Saved. Only the passphrase opens them/)).toBeVisible()
    await composer.getByRole('button', { name: 'Cancel' }).click()
  })

  await composer.getByRole('button', { name: 'Divide into 2 messages' }).click()
  await expect(composer.getByLabel('Subject')).toHaveValue('Your scans (Part 1 of 2)')
  await expect(composer.getByText('two.bin')).toHaveCount(0)
  await expect(composer.getByText(/too large for your mail host/)).toHaveCount(0)
  await composer.getByRole('button', { name: 'Send', exact: true }).click()
  await sendHeldNow(page)
  await goTo(page, 'Drafts')
  await page.getByRole('option', { name: /Part 2 of 2/ }).click()
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await sendHeldNow(page)
  const arrived = (await mailbox.waitFor(before + 2)).slice(before)
  for (const { raw } of arrived) {
    expect(raw.length).toBeLessThan(12_000_000)
    expect(raw.toString('latin1')).not.toContain('Part ')
  }
})
