import { spawn, spawnSync } from 'node:child_process'
import { appendFileSync, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { eventually, launchFixture, type Fixture } from './fixture/launch.ts'
import { patienceMs } from '../lab/patience.ts'

const executable = path.join(import.meta.dirname, 'bin/electron')

/** Processes that know of a folder: the app, its driver, its browser. */
function processesOf(folder: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(folder)
      } catch {
        return false
      }
    })
}

const browserLeftovers = () => readdirSync(tmpdir()).filter((name) => /chromium/i.test(name))

describe('what the app asks of the system', () => {
  let fixture: Fixture
  let answers: string
  beforeAll(async () => {
    answers = path.join(tmpdir(), `stand-in-answers-${process.pid}.jsonl`)
    fixture = await launchFixture({ STANDIN_DIALOGS: answers })
  })
  afterAll(async () => {
    await fixture.close()
    rmSync(answers, { force: true })
  })
  const ask = (channel: string) => fixture.page.evaluate((name) => window.fixture.invoke(name), channel)
  const prepare = (line: unknown) => {
    appendFileSync(answers, `${JSON.stringify(line)}\n`)
  }

  test('a dialog is answered from the file, each line once', async () => {
    prepare({ dialog: 'save', filePath: '/tmp/one.csv' })
    prepare({ dialog: 'open', filePaths: ['/tmp/a', '/tmp/b'] })
    prepare({ dialog: 'message', response: 'No' })
    prepare({ dialog: 'save', canceled: true })
    expect(await ask('ask-save')).toEqual({ canceled: false, filePath: '/tmp/one.csv' })
    expect(await ask('ask-open')).toEqual({ canceled: false, filePaths: ['/tmp/a', '/tmp/b'] })
    expect(await ask('ask-question')).toEqual({ response: 1, checkboxChecked: false })
    expect(await ask('ask-save')).toEqual({ canceled: true, filePath: '' })
  })

  test('a dialog waits for a line that comes later', async () => {
    const answer = ask('ask-save')
    await fixture.page.evaluate(() => window.fixture.invoke('echo', 'meanwhile'))
    prepare({ dialog: 'save', filePath: '/tmp/late.csv' })
    expect(await answer).toEqual({ canceled: false, filePath: '/tmp/late.csv' })
  })

  test('a dialog is answered by Playwright, as with Electron', async () => {
    await fixture.app.evaluate(({ dialog }) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: '/tmp/by-playwright' })
    })
    expect(await ask('ask-save')).toEqual({ canceled: false, filePath: '/tmp/by-playwright' })
  })

  test('a link for the system browser is noted and goes nowhere', async () => {
    await fixture.page.evaluate(() => window.fixture.invoke('open-link', 'https://example.org/'))
    expect(fixture.journal()).toContainEqual({ kind: 'open-external', target: 'https://example.org/' })
  })

  test('keys of the menu reach it, unless it only shows them or the page takes them', async () => {
    await fixture.page.keyboard.press('Control+j')
    await fixture.page.keyboard.press('Control+n')
    await eventually(async () => (await fixture.seen()).pressed).toEqual(['New'])
    await fixture.page.evaluate(() => {
      addEventListener('keydown', (event) => {
        event.preventDefault()
      })
    })
    await fixture.page.keyboard.press('Control+n')
    await fixture.page.evaluate(() => window.fixture.invoke('echo'))
    expect((await fixture.seen()).pressed).toEqual(['New'])
  })

  test('items of the menu can be chosen by name', async () => {
    await fixture.app.evaluate(({ Menu }) => {
      Menu.getApplicationMenu()
        ?.items.find((item) => item.label === 'File')
        ?.submenu?.items.find((item) => item.label === 'Shown only')
        ?.click()
    })
    expect((await fixture.seen()).pressed).toContain('Shown only')
  })

  test('the dark scheme is what the app says, from the first window on', async () => {
    const isDark = () => fixture.page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)
    expect(await isDark()).toBe(false)
    await fixture.app.evaluate(({ nativeTheme }) => {
      nativeTheme.themeSource = 'dark'
    })
    await eventually(isDark).toBe(true)
    await fixture.app.evaluate(({ nativeTheme }) => {
      nativeTheme.themeSource = 'system'
    })
    await eventually(isDark).toBe(false)
  })

  test("tells the app's name, version and folders", async () => {
    const told = await fixture.app.evaluate(({ app }) => [
      app.getName(),
      app.getVersion(),
      app.getPath('userData'),
      app.isPackaged,
    ])
    expect(told).toEqual(['Fixture', '1.2.3', fixture.userDataDir, false])
  })

  test('prints a page as PDF', async () => {
    const start = await fixture.app.evaluate(async ({ BrowserWindow }) => {
      const pdf = await BrowserWindow.getAllWindows()[0]?.webContents.printToPDF({ printBackground: true })
      return pdf?.subarray(0, 5).toString()
    })
    expect(start).toBe('%PDF-')
  })
})

