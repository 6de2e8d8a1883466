import type { Locator, Page } from '@playwright/test'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from '../support/fixtures.ts'
import { addRecipient, goTo, startMessage, writeText } from '../support/steps.ts'

const textOf = (composer: Locator) => composer.getByRole('textbox', { name: 'Message', exact: true })
const count = (composer: Locator) => composer.getByRole('button', { name: /^Review/ })

/** Puts the caret into the first place of some words in the text. */
async function putCaret(composer: Locator, words: string): Promise<void> {
  await textOf(composer).evaluate(async (editor, sought) => {
    // The editor hears of a caret by `selectionchange`, which comes in a task of its own, before the next frame but one.
    const heard = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
    const walker = document.createTreeWalker(editor, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const at = node.textContent?.indexOf(sought) ?? -1
      if (at !== -1) {
        document.getSelection()?.collapse(node, at + 1)
        await heard()
        return
      }
    }
    throw new Error(`no ${sought} in the text`)
  }, words)
}

/** The card of what is found at some words, asked for by key. */
async function explain(page: Page, composer: Locator, words: string, category: string): Promise<Locator> {
  await textOf(composer).focus()
  await putCaret(composer, words)
  await page.keyboard.press('Control+.')
  const card = page.getByRole('dialog', { name: category, exact: true })
  await expect(card).toBeVisible()
  return card
}

async function discard(composer: Locator): Promise<void> {
  await composer.getByRole('button', { name: 'Discard draft' }).click()
  await expect(composer).toHaveCount(0)
}

test('each finding explains itself, and each of its three choices holds', async ({ lab, openPractice }) => {
  const { maria } = lab.people
  const { page } = await openPractice()
  const letter = 'Please read the book by John Carter before March 4, 2027. It is on anxiety.'

  const composer = await startMessage(page)
  await addRecipient(composer, maria.address)
  await writeText(composer, 'A book', letter)
  await expect(count(composer)).toContainText('2 identifiers')
  await expect(composer.locator('.finding')).toHaveCount(0)

  await test.step('Replace puts other words there, and Mod+Z takes them back', async () => {
    const card = await explain(page, composer, 'March', 'Date')
    await expect(card).toContainText('How sure: very likely')
    await expect(card.getByRole('button', { name: 'Replace' })).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(textOf(composer)).toContainText('by John Carter before 2027. It')
    await expect(count(composer)).toContainText('1 identifier')
    await expect(textOf(composer)).toBeFocused()
    await page.keyboard.press('Control+z')
    await expect(textOf(composer)).toContainText(letter)
    await expect(count(composer)).toContainText('2 identifiers')
  })

  await test.step('Not PHI here holds for this draft, until it is taken back', async () => {
    const card = await explain(page, composer, 'Carter', 'Name')
    await card.getByRole('button', { name: 'Not PHI here' }).click()
    await expect(card).toHaveCount(0)
    await expect(count(composer)).toContainText('1 identifier')
    await page.getByRole('button', { name: 'Undo' }).last().click()
    await expect(count(composer)).toContainText('2 identifiers')
  })

  await test.step('Never flag this holds at Send and for the next letter, and Settings takes it back', async () => {
    const card = await explain(page, composer, 'Carter', 'Name')
    await card.getByRole('button', { name: 'Never flag this' }).click()
    await expect(count(composer)).toContainText('1 identifier')
    await count(composer).click()
    const review = page.getByRole('dialog', { name: 'Before this goes' })
    await review.getByText('Found in the text').click()
    await expect(review.getByText('1 set aside as no PHI.')).toBeVisible()
    await expect(review.getByRole('button', { name: /^John Carter/ })).toHaveCount(0)
    await review.getByRole('button', { name: 'Back', exact: true }).click()
    await discard(composer)

    const next = await startMessage(page)
    await writeText(next, 'Again', 'John Carter wrote a second one.')
    await expect(next.getByText('Draft saved')).toBeVisible()
    await expect(count(next)).toHaveText('Review')
    await discard(next)

    await goTo(page, 'Settings')
    await page.getByRole('button', { name: 'Scanner' }).click()
    const list = page.getByRole('list', { name: 'Never flagged' })
    await expect(list).toContainText('John Carter')
    await page.getByRole('button', { name: 'Flag again: John Carter' }).click()
    await expect(list).toHaveCount(0)
  })

  await test.step('what was chosen is in the log, without the value', async () => {
    await goTo(page, 'Activity')
    const events = page.getByRole('region', { name: 'Events' })
    await expect(events.getByText('A finding was replaced in a draft: Date, 1.')).toBeVisible()
    await expect(events.getByText('Set aside as no PHI, in one draft: Name, 1.')).toBeVisible()
    await expect(events.getByText('Set aside as no PHI, in every letter: Name, 1.')).toBeVisible()
    await expect(events.getByText('To be flagged again, in every letter: Name.')).toBeVisible()
    await expect(events).not.toContainText('Carter')
  })
})

