import type { ElectronApplication, Page } from '@playwright/test'
import { expect, test } from '../support/fixtures.ts'
import { rawMail } from '../support/mail.ts'
import { goTo, openMessage, unlock } from '../support/steps.ts'

/** Stands for what the window has put on the system's clipboard: the stand-in's is its own. */
const putOnClipboard = (app: ElectronApplication, text: string) =>
  app.evaluate(({ clipboard }, given) => clipboard.writeText(given), text)
const onClipboard = (app: ElectronApplication) => app.evaluate(({ clipboard }) => clipboard.readText())
const isHidden = (app: ElectronApplication) =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((each) => each.isContentProtected()))

async function expectLocked(page: Page, gone: string): Promise<void> {
  await expect(page.getByRole('button', { name: 'Unlock' })).toBeVisible()
  await expect(page.getByText('Nothing comes in or goes out while locked.')).toBeVisible()
  // Nothing of the mail is left in the page, also not where nobody sees it.
  expect(await page.content()).not.toContain(gone)
  expect(await page.title()).not.toContain(gone)
}

test('sleep, a locked screen and a lid lock the vault; the clipboard is emptied of what was copied here', async ({
  lab,
  openPractice,
}) => {
  const { rivera, maria } = lab.people
  await lab.deliver(
    rawMail({ from: maria, to: rivera, subject: 'About osprey-lantern', text: 'Text of osprey-lantern.' }),
    rivera.address,
  )
  const { app, page } = await openPractice()

  for (const event of ['suspend', 'resume', 'lock-screen'] as const) {
    await test.step(event, async () => {
      await openMessage(page, 'About osprey-lantern')
      await app.evaluate(({ powerMonitor }, name) => {
        // Typed for each event by itself.
        ;(powerMonitor as unknown as { emit: (name: string) => void }).emit(name)
      }, event)
      await expectLocked(page, 'osprey-lantern')
      await unlock(page)
    })
  }

  await test.step('the screen of a Linux desktop', async () => {
    await openMessage(page, 'About osprey-lantern')
    await app.evaluate(({ powerMonitor }) => {
      powerMonitor.getSystemIdleState = () => 'locked'
    })
    await expectLocked(page, 'osprey-lantern')
    await app.evaluate(({ powerMonitor }) => {
      powerMonitor.getSystemIdleState = () => 'active'
    })
    await unlock(page)
  })

  await test.step('a copy made here goes, what another program copied since stays', async () => {
    const suspend = () => app.evaluate(({ powerMonitor }) => powerMonitor.emit('suspend'))
    const copyAddress = async () => {
      await openMessage(page, 'About osprey-lantern')
      await page.getByRole('button', { name: maria.address, exact: true }).click()
      await page.getByRole('menuitem', { name: /^Copy/ }).click()
      await expect(page.getByText(/^Copied/)).toBeVisible()
    }
    const reads = await app.evaluateHandle(({ clipboard }) => {
      const counter = { count: 0 }
      const read = clipboard.readText
      clipboard.readText = () => {
        counter.count += 1
        return read()
      }
      return counter
    })
    const copyAndBeNoted = async () => {
      const before = await reads.evaluate(({ count }) => count)
      await copyAddress()
      await expect.poll(() => reads.evaluate(({ count }) => count)).toBeGreaterThan(before)
    }
    await putOnClipboard(app, maria.address)
    await copyAndBeNoted()
    await suspend()
    await expectLocked(page, 'osprey-lantern')
    await expect.poll(() => onClipboard(app)).toBe('')
    await unlock(page)

    await putOnClipboard(app, maria.address)
    await copyAndBeNoted()
    await putOnClipboard(app, 'of another program')
    await suspend()
    await expectLocked(page, 'osprey-lantern')
    await unlock(page)
    await expect(page.getByRole('heading', { name: 'Inbox', exact: true })).toBeVisible()
    expect(await onClipboard(app)).toBe('of another program')
  })
})

test('windows are left out of pictures of the screen unless a person says otherwise, and always while locked', async ({
  openPractice,
}) => {
  const { app, page } = await openPractice()
  expect(await isHidden(app)).toEqual([true])
  await goTo(page, 'Settings')
  await page.getByRole('button', { name: 'Passphrase and recovery' }).click()
  await page.getByRole('switch', { name: 'Keep the window out of screenshots and shared screens' }).click()
  await expect.poll(() => isHidden(app)).toEqual([false])
  await goTo(page, 'Lock')
  await expect(page.getByRole('button', { name: 'Unlock' })).toBeVisible()
  await expect.poll(() => isHidden(app)).toEqual([true])
  await unlock(page)
  await expect.poll(() => isHidden(app)).toEqual([false])
})
