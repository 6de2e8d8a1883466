import { once } from 'node:events'
import net, { type AddressInfo } from 'node:net'
import { appOrigin } from '../../src/shared/bridge.ts'
import { vectorFamilies } from '../../test/data/html/vectors.ts'
import { expect, test } from '../support/fixtures.ts'
import { rawMail } from '../support/mail.ts'
import { messageBody, openMessage } from '../support/steps.ts'

test('hostile mail in the window: no connection, no script, no navigation, no policy that had to step in', async ({
  lab,
  openPractice,
}) => {
  const { rivera } = lab.people
  const connections: string[] = []
  const watcher = net.createServer((socket) => {
    connections.push('connected')
    socket.on('error', () => socket.destroy())
    socket.destroy()
  })
  watcher.listen(0, '127.0.0.1')
  await once(watcher, 'listening')
  const { port } = watcher.address() as AddressInfo

  const mails = Object.entries(vectorFamilies).flatMap(([family, vectors]) => [
    { subject: `Hostile: ${family}.`, vectors },
    // A vector that swallows what follows it would hide the rest: so once more, the other way round.
    { subject: `Reversed: ${family}.`, vectors: vectors.toReversed() },
  ])
  for (const { subject, vectors } of mails) {
    const html = `<p>Begin</p>${vectors.map((vector) => `<div>${vector}</div>`).join('\n')}<p>End</p>`
    const from = { name: 'Somebody', address: 'somebody@elsewhere.test' }
    await lab.deliver(rawMail({ from, to: rivera, subject, html }), rivera.address)
  }
  const app = await openPractice({
    env: {
      STANDIN_NETWORK: 'open',
      STANDIN_WATCHER: `127.0.0.1:${String(port)}`,
      STANDIN_ORIGINS: appOrigin,
    },
  })
  const { page } = app
  const place = page.url()
  for (const { subject } of mails) {
    await test.step(subject, async () => {
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
  expect(connections).toEqual([])
  expect(app.problems).toEqual([])

  await test.step('the watcher sees what a page without our layers asks for (positive control)', async () => {
    const connected = once(watcher, 'connection')
    await app.app.evaluate(async ({ BrowserWindow }) => {
      const window = new BrowserWindow({ show: false })
      await window.loadURL('data:text/html,<img src="https://leak.test/x">')
    })
    await connected
    await expect.poll(() => app.problems.length).toBe(1)
    app.problems.length = 0
  })
  watcher.close()
})
