import { vectorFamilies } from '../../test/data/html/vectors.ts'
import { expect, test } from '../support/fixtures.ts'
import { rawMail } from '../support/mail.ts'
import { messageBody, openMessage } from '../support/steps.ts'
import { startWatcher } from '../support/watcher.ts'

test('hostile mail in the window: no connection, no script, no navigation, no policy that had to step in', async ({
  lab,
  openPractice,
}) => {
  const { rivera } = lab.people
  const watcher = await startWatcher()

  // Every vector alone, and in every order of layers: test/integration/mime/html-vectors.test.ts.
  const mails = Object.entries(vectorFamilies).map(([family, { vectors }]) => ({
    subject: `Hostile: ${family}.`,
    vectors: vectors.filter((vector) => vector.length < 1_000),
  }))
  const app = await openPractice({
    env: watcher.env,
  })
  const { page } = app
  const place = page.url()
  for (const { subject, vectors } of mails) {
    await test.step(subject, async () => {
      const html = `<p>Begin</p>${vectors.map((vector) => `<div>${vector}</div>`).join('\n')}<p>End</p>`
      const from = { name: 'Somebody', address: 'somebody@elsewhere.test' }
      await lab.deliver(rawMail({ from, to: rivera, subject, html }), rivera.address)
      await openMessage(page, subject)
      await expect(messageBody(page)).toContainText('Begin')
      expect(
        await page.evaluate(() => [typeof (globalThis as { pwn?: unknown }).pwn, document.title]),
      ).toEqual(['undefined', 'Sealpost'])
      expect(page.url()).toBe(place)
      expect(page.frames()).toHaveLength(2)
    })
  }
  await test.step('a link is shown with the host that it goes to, and nothing is opened', async () => {
    const from = { name: 'Somebody', address: 'somebody@elsewhere.test' }
    const html = '<p><a href="https://leak.test/login">https://bank.example</a></p>'
    await lab.deliver(rawMail({ from, to: rivera, subject: 'Your account.', html }), rivera.address)
    await openMessage(page, 'Your account.')
    await messageBody(page).getByText('https://bank.example').click()
    const card = page.getByRole('dialog', { name: 'Where this link goes' })
    await expect(card).toContainText('The text says https://bank.example, but the link goes to leak.test.')
    await card.getByRole('button', { name: 'Cancel' }).click()
    await messageBody(page).getByRole('link').press('Enter')
    await expect(card).toBeVisible()
    expect(page.url()).toBe(place)
  })
  expect(watcher.connections).toEqual([])
  expect(app.problems).toEqual([])

  await test.step('the watcher sees what a page without our layers asks for (positive control)', async () => {
    await app.app.evaluate(async ({ BrowserWindow }) => {
      const window = new BrowserWindow({ show: false })
      await window.loadURL('data:text/html,<img src="https://leak.test/x">')
    })
    await expect.poll(() => watcher.connections).toContain('leak.test')
    await expect.poll(() => app.problems.length).toBe(1)
    app.problems.length = 0
  })
  watcher.close()
})
