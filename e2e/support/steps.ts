import { expect, type Locator, type Page } from '@playwright/test'
import type { Lab, LabServer, Person } from '../lab/index.ts'
import { patienceMs } from '../lab/patience.ts'
import { vaultPassphrase } from './practice.ts'

export { vaultPassphrase }

/** From the welcome page to step 2 of the first run. */
export async function choosePassphrase(page: Page, passphrase = vaultPassphrase): Promise<void> {
  await page.getByRole('button', { name: 'Set up my mail account' }).click()
  await page.getByLabel('Your passphrase', { exact: true }).fill(passphrase)
  await page.getByLabel('The same again').fill(passphrase)
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(page.getByRole('heading', { name: 'Mail account' })).toBeVisible()
}

type Servers = { readonly imap: LabServer; readonly smtp: LabServer }

/** Fills step 2, or the form of a further account: the generic preset with its servers changed to the given ones. */
export async function fillAccount(page: Page | Locator, person: Person, servers: Servers): Promise<void> {
  await page.getByLabel('Your name').fill(person.name)
  await page.getByLabel('Mail address').fill(person.address)
  await page.getByLabel('Mail password', { exact: true }).fill(person.password)
  await page.getByRole('button', { name: 'Change servers' }).click()
  await fillServer(page.getByRole('group', { name: 'Incoming (IMAP)' }), servers.imap)
  await fillServer(page.getByRole('group', { name: 'Outgoing (SMTP)' }), servers.smtp)
}

/** One row of the servers: host, port and how it is encrypted. */
export async function fillServer(group: Locator, server: LabServer): Promise<void> {
  await group.getByLabel('Host').fill(server.host)
  await group.getByLabel('Port').fill(String(server.port))
  const security = group.getByRole('combobox', { name: 'Encryption' })
  const wanted = server.security === 'implicit' ? 'TLS from the start' : 'STARTTLS, required'
  if ((await security.inputValue()) !== wanted) {
    await security.click()
    await group.page().getByRole('option', { name: wanted }).filter({ visible: true }).click()
  }
}

export type Kit = { readonly words: readonly string[]; readonly checkCode: string }

/** Makes the recovery kit, reads it off the screen and proves it. */
export async function makeRecoveryKit(page: Page): Promise<Kit> {
  await page.getByRole('button', { name: 'Show my recovery kit' }).click()
  const kit = await readPaper(page, 'Recovery words')
  await page.getByRole('button', { name: "I've written it down" }).click()
  await provePaper(page, kit)
  await page.getByRole('button', { name: 'Finish' }).click()
  return kit
}

/** The words and the check code that are on the screen to be written down. */
export async function readPaper(page: Page, name: string): Promise<Kit> {
  const words = await readWords(page.getByRole('list', { name }))
  const code = page.getByText(/^Check code/).locator('strong')
  return { words, checkCode: (await code.innerText()).trim() }
}

/** Types the check code and the two words that are asked for. */
export async function provePaper(page: Page, { words, checkCode }: Kit): Promise<void> {
  await page.getByLabel('Check code').fill(checkCode)
  const labels = page.getByText(/^Word \d+$/)
  await expect(labels).toHaveCount(2)
  for (const label of await labels.allInnerTexts()) {
    await page.getByLabel(label, { exact: true }).fill(words[Number(/\d+/.exec(label)?.[0]) - 1] ?? '')
  }
}

/** The words of a numbered list, without their numbers. */
export async function readWords(list: Locator): Promise<string[]> {
  await expect(list).toBeVisible()
  const items = await list.getByRole('listitem').allInnerTexts()
  return items.map((item) => item.replace(/[\d\s]/g, ''))
}

/** The whole first run, up to the inbox. */
export async function setUpPractice(
  page: Page,
  lab: Lab,
  person: Person = lab.people.rivera,
  passphrase = vaultPassphrase,
): Promise<Kit> {
  await choosePassphrase(page, passphrase)
  await fillAccount(page, person, { imap: lab.imap.implicit, smtp: lab.smtp.starttls })
  await page.getByRole('button', { name: 'Check connection' }).click()
  await page.getByRole('button', { name: 'Use this account' }).click()
  const kit = await makeRecoveryKit(page)
  await expect(page.getByRole('heading', { name: 'Inbox', exact: true })).toBeVisible()
  return kit
}