describe('starting and ending', () => {
  test('a dark system shows a dark page at once', async () => {
    const fixture = await launchFixture({ STANDIN_COLOR_SCHEME: 'dark' })
    expect(await fixture.page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)).toBe(true)
    await fixture.close()
  })

  test('quitting leaves no process and nothing outside the user-data folder', async () => {
    const before = browserLeftovers()
    const fixture = await launchFixture()
    expect(processesOf(fixture.userDataDir).length).toBeGreaterThan(3)
    await fixture.app.close()
    expect(processesOf(fixture.userDataDir)).toEqual([])
    expect(browserLeftovers()).toEqual(before)
    expect(existsSync(path.join(fixture.userDataDir, 'stand-in.lock'))).toBe(false)
    await fixture.close()
  })

  test('what a page keeps in a partition in memory never reaches the disk', async () => {
    const fixture = await launchFixture()
    const canary = `canary-${process.pid}-${Date.now()}`
    await fixture.page.evaluate(async (text) => {
      localStorage.setItem('kept', text)
      document.cookie = `kept=${text}; max-age=9999`
      document.title = text
      document.body.append(Object.assign(document.createElement('textarea'), { value: text }))
      await new Promise((resolve) => {
        const opening = indexedDB.open(text)
        opening.onsuccess = resolve
      })
    }, canary)
    expect(await fixture.page.evaluate(() => localStorage.getItem('kept'))).toBe(canary)
    await fixture.app.close()
    const wide = Buffer.from(canary, 'utf16le')
    const holding = readdirSync(fixture.userDataDir, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name))
      .filter((file) => {
        const bytes = readFileSync(file)
        return bytes.includes(canary) || bytes.includes(wide)
      })
    expect(holding).toEqual([])
    await fixture.close()
  })

  test('a browser that is missing is named', () => {
    const userDataDir = path.join(tmpdir(), `stand-in-missing-${process.pid}`)
    const run = spawnSync(
      executable,
      [path.join(import.meta.dirname, 'fixture'), `--user-data-dir=${userDataDir}`],
      {
        env: { ...process.env, STANDIN_CHROMIUM: '/nowhere/chromium' },
        timeout: patienceMs,
      },
    )
    rmSync(userDataDir, { recursive: true, force: true })
    expect(run.status).toBe(1)
    expect(run.stderr.toString()).toContain("The browser /nowhere/chromium can't be started.")
  })

  test('closing the last window quits', async () => {
    const fixture = await launchFixture()
    const ended = fixture.app.waitForEvent('close')
    await fixture.app.evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()[0]?.close()
    })
    await ended
    expect(processesOf(fixture.userDataDir)).toEqual([])
    await fixture.close()
  })

  test('a killed app takes its browser along, and starts again in the same folder', async () => {
    const fixture = await launchFixture()
    process.kill(fixture.app.process().pid ?? 0, 'SIGKILL')
    const second = spawn(executable, [
      path.join(import.meta.dirname, 'fixture'),
      `--user-data-dir=${fixture.userDataDir}`,
    ])
    const said = await new Promise<string>((resolve) => {
      second.stdout.once('data', (text: Buffer) => {
        resolve(text.toString())
      })
    })
    expect(said).toBe('ready\n')
    const ended = new Promise((resolve) => second.once('exit', resolve))
    second.kill('SIGTERM')
    expect(await ended).toBe(0)
    await eventually(() => processesOf(fixture.userDataDir)).toEqual([])
    await fixture.close()
  })

  test('a second start tells the first, and ends', async () => {
    const fixture = await launchFixture()
    const second = spawnSync(executable, [
      path.join(import.meta.dirname, 'fixture'),
      `--user-data-dir=${fixture.userDataDir}`,
      'mailto:maria@example.org',
    ])
    expect(second.status).toBe(0)
    await eventually(async () => (await fixture.seen()).secondStart).toContain('mailto:maria@example.org')
    await fixture.close()
  })
})
