import { setTimeout as delay } from 'node:timers/promises'
import type { Page } from '@playwright/test'
import { seededRandom } from '../../test/support/random.ts'
import { readSealedText } from '../../bench/faults/sealed-text.ts'
import { expect, test } from '../support/fixtures.ts'
import { addRecipient, goTo, pressSendNow, startMessage, unlock, writeText } from '../support/steps.ts'
import { patienceMs } from '../lab/patience.ts'

/** What is done last before the power goes, and by how many milliseconds at most it goes later. */
const moments = [
  { name: 'the draft is saved', spreadMs: 300 },
  { name: 'Send is pressed', spreadMs: 120 },
  { name: 'the message is held', spreadMs: 2000 },
  { name: 'Send now is pressed', spreadMs: 60 },
  { name: 'it is on its way', spreadMs: 800 },
] as const

for (const [seed, { name, spreadMs }] of moments.entries()) {
  const afterMs = Math.floor(seededRandom(seed + 1)() * spreadMs)
  test(`the whole app killed ${String(afterMs)} ms after ${name}: nothing lost, nothing sent twice`, async ({
    lab,
    template,
    openPractice,
    openApp,
  }) => {
    const { maria } = lab.people
    const canary = `heron-${String(seed)}-by-the-river`
    const before = (await lab.mailbox(maria.address).list()).length
    const { page, app, userDataDir } = await openPractice()
    const composer = await startMessage(page)
    await addRecipient(composer, maria.address)
    await writeText(composer, `About ${canary}`, 'Ten minutes each morning.')
    const steps = [
      () => composer.getByRole('button', { name: 'Send', exact: true }).click({ noWaitAfter: true }),
      () => expect(page.getByRole('timer')).toHaveText(/^Leaves in \d+ s$/),
      () => pressSendNow(page),
      () => expect(page.getByRole('button', { name: 'Send now' })).toHaveCount(0),
    ]
    for (const step of steps.slice(0, seed)) await step()
    await delay(afterMs)
    const gone = new Promise((resolve) => app.process().once('exit', resolve))
    app.process().kill('SIGKILL')
    await gone

    const { page: again } = await openApp({ userDataDir })
    await unlock(again)
    await expect(again.getByRole('heading', { name: 'Inbox', exact: true })).toBeVisible()
    const arrived = async (): Promise<number> => {
      const mails = (await lab.mailbox(maria.address).list()).slice(before)
      const texts = await Promise.all(mails.map(({ raw }) => readSealedText(raw, template.words.maria)))
      return texts.filter((text) => text.includes(canary)).length
    }
    const isIn = (list: string) =>
      again.getByRole('listbox', { name: list }).getByRole('option').filter({ hasText: canary }).isVisible()
    const askedAbout = again.getByRole('button', { name: 'Send the same again' })
    await goTo(again, 'Drafts')
    await expect(
      again.getByText('Nothing here.').or(again.getByRole('listbox', { name: 'Drafts' })),
    ).toBeVisible()
    if (await isIn('Drafts')) {
      expect(seed).toBeLessThan(2)
      expect(await arrived()).toBe(0)
      return
    }
    expect(seed).toBeGreaterThan(0)
    await expect(async () => {
      if ((await arrived()) > 0) return
      await openWaiting(again)
      const sendNow = again.getByRole('button', { name: 'Send now' })
      if (await sendNow.isVisible()) await sendNow.click()
      await expect(askedAbout).toBeVisible({ timeout: 500 })
    }).toPass({ timeout: patienceMs })
    // Long enough for a second delivery, were there one: the queue of the next start is at rest.
    await expect(again.getByRole('timer')).toHaveCount(0)
    await delay(1500)
    expect(await arrived()).toBeLessThanOrEqual(1)
  })
}

async function openWaiting(page: Page): Promise<void> {
  // It may have left meanwhile: then nobody waits for an Outbox or a row that won't come.
  const soon = { timeout: 10_000 }
  await page
    .getByRole('navigation', { name: 'Mailboxes' })
    .getByRole('button', { name: 'Outbox' })
    .click(soon)
  await page.getByRole('listbox', { name: 'Waiting messages' }).getByRole('option').first().click(soon)
}
