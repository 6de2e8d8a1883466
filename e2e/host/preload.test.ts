import type { BrowserWindow } from 'electron'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import type { JSHandle } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { eventually, launchFixture, type Fixture } from './fixture/launch.ts'

let fixture: Fixture
beforeAll(async () => {
  fixture = await launchFixture()
})
afterAll(() => fixture.close())

describe('the window', () => {
  test('paints in the size it was given', async () => {
    expect(await fixture.page.evaluate(() => [innerWidth, innerHeight])).toEqual([900, 640])
    const picture = await fixture.page.screenshot()
    expect(picture.length).toBeGreaterThan(1000)
  })

  test('is told apart by Playwright', async () => {
    const handle = (await fixture.app.browserWindow(fixture.page)) as JSHandle<BrowserWindow>
    expect(await handle.evaluate((window) => window.getSize())).toEqual([900, 640])
  })

  test('knows its own title', async () => {
    const handle = (await fixture.app.browserWindow(fixture.page)) as JSHandle<BrowserWindow>
    await eventually(() => handle.evaluate((window) => window.getTitle())).toBe('Fixture')
  })

  test('runs its worker threads without electron', async () => {
    await eventually(async () => (await fixture.seen()).worker).toEqual({ hasElectron: false, argv: [] })
  })
})

describe('the preload', () => {
  test("is there before the page's first script", async () => {
    expect(await fixture.page.evaluate(() => window.early)).toBe(5)
  })

  test('leaks no global but what it exposes', async () => {
    const added = await fixture.page.evaluate(() => {
      const frame = document.createElement('iframe')
      document.body.append(frame)
      const pristine = new Set(Object.getOwnPropertyNames(frame.contentWindow ?? {}))
      frame.remove()
      return Object.getOwnPropertyNames(window).filter((name) => !pristine.has(name))
    })
    // `early` is the page's own; the named frames are the browser's doing.
    expect(added.filter((name) => !/^\d+$|^__playwright/.test(name)).sort()).toEqual(['early', 'fixture'])
    expect(await fixture.page.evaluate(() => 'leaked' in window)).toBe(false)
  })

  test('exposes what the page can neither change nor replace', async () => {
    const outcome = await fixture.page.evaluate(() => {
      'use strict'
      const attempt = (work: () => void) => {
        try {
          work()
          return 'done'
        } catch (error) {
          return (error as Error).name
        }
      }
      return [
        attempt(() => {
          window.fixture.version = '2'
        }),
        attempt(() => {
          Object.assign(window, { fixture: {} })
        }),
        window.fixture.version,
      ]
    })
    expect(outcome).toEqual(['TypeError', 'TypeError', '1'])
  })

  test('passes values, errors and callbacks', async () => {
    const outcome = await fixture.page.evaluate(() => {
      let error: unknown
      try {
        window.fixture.fail()
      } catch (thrown) {
        error = thrown
      }
      return {
        sum: window.fixture.sum(2, 40),
        error: error instanceof TypeError && error.message,
        platform: window.fixture.platform,
      }
    })
    expect(outcome).toEqual({ sum: 42, error: 'refused', platform: process.platform })
  })

  test('reaches nothing of Node', async () => {
    const said = await fixture.page.evaluate(() => {
      try {
        window.fixture.nodeRequire()
        return 'required'
      } catch (error) {
        return (error as Error).message
      }
    })
    expect(said).toBe('module not found: node:fs')
  })

  test('stays out of subframes', async () => {
    for (const name of ['child', 'boxed']) {
      const frame = fixture.page.frame({ name })
      await eventually(() => frame?.evaluate(() => window.sees)).toBe('undefined')
    }
  })

  test('tells the path of a picked file, and of a made one none', async () => {
    const files = ['one.txt', 'two, with a comma.txt'].map((name) => path.join(fixture.dir, name))
    for (const file of files) {
      writeFileSync(file, 'text')
    }
    await fixture.page.getByLabel('Files').setInputFiles(files)
    const paths = await fixture.page.evaluate(() => {
      const picked = [...(document.querySelector('input')?.files ?? [])]
      return window.fixture.pathsOf([...picked, new File(['x'], 'made.txt')])
    })
    expect(paths).toEqual([...files, ''])
  })
})

describe('messages', () => {
  test('from the first line of the preload carry the page they came from', async () => {
    const url = 'https://fixture.invalid/'
    expect((await fixture.seen()).hello).toEqual({
      url,
      origin: 'https://fixture.invalid',
      name: '',
      parent: null,
      top: url,
    })
  })

  test('go both ways, in order', async () => {
    const received = await fixture.page.evaluate(
      () =>
        new Promise<unknown[]>((resolve) => {
          const values: unknown[] = []
          window.fixture.onMessage((value) => {
            values.push(value)
            if (values.length === 50) {
              resolve(values)
            }
          })
          for (let index = 0; index < 50; index++) {
            window.fixture.send('note', index)
          }
        }),
    )
    expect(received).toEqual(Array.from({ length: 50 }, (_, index) => index))
    expect((await fixture.seen()).notes.every((note) => note.isMainFrame)).toBe(true)
  })

  test('are answered, with the values that structured clone knows', async () => {
    const same = await fixture.page.evaluate(async () => {
      const given = [1n, new Date(5), new Map([['a', new Set([1])]]), undefined, { deep: [null] }]
      const [date, map] = ((await window.fixture.invoke('echo', ...given)) as typeof given).slice(1, 3)
      return date instanceof Date && date.getTime() === 5 && map instanceof Map && map.get('a') instanceof Set
    })
    expect(same).toBe(true)
  })

  test.each([
    ['boom', "Error invoking remote method 'boom': Error: main said no"],
    ['absent', "Error invoking remote method 'absent': Error: No handler registered for 'absent'"],
  ])('that fail say so: %s', async (channel, message) => {
    const said = await fixture.page.evaluate(
      (name) => window.fixture.invoke(name).catch((error: unknown) => (error as Error).message),
      channel,
    )
    expect(said).toBe(message)
  })

  test('carry a megabyte there and back', async () => {
    const outcome = await fixture.page.evaluate(async () => {
      const bytes = crypto.getRandomValues(new Uint8Array(65_536))
      const megabyte = new Uint8Array(1_048_576).map((_, index) => bytes[index % bytes.length] ?? 0)
      const [back] = (await window.fixture.invoke('echo', megabyte)) as [Uint8Array]
      return back.length === megabyte.length && back.every((byte, index) => byte === megabyte[index])
    })
    expect(outcome).toBe(true)
  })
})

describe('with a preload in subframes', () => {
  let inFrames: Fixture
  beforeAll(async () => {
    inFrames = await launchFixture({ FIXTURE_PRELOAD_IN_FRAMES: '1' })
  })
  afterAll(() => inFrames.close())

  test.each([
    ['child', { url: 'https://fixture.invalid/child', origin: 'https://fixture.invalid' }],
    ['boxed', { url: 'about:srcdoc', origin: 'null' }],
  ])('each message tells its own frame: %s', async (name, expected) => {
    const frame = await inFrames.page.frame({ name })?.evaluate(() => window.fixture.invoke('frame'))
    const top = 'https://fixture.invalid/'
    expect(frame).toEqual({ ...expected, name, parent: top, top })
  })
})
