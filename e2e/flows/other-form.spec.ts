import { expect, test } from '../support/fixtures.ts'
import { fileOf, readPdf, readSealedMail } from '../support/sealed-mail.ts'
import { addRecipient, goTo, openMessage, sendHeldNow, startMessage, writeText } from '../support/steps.ts'

test("a patient who couldn't open the file gets the same letter as a PDF, under the same passphrase", async ({
  lab,
  template,
  openPractice,
}) => {
  const { daniel } = lab.people
  const mailbox = lab.mailbox(daniel.address)
  const before = (await mailbox.list()).length
  const { page } = await openPractice()
  const composer = await startMessage(page)
  await addRecipient(composer, daniel.address)
  await writeText(composer, 'Your exercises', 'Ten minutes each morning. tulip-anchor-fog')
  await composer.getByRole('button', { name: 'Send', exact: true }).click()
  await sendHeldNow(page)
  const [first] = (await mailbox.waitFor(before + 1)).slice(before)
  expect([...(await readSealedMail(first?.raw ?? Buffer.of())).files.keys()]).toEqual(['Message.html'])

  await goTo(page, 'Sent')
  const reader = await openMessage(page, 'Your exercises')
  await reader.getByRole('button', { name: "Daniel couldn't open it" }).click()
  await expect(page.getByText('The same message leaves in the other form.')).toBeVisible()
  const [second] = (await mailbox.waitFor(before + 2)).slice(before + 1)
  const mail = await readSealedMail(second?.raw ?? Buffer.of())
  expect([...mail.files.keys()]).toEqual(['Message.pdf'])
  const words = template.words.daniel.replaceAll(' ', '-')
  expect(await readPdf(fileOf(mail, 'Message.pdf'), words)).toContain('tulip-anchor-fog')
})