/** The row of a message in the list that is shown. */
export function messageRow(page: Page, subject: string | RegExp): Locator {
  return page.getByRole('listbox', { name: 'Messages' }).getByRole('option').filter({ hasText: subject })
}

/** Chooses a message and gives the reader that shows it. */
export async function openMessage(page: Page, subject: string): Promise<Locator> {
  await messageRow(page, subject).click()
  const reader = page.getByRole('region', { name: 'Message', exact: true })
  await expect(reader.getByRole('heading', { name: subject })).toBeVisible()
  return reader
}

/** The document of the mail that is shown, inside its frame. */
export function messageBody(page: Page): Locator {
  return page.getByTitle('Message text').contentFrame().locator('body')
}

export async function goTo(page: Page, place: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Mailboxes' }).getByRole('button', { name: place }).click()
}

export async function lock(page: Page): Promise<void> {
  await goTo(page, 'Lock')
  await expect(page.getByRole('button', { name: 'Unlock' })).toBeVisible()
}

export async function unlock(page: Page, passphrase = vaultPassphrase): Promise<void> {
  await page.getByLabel('Your passphrase', { exact: true }).fill(passphrase)
  await page.getByRole('button', { name: 'Unlock' }).click()
}

/** The composer, opened by "New message". */
export async function startMessage(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'New message' }).click()
  const composer = page.getByRole('region', { name: 'New message' })
  await expect(composer).toBeVisible()
  return composer
}

/** Adds a recipient as it is typed. */
export async function addRecipient(composer: Locator, address: string, field = 'To'): Promise<void> {
  const input = composer.getByRole('combobox', { name: field, exact: true })
  await input.fill(address)
  await input.press('Enter')
}

/** Types subject and text, and waits until the draft is saved. */
export async function writeText(composer: Locator, subject: string, text: string): Promise<void> {
  await composer.getByLabel('Subject').fill(subject)
  await composer.getByRole('textbox', { name: 'Message' }).fill(text)
  await expect(composer.getByText('Draft saved')).toBeVisible()
}

type Telling = {
  readonly way?: 'In person' | 'By phone' | 'Printed card' | RegExp
  readonly readsOn?: 'Phone' | 'Computer' | 'Not sure'
}

/** On the sheet that shows six words: reads them, says how they are told, and finishes. */
export async function tellPassphrase(page: Page, { way = 'By phone', readsOn = 'Not sure' }: Telling = {}) {
  const sheet = page.getByRole('dialog')
  const words = await readWords(sheet.getByRole('list', { name: 'Passphrase words' }))
  await sheet.getByRole('radio', { name: way, exact: true }).check()
  await sheet.getByRole('radio', { name: readsOn, exact: true }).check()
  await sheet.getByRole('button', { name: 'Done' }).click()
  await expect(sheet).toBeHidden()
  return words
}

/** Answers the questions of the open review with the given buttons, and sends. */
export async function answerReview(page: Page, answers: readonly string[]): Promise<void> {
  const review = page.getByRole('dialog', { name: 'Before this goes' })
  for (const answer of answers) await review.getByRole('button', { name: answer }).click()
  await review.getByRole('button', { name: 'Send now' }).click()
  await expect(review).toBeHidden()
}

/** Lets what was just sent leave now rather than after its ten seconds, and waits until the mail host has it. */
export async function sendHeldNow(page: Page): Promise<void> {
  await expect(page.getByRole('timer').first()).toBeVisible()
  await pressSendNow(page)
  await expect(page.getByRole('timer')).toHaveCount(0)
  await expect(
    page
      .getByText(/^Handed to your mail host \d/)
      .or(page.getByText('Nothing is waiting.'))
      .last(),
  ).toBeVisible()
}

/** "Send now" for what is held; on a slow computer its ten seconds may be over before that is pressed. */
export async function pressSendNow(page: Page): Promise<void> {
  const outbox = page.getByRole('navigation', { name: 'Mailboxes' }).getByRole('button', { name: 'Outbox' })
  const row = page.getByRole('listbox', { name: 'Waiting messages' }).getByRole('option').first()
  await expect(async () => {
    if ((await page.getByRole('timer').count()) === 0) return
    await outbox.click({ timeout: 2000 })
    await row.click({ timeout: 2000 })
    await page.getByRole('button', { name: 'Send now' }).click({ timeout: 2000 })
  }).toPass({ timeout: patienceMs })
}
