import { cp } from 'node:fs/promises'
import path from 'node:path'
import { startEngineProcess } from '../../bench/engine/engine-process.ts'
import type { EngineClient } from '../../src/shared/contract/index.ts'
import type { Lab } from '../lab/index.ts'
import { startFickleLine } from '../support/fickle-line.ts'
import { expect, test } from '../support/fixtures.ts'
import { prepareTemplate, vaultPassphrase } from '../support/practice.ts'
import { goTo, sendHeldNow } from '../support/steps.ts'
import { patienceMs } from '../lab/patience.ts'

test('another computer writes on the draft on screen: its text is shown, and nothing asked about the other goes', async ({
  lab,
  openPractice,
  scratch,
}) => {
  // Three computers' worth of unlocking.
  test.slow()
  const line = await startFickleLine(lab.imap.implicit)
  const behindLine = { ...lab, imap: { ...lab.imap, implicit: line.server } }
  const { folder: here } = await prepareTemplate(behindLine, path.join(scratch, 'here'))
  const elsewhere = computerOf(lab, path.join(scratch, 'elsewhere'))
  await cp(here, elsewhere.folder, { recursive: true })
  await elsewhere.write(async ({ drafts }) => {
    const draft = await drafts.create({ kind: 'new', to: [lab.people.maria], subject: 'Tuesday' })
    await drafts.save({ ...draft, content: { ...draft.content, html: '<p>See you at three.</p>' } })
  })
  await elsewhere.letCopy()

  const { page } = await openPractice({ from: here })
  await goTo(page, 'Drafts')
  await page
    .getByRole('listbox', { name: 'Drafts' })
    .getByRole('option')
    .filter({ hasText: 'Tuesday' })
    .click()
  const composer = page.getByRole('region', { name: 'New message' })
  const body = composer.getByRole('textbox', { name: 'Message' })
  await expect(body).toHaveText('See you at three.')
  await composer.getByRole('button', { name: 'Review' }).click()
  const review = page.getByRole('dialog', { name: 'Before this goes' })
  await expect(review.getByRole('button', { name: 'Send now' })).toBeEnabled()

  await test.step('the review of the other text is put away, and the composer begins anew', async () => {
    await elsewhere.write(async ({ drafts }) => {
      const [draft] = await drafts.list()
      if (draft === undefined) throw new Error('no draft')
      await drafts.save({ ...draft, content: { ...draft.content, html: '<p>See you at four.</p>' } })
    })
    await elsewhere.letCopy()
    await expect(review).toBeVisible()
    // After an interruption every mailbox is looked at.
    line.failAfter(0)
    line.restore()
    await expect(body).toHaveText('See you at four.')
    await expect(review).toBeHidden()
    await expect(page.getByText('Another computer of your practice wrote on this draft.')).toBeVisible()
  })

  await test.step('what was read goes', async () => {
    const mailbox = lab.mailbox(lab.people.maria.address)
    const before = (await mailbox.list()).length
    await composer.getByRole('button', { name: 'Send', exact: true }).click()
    await sendHeldNow(page)
    expect(await mailbox.waitFor(before + 1)).toHaveLength(before + 1)
  })
  await line.close()
})

/** Another computer of the practice, with a vault of its own in `folder`. */
function computerOf(lab: Lab, folder: string) {
  let minutes = 0
  const run = async (work: (client: EngineClient) => Promise<void>) => {
    const engine = startEngineProcess(folder, lab.caPath, { clockOffsetMs: minutes * 60_000 })
    try {
      await engine.client.vault.unlock({ passphrase: vaultPassphrase })
      await work(engine.client)
    } finally {
      await engine.stop()
    }
  }
  const copies = async () => {
    const found = await lab.mailbox(lab.people.rivera.address).list('Drafts')
    return found.map(({ raw }) => /^Message-ID: .*/im.exec(raw.toString('latin1'))?.[0])
  }
  return {
    folder,
    write: run,
    /** A minute later what was written has rested: it becomes the one copy on the host. */
    letCopy: async () => {
      const before = await copies()
      minutes += 1
      await run(() =>
        expect(async () => {
          const [copy, ...others] = await copies()
          expect(copy).toBeDefined()
          expect(before).not.toContain(copy)
          expect(others).toEqual([])
        }).toPass({ timeout: patienceMs }),
      )
    },
  }
}