test("a file's name counts at once, and the review counts what the button counted", async ({
  lab,
  openPractice,
  scratch,
}) => {
  const { maria } = lab.people
  const file = path.join(scratch, 'Daniel Ortiz intake.txt')
  await writeFile(file, 'Seen by Daniel Ortiz.\n')
  const { page, answerOpenDialog } = await openPractice()
  const composer = await startMessage(page)
  await addRecipient(composer, maria.address)
  await writeText(composer, 'Your question', 'John Carter wrote the book.')
  await expect(count(composer)).toHaveText(/ 1 identifier$/)
  await answerOpenDialog([file])
  await composer.getByRole('button', { name: 'Attach files' }).click()
  await expect(count(composer)).toHaveText(/ 2 identifiers$/)
  await count(composer).click()
  const review = page.getByRole('dialog', { name: 'Before this goes' })
  const found = review.locator('summary')
  await expect(found).toHaveText('Found in the text2 · 1 in files')
  await found.click()
  await expect(
    review.getByRole('button', { name: /^Daniel Ortiz Name, in the name of a file/i }),
  ).toBeVisible()
  await review.getByRole('button', { name: 'Back', exact: true }).first().click()
  await composer.getByRole('button', { name: /^Remove Daniel Ortiz intake/ }).click()
  await expect(count(composer)).toHaveText(/ 1 identifier$/)
})

test('no choice switches off what Send asks about', async ({ lab, openPractice }) => {
  const { maria } = lab.people
  const { page } = await openPractice()
  const composer = await startMessage(page)
  await addRecipient(composer, maria.address)
  await writeText(composer, 'A form', 'Daniel Ortiz comes at three. Your number is 536-22-8417.')
  await expect(composer.locator('.finding-decide')).toHaveText(['Daniel Ortiz', '536-22-8417'])

  await test.step('a click opens the card and leaves the focus in the text', async () => {
    await composer.locator('.finding-decide').last().click()
    const card = page.getByRole('dialog', { name: 'Social Security number' })
    await expect(card).toBeVisible()
    await expect(textOf(composer)).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(card).toHaveCount(0)
    await expect(composer).toBeVisible()
  })

  for (const [words, category, why] of [
    [
      '536-22',
      'Social Security number',
      'Social Security, card and account numbers are asked about in any case.',
    ],
    ['Daniel', 'Name', 'This names one of your patients:'],
  ] as const) {
    for (const choice of ['Not PHI here', 'Never flag this']) {
      await test.step(`${category}: ${choice}`, async () => {
        const card = await explain(page, composer, words, category)
        await card.getByRole('button', { name: choice }).click()
        await expect(card.getByRole('alert')).toContainText(why)
        await page.keyboard.press('Escape')
        await expect(card).toHaveCount(0)
      })
    }
  }

  await composer.getByRole('button', { name: 'Send', exact: true }).click()
  const review = page.getByRole('dialog', { name: 'Before this goes' })
  await expect(review.getByRole('region', { name: 'Decide' }).getByRole('group')).toHaveCount(2)

  await test.step('from the list in Review, a finding is replaced or shown in the message', async () => {
    await review.getByText('Found in the text').click()
    await review.getByRole('button', { name: /^536-22-8417/ }).click()
    await review.getByRole('button', { name: 'Replace' }).click()
    await expect(review.getByRole('button', { name: /^536-22-8417/ })).toHaveCount(0)
    await expect(review.getByRole('region', { name: 'Decide' }).getByRole('group')).toHaveCount(1)
    await review.getByText('Found in the text').click()
    await review.getByRole('button', { name: /^Daniel Ortiz/ }).click()
    await review.getByRole('button', { name: 'Show in the message' }).click()
    await expect(page.getByRole('dialog', { name: 'Name', exact: true })).toBeVisible()
    await expect(textOf(composer)).toContainText('Your number is [Social Security number removed].')
  })
})

