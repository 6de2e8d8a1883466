import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Frame, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { useGalleryWindow } from '../../renderer/gallery/window.ts'

const gallery = useGalleryWindow()
let page: Page

beforeEach(() => {
  page = gallery.page
})

/** The frame in which the engine's document of a sample file is shown, in a page of the app's own origin. */
async function show(name: string): Promise<Frame> {
  await gallery.open()
  await page.evaluate((file) => {
    const frame = document.createElement('iframe')
    frame.sandbox.add('allow-scripts')
    frame.src = `/preview/${file}`
    frame.width = '800'
    Object.assign(globalThis, { reports: [] as unknown[] })
    addEventListener('message', ({ data }) => {
      ;(globalThis as unknown as { reports: unknown[] }).reports.push(data)
    })
    document.body.prepend(frame)
  }, name)
  const handle = await page.waitForSelector('iframe')
  const frame = await handle.contentFrame()
  if (!frame) throw new Error('no frame')
  await frame.waitForLoadState()
  return frame
}

const reports = () => page.evaluate(() => (globalThis as unknown as { reports: { type: string }[] }).reports)

describe('a PDF in its frame', () => {
  it('is drawn with the fonts that lie in the app, and can be read aloud', async () => {
    const frame = await show('Report.pdf')
    await frame.locator('li').first().locator('canvas').waitFor()
    expect(await frame.locator('li').count()).toBe(4)
    expect(await frame.locator('li').first().innerText()).toContain('Magnetic resonance imaging')
    const isDrawn = await frame
      .locator('canvas')
      .first()
      .evaluate(async (canvas: HTMLCanvasElement) => {
        const copy = new OffscreenCanvas(canvas.width, canvas.height)
        const context = copy.getContext('2d')
        context?.drawImage(await createImageBitmap(canvas), 0, 0)
        // Where the heading stands: letters without their font would leave it white.
        const { data } = context!.getImageData(
          canvas.width * 0.1,
          canvas.height * 0.07,
          canvas.width * 0.4,
          40,
        )
        return data.some((value, index) => index % 4 < 3 && value < 100)
      })
    expect(isDrawn).toBe(true)
    expect(await reports()).toContainEqual({ type: 'pages', count: 4, isCut: false })
  })

  it('that would take days to draw is ended, and neither the window nor the frame waits for it', async () => {
    const frame = await show('Endless.pdf')
    await expect.poll(reports).toContainEqual({ type: 'pages', count: 1, isCut: false })
    const longest = await page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          let [longest, last] = [0, performance.now()]
          const end = last + 2000
          const tick = () => {
            const now = performance.now()
            longest = Math.max(longest, now - last)
            last = now
            if (now < end) setTimeout(tick, 5)
            else resolve(longest)
          }
          tick()
        }),
    )
    expect(longest).toBeLessThan(5000)
    expect(await frame.evaluate(() => 1 + 1)).toBe(2)
    await expect.poll(reports).toContainEqual({ type: 'failed', reason: 'too-slow' })
  })

  it('that is none says so', async () => {
    await show('Broken.pdf')
    await expect.poll(reports).toContainEqual({ type: 'failed', reason: 'damaged' })
  })
})

describe('what took over the frame of a PDF', () => {
  let watcher: Server
  let asked: number
  beforeAll(async () => {
    watcher = createServer((_request, response) => {
      asked += 1
      response.writeHead(200, { 'access-control-allow-origin': '*' }).end('seen')
    })
    await new Promise<void>((resolve) => watcher.listen(0, '127.0.0.1', resolve))
  })
  afterAll(() => new Promise((resolve) => watcher.close(resolve)))
  beforeEach(() => {
    asked = 0
  })

  /** Every way out that a script has; true for each that a server saw, or that ran. */
  const waysOut = async (frame: Frame) => {
    const { port } = watcher.address() as AddressInfo
    return frame.evaluate(
      async (url) => {
        const worked = (act: () => unknown) =>
          Promise.resolve()
            .then(act)
            .then(
              () => true,
              () => false,
            )
        const picture = (src: string) =>
          new Promise((resolve, reject) => {
            const image = new Image()
            image.onload = resolve
            image.onerror = reject
            image.src = src
          })
        return {
          fetch: await worked(() => fetch(url)),
          ownOrigin: await worked(() => fetch('/preview/pdf.js')),
          picture: await worked(() => picture(`${url}/a.png`)),
          eval: await worked(() => Reflect.construct(Function, ['return 1'])),
          parent: await worked(() => parent.document.title),
          storage: await worked(() => localStorage.length),
        }
      },
      `http://127.0.0.1:${String(port)}`,
    )
  }
  const nothing = {
    fetch: false,
    ownOrigin: false,
    picture: false,
    eval: false,
    parent: false,
    storage: false,
  }

  it('reaches no server, no page of the app and no storage, and makes no code', async () => {
    const frame = await show('Report.pdf')
    await frame.locator('canvas').first().waitFor()
    expect(await waysOut(frame)).toEqual(nothing)
    expect(asked).toBe(0)
  })

  it('would, in a page without that policy (positive control)', async () => {
    const { port } = watcher.address() as AddressInfo
    await page.goto(`http://127.0.0.1:${String(port)}`)
    expect(await waysOut(page.mainFrame())).toMatchObject({ fetch: true, eval: true, storage: true })
    expect(asked).toBeGreaterThan(0)
  })
})
