import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchFixture, type Fixture } from './fixture/launch.ts'

/** The window may close under the click, which Playwright takes as a failure. */
const choose = (dialog: Page, name: string) =>
  Promise.allSettled([dialog.getByRole('button', { name }).click()])

/** With a display, as a person at the screen has it; without Xvfb there is none to be had. */
describe.skipIf(!existsSync('/usr/bin/Xvfb'))('on a screen', () => {
  let display: ChildProcess
  let fixture: Fixture
  beforeAll(async () => {
    display = spawn(
      '/usr/bin/Xvfb',
      ['-displayfd', '3', '-screen', '0', '1920x1080x24', '-nolisten', 'tcp'],
      {
        stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
      },
    )
    const number = await new Promise<string>((resolve) => {
      display.stdio[3]?.once('data', (text: Buffer) => {
        resolve(text.toString().trim())
      })
    })
    fixture = await launchFixture({ DISPLAY: `:${number}`, STANDIN_HEADLESS: '0' })
  })
  afterAll(async () => {
    await fixture.close()
    display.kill()
  })

  test('the window has no frame of a browser', async () => {
    const sizes = await fixture.page.evaluate(() => [innerWidth, innerHeight, outerWidth, outerHeight])
    expect(sizes).toEqual([900, 640, 900, 640])
  })

  test("keys that are the browser's go to the menu", async () => {
    const windows = fixture.app.windows().length
    await fixture.page.keyboard.press('Control+n')
    await fixture.page.evaluate(() => window.fixture.invoke('echo'))
    expect((await fixture.seen()).pressed).toEqual(['New'])
    expect(fixture.app.windows()).toHaveLength(windows)
  })

  test('a file dialog is a window with a picker', async () => {
    const file = path.join(fixture.dir, 'picked.txt')
    writeFileSync(file, 'text')
    const opened = fixture.app.waitForEvent('window')
    const answer = fixture.page.evaluate(() => window.fixture.invoke('ask-open'))
    const dialog = await opened
    await dialog.getByLabel('File').setInputFiles(file)
    await choose(dialog, 'Open')
    expect(await answer).toEqual({ canceled: false, filePaths: [file] })
  })

  test('a save dialog proposes a path, and may be canceled', async () => {
    const opened = fixture.app.waitForEvent('window')
    const answer = fixture.page.evaluate(() => window.fixture.invoke('ask-save'))
    const dialog = await opened
    expect(await dialog.getByLabel('Save as').inputValue()).toBe('report.csv')
    await choose(dialog, 'Cancel')
    expect(await answer).toEqual({ canceled: true, filePath: '' })
  })

  test('a question is answered by its buttons', async () => {
    const opened = fixture.app.waitForEvent('window')
    const answer = fixture.page.evaluate(() => window.fixture.invoke('ask-question'))
    await choose(await opened, 'Yes')
    expect(await answer).toEqual({ response: 0, checkboxChecked: false })
  })
})