test('a letter is prepared for consultation: the text, the subject and what it quotes', async ({
  lab,
  openPractice,
}) => {
  const { maria } = lab.people
  const { page } = await openPractice()
  const composer = await startMessage(page)
  await addRecipient(composer, maria.address)
  await writeText(
    composer,
    'About Maria Alvarez',
    'Maria Alvarez and her mother Ana have come from Austin, Texas, since 3/14/2024. She is 93 years old and a teacher.',
  )
  await composer.getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name: 'Prepare for consultation' }).click()
  const sheet = page.getByRole('dialog', { name: 'Prepare for consultation' })
  const changes = sheet.getByRole('region', { name: 'What will be changed' }).getByRole('listitem')
  await expect(changes.first()).toContainText('Maria Alvarez becomes the patient')
  await expect(sheet.getByRole('region', { name: 'What risk remains' })).toContainText(
    'can point to one person',
  )
  await expect(sheet).not.toContainText(/de-?identified/i)

  await test.step('Back changes nothing', async () => {
    await sheet.getByRole('button', { name: 'Back' }).click()
    await expect(sheet).toHaveCount(0)
    // Keys belong to the window again once the focus is back.
    await expect(composer.getByRole('button', { name: 'More' })).toBeFocused()
    await expect(textOf(composer)).toContainText('Maria Alvarez and her mother Ana')
  })

  await page.keyboard.press('Control+Shift+P')
  await sheet.getByRole('button', { name: 'Change the text' }).click()
  await expect(textOf(composer)).toContainText(
    'The patient and her mother have come from Texas, since 2024. She is 90 or older and a teacher.',
  )
  await expect(composer.getByRole('textbox', { name: 'Subject' })).toHaveValue('About the patient')
  await expect(composer.getByText('Draft saved')).toBeVisible()
  await expect(count(composer)).toHaveText(/^Review(?: Health information)?$/)

  await test.step('and can be taken back', async () => {
    await page.getByRole('button', { name: 'Undo' }).last().click()
    await expect(textOf(composer)).toContainText('Maria Alvarez and her mother Ana')
    await expect(composer.getByRole('textbox', { name: 'Subject' })).toHaveValue('About Maria Alvarez')
  })

  await test.step('but only while its draft is open', async () => {
    await page.keyboard.press('Control+Shift+P')
    await sheet.getByRole('button', { name: 'Change the text' }).click()
    const line = page.getByText('The text was changed for a consultation.')
    await expect(line).toBeVisible()
    await expect(composer.getByText('Draft saved')).toBeVisible()
    await composer.getByRole('button', { name: 'Close' }).click()
    await expect(composer).toHaveCount(0)
    await expect(line).toHaveCount(0)
  })

  await goTo(page, 'Activity')
  await expect(page.getByText(/^A draft was prepared for consultation: Name 3, /)).toHaveCount(2)
})
