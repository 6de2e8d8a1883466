import { mkdtemp, cp } from 'node:fs/promises'
import path from 'node:path'
import { startEngineProcess } from '../../bench/engine/engine-process.ts'
import type { Person } from '../lab/index.ts'
import { expect, test } from '../support/fixtures.ts'
import { ordinaryLetters } from '../support/ordinary-letters.ts'
import { vaultPassphrase } from '../support/practice.ts'
import { addRecipient, goTo, startMessage, tellPassphrase, writeText } from '../support/steps.ts'

test('50 ordinary letters to known patients cause no interruption', async ({ lab, template, scratch }) => {
  expect(ordinaryLetters).toHaveLength(50)
  const folder = await mkdtemp(path.join(scratch, 'engine-'))
  await cp(template.folder, folder, { recursive: true })
  const { client, stop } = startEngineProcess(folder, lab.caPath)
  try {
    await client.vault.unlock({ passphrase: vaultPassphrase })
    const asked: { subject: string; questions: string[] }[] = []
    for (const { to, subject, text } of ordinaryLetters) {
      const draft = await client.drafts.create({ kind: 'new', to: [lab.people[to]], subject })
      await client.drafts.save({ ...draft, content: { ...draft.content, html: `<p>${text}</p>` } })
      const outcome = await client.drafts.send({ ...draft, answered: [] })
      if (outcome.kind === 'held') await client.outbox.undo({ logicalId: outcome.logicalId })
      else
        asked.push({
          subject,
          questions: outcome.review.questions.map(({ question }) => JSON.stringify(question)),
        })
    }
    expect(asked).toEqual([])
  } finally {
    await stop()
  }
})

test('each matter of the closed list asks, in its own words, and nothing has left before the answer', async ({
  lab,
  template,
  openPractice,
}) => {
  const { maria, mariaAlvares, daniel, tomasz } = lab.people
  const { page } = await openPractice()

  await test.step('a patient who was put on the list, and never written to', async () => {
    await goTo(page, 'Patients')
    await page.getByRole('button', { name: 'Add a person' }).click()
    const sheet = page.getByRole('dialog', { name: 'Add a person' })
    await sheet.getByLabel('Name').fill(tomasz.name)
    await sheet.getByLabel('Mail addresses').fill(tomasz.address)
    await sheet.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('button', { name: 'Choose a passphrase for Tomasz' }).click()
    await tellPassphrase(page)
    await goTo(page, 'Inbox')
  })

  const cases: readonly Case[] = [
    {
      to: [tomasz],
      text: 'See you on Friday.',
      question: `First message to ${tomasz.address}. Is the address right?`,
      answer: 'The address is right',
    },
    {
      to: [maria],
      text: 'Daniel Ortiz comes at three.',
      question: 'This names Daniel Ortiz but goes to Maria Alvarez.',
      answer: 'Both are right',
    },
    {
      to: [maria, daniel],
      text: 'The office is closed on Monday.',
      question: "Maria Alvarez and Daniel Ortiz would see each other's names and addresses.",
      answer: 'They know of each other',
    },
    {
      to: [maria],
      text: 'Your number is 536-22-8417.',
      question: 'A Social Security number is in the message.',
      answer: 'It belongs there',
    },
    {
      to: [maria],
      text: 'Charged to the card 4111 1111 1111 1111.',
      question: 'A card number is in the message.',
      answer: 'It belongs there',
    },
    {
      to: [maria],
      text: 'Please wire it to account number 000123456789, routing number 021000021.',
      question: /account numbers? (is|are) in the message\./,
      answer: 'It belongs there',
    },
    {
      to: [maria],
      text: 'My psychotherapy notes of our session are below.',
      question: 'This looks like psychotherapy notes.',
      answer: 'The authorization is on file',
    },
    {
      to: [maria],
      text: 'Your methadone treatment at the opioid treatment program goes on.',
      question: 'This looks like substance use disorder treatment (42 CFR Part 2).',
      answer: 'The consent is on file',
    },
    {
      to: [maria],
      text: `Your passphrase is ${template.words.maria}.`,
      question: 'The passphrase agreed with Maria stands in the message.',
      answer: null,
    },
  ]
  for (const { to, text, question, answer } of cases) {
    await test.step(text, async () => {
      const composer = await startMessage(page)
      for (const { address } of to) await addRecipient(composer, address)
      await writeText(composer, 'A word', text)
      await composer.getByRole('button', { name: 'Send', exact: true }).click()
      const review = page.getByRole('dialog', { name: 'Before this goes' })
      const asked = review.getByRole('region', { name: 'Decide' }).getByRole('group')
      await expect(asked).toHaveCount(1)
      await expect(asked).toContainText(question)
      const sendNow = review.getByRole('button', { name: 'Send now' })
      await expect(sendNow).toBeDisabled()
      if (answer !== null) {
        await asked.getByRole('button', { name: answer }).click()
        await expect(sendNow).toBeEnabled()
      }
      await review.getByRole('button', { name: 'Back', exact: true }).last().click()
      await composer.getByRole('button', { name: 'Discard draft' }).click()
      await expect(composer).toHaveCount(0)
    })
  }

  await test.step('an address one letter from a known one, though it was just said whose it is', async () => {
    const composer = await startMessage(page)
    await addRecipient(composer, mariaAlvares.address)
    const who = composer.getByRole('group', { name: 'Who is this?' })
    await who.getByRole('button', { name: 'Patient' }).click()
    await composer.getByRole('button', { name: /^Choose a passphrase/ }).click()
    await tellPassphrase(page)
    await writeText(composer, 'A word', 'See you on Friday.')
    await composer.getByRole('button', { name: 'Send', exact: true }).click()
    const review = page.getByRole('dialog', { name: 'Before this goes' })
    await expect(
      review.getByText(`First message to ${mariaAlvares.address}, one letter from ${maria.address}`),
    ).toBeVisible()
    await expect(review.getByRole('button', { name: "It's new" })).toBeVisible()
    await review.getByRole('button', { name: 'Use the known one' }).click()
    await expect(review.getByText('Nothing to decide.')).toBeVisible()
    await review.getByRole('button', { name: 'Back', exact: true }).click()
    await expect(composer.getByText('Maria Alvarez')).toBeVisible()
    await composer.getByRole('button', { name: 'Discard draft' }).click()
  })

  await test.step('a recipient without protection: nothing goes until there is some', async () => {
    const composer = await startMessage(page)
    await addRecipient(composer, 'new.person@elsewhere.test')
    await composer.getByRole('group', { name: 'Who is this?' }).getByRole('button', { name: 'Other' }).click()
    await writeText(composer, 'A word', 'See you on Friday.')
    await composer.getByRole('button', { name: 'Send', exact: true }).click()
    const review = page.getByRole('dialog', { name: 'Before this goes' })
    await expect(
      review.getByRole('group').getByText("Can't go to new.person@elsewhere.test: no key, no passphrase"),
    ).toBeVisible()
    await expect(review.getByRole('button', { name: 'Send now' })).toBeDisabled()
    await expect(review.getByRole('button', { name: 'Add a key' }).first()).toBeVisible()
    await review.getByRole('button', { name: 'Agree a passphrase' }).first().click()
    await tellPassphrase(page)
    await expect(composer.getByText(/^Sealed with/)).toBeVisible()
  })

  await expect(page.getByRole('timer')).toHaveCount(0)
})

type Case = {
  readonly to: readonly Person[]
  readonly text: string
  readonly question: string | RegExp
  /** The button that lets it go; null where only a change of the draft helps. */
  readonly answer: string | null
}
