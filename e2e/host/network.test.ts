import { createServer, type Server } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { eventually, launchFixture, type Fixture } from './fixture/launch.ts'

const origin = 'https://fixture.invalid'

/** The address of the page, once all that it asked for has been decided. */
async function settledUrl(fixture: Fixture): Promise<string> {
  await fixture.page.evaluate(() => fetch('/echo', { method: 'POST', body: 'settled' }))
  return fixture.page.url()
}

describe('an app that refuses', () => {
  let fixture: Fixture
  beforeAll(async () => {
    fixture = await launchFixture()
  })
  afterAll(() => fixture.close())

  test('answers its own requests, with bytes', async () => {
    const answer = await fixture.page.evaluate(async () => {
      const response = await fetch('/echo', { method: 'POST', body: new Uint8Array([0, 200, 10]) })
      return {
        status: response.status,
        method: response.headers.get('x-method'),
        bytes: [...(await response.bytes())],
      }
    })
    expect(answer).toEqual({ status: 200, method: 'POST', bytes: [0, 200, 10] })
  })

  test.each([
    ['another host', 'https://elsewhere.invalid/', { status: 0, seen: true }],
    ['its own host, unknown path', `${origin}/absent`, { status: 404, seen: true }],
  ])('answers all https itself: %s', async (_name, url, expected) => {
    const status = await fixture.page.evaluate(
      (target) =>
        fetch(target, { mode: 'no-cors' }).then(
          (response) => response.status,
          () => -1,
        ),
      url,
    )
    expect(status).toBe(expected.status)
    expect((await fixture.seen()).requests).toContain(`GET ${url}`)
  })

  test('fails a request whose handler throws', async () => {
    const outcome = await fixture.page.evaluate(() => fetch('/broken').catch(() => 'failed'))
    expect(outcome).toBe('failed')
  })

  test('asks webRequest about the schemes that it does not handle, never about https', async () => {
    const url = 'http://plain.invalid/pixel.png'
    await fixture.page.evaluate(
      (target) =>
        new Promise((resolve) => {
          const image = new Image()
          image.onerror = resolve
          image.src = target
        }),
      url,
    )
    const { webRequests } = await fixture.seen()
    expect(webRequests.filter((each) => !each.startsWith('http://plain.invalid/'))).toEqual([])
    // A page of https upgrades its images; whichever scheme was tried, somebody was asked and refused.
    const asked = [...webRequests, ...(await fixture.seen()).requests].filter((each) =>
      each.includes('plain.invalid'),
    )
    expect(asked).not.toEqual([])
  })

  test('keeps the page where it is: a link', async () => {
    await fixture.page.getByRole('link', { name: 'Away' }).click()
    expect(await settledUrl(fixture)).toBe(`${origin}/`)
    const { navigations, requests } = await fixture.seen()
    expect(navigations).toContain('will-frame-navigate https://elsewhere.invalid/')
    expect(requests).not.toContain('GET https://elsewhere.invalid/x')
  })

  test('keeps the page where it is: a script', async () => {
    await fixture.page.evaluate(() => {
      location.href = '/child'
    })
    await eventually(async () => (await fixture.seen()).navigations).toContain(
      `will-navigate ${origin}/child`,
    )
    expect(await settledUrl(fixture)).toBe(`${origin}/`)
  })

  test('keeps a frame where it is: a redirect', async () => {
    await fixture.page.evaluate(() => {
      const frame = document.createElement('iframe')
      frame.src = '/moved'
      document.body.append(frame)
    })
    await eventually(async () => (await fixture.seen()).navigations).toContain(
      `will-redirect ${origin}/child`,
    )
    const urls = fixture.page.frames().map((frame) => frame.url())
    expect(urls.filter((url) => url === `${origin}/child`)).toHaveLength(1)
  })

  test('lets a move within the page be', async () => {
    await fixture.page.evaluate(() => {
      location.hash = 'here'
    })
    await eventually(async () => (await fixture.seen()).starts).toContain(`within ${origin}/#here`)
    expect(fixture.page.url()).toBe(`${origin}/#here`)
    await fixture.page.evaluate(() => {
      history.replaceState(null, '', '/')
    })
  })

  test('lets Playwright reload the page', async () => {
    await fixture.page.reload()
    expect(await fixture.page.evaluate(() => window.early)).toBe(5)
  })

  test.each([
    ['a script', (url: string) => window.open(url) === null],
    [
      'a link without opener',
      (_url: string) => {
        document.querySelector<HTMLAnchorElement>('a[target=_blank]')?.click()
        return true
      },
    ],
  ])('opens no popup: %s', async (_name, open) => {
    const url = 'https://elsewhere.invalid/new'
    const before = (await fixture.seen()).popups.length
    await fixture.page.evaluate(open, url)
    await eventually(async () => (await fixture.seen()).popups.slice(before)).toEqual([url])
    await eventually(() => fixture.app.windows().length).toBe(1)
    expect((await fixture.seen()).requests).not.toContain(`GET ${url}`)
  })

  test('opens no popup: a sandboxed frame', async () => {
    const before = (await fixture.seen()).popups.length
    await fixture.page.frame({ name: 'boxed' })?.evaluate(() => {
      window.open('https://elsewhere.invalid/from-box')
    })
    await eventually(async () => (await fixture.seen()).popups.slice(before)).toEqual([
      'https://elsewhere.invalid/from-box',
    ])
    await eventually(() => fixture.app.windows().length).toBe(1)
    expect((await fixture.seen()).requests).not.toContain('GET https://elsewhere.invalid/from-box')
  })

  test.each(['geolocation', 'notifications', 'camera', 'clipboard-read'])('grants no %s', async (name) => {
    const state = await fixture.page.evaluate(
      async (permission) => (await navigator.permissions.query({ name: permission as PermissionName })).state,
      name,
    )
    expect(state).toBe('denied')
  })

  test("notes a policy's refusals", async () => {
    await fixture.page.evaluate(
      () =>
        new Promise((resolve) => {
          const frame = document.createElement('iframe')
          frame.src = '/strict'
          frame.onload = resolve
          document.body.append(frame)
        }),
    )
    const violations = () =>
      fixture.journal().filter((entry) => entry.kind === 'page' && entry.report.kind === 'csp-violation')
    await eventually(violations).toHaveLength(1)
  })
})

describe('an app that refuses nothing', () => {
  let fixture: Fixture
  beforeEach(async () => {
    fixture = await launchFixture({ FIXTURE_LAX: '1' })
    return () => fixture.close()
  })

  test('goes where a link leads', async () => {
    await fixture.page.evaluate(() => {
      location.href = '/child'
    })
    await fixture.page.waitForURL(`${origin}/child`)
    expect(await fixture.page.evaluate(() => typeof window.fixture)).toBe('object')
  })

  test('opens a popup as a window of its own', async () => {
    const opened = fixture.app.waitForEvent('window')
    await fixture.page.evaluate(() => {
      window.open('https://fixture.invalid/child')
    })
    // The browser's own popup appears and is closed; the app's window is the one that stays.
    await opened
    await eventually(() =>
      fixture.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length),
    ).toBe(2)
  })

  test('grants permissions', async () => {
    const state = await fixture.page.evaluate(
      async () => (await navigator.permissions.query({ name: 'geolocation' })).state,
    )
    expect(state).toBe('granted')
  })
})

describe('open mode', () => {
  /** Names that the watcher was asked for, as they stand in the first bytes of TLS. */
  const asked: string[] = []
  let watcher: Server
  let fixture: Fixture
  beforeAll(async () => {
    watcher = createServer((socket) => {
      socket.on('error', () => undefined)
      socket.once('data', (hello) => {
        asked.push(/[a-z0-9.-]+\.(invalid|com|org|net)/.exec(hello.toString('latin1'))?.[0] ?? 'unnamed')
        socket.destroy()
      })
    })
    await new Promise<void>((resolve) => watcher.listen(0, '127.0.0.1', resolve))
    const address = watcher.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    fixture = await launchFixture({
      STANDIN_NETWORK: 'open',
      STANDIN_WATCHER: `127.0.0.1:${port}`,
      STANDIN_ORIGINS: origin,
    })
  })
  afterAll(async () => {
    await fixture.close()
    watcher.close()
  })

  test.each([
    ['an image', 'image-leak.invalid', '<img src="https://image-leak.invalid/pixel.png">'],
    ['an address without a name', 'unnamed', '<img src="https://192.0.2.1/pixel.png">'],
  ])('a leak reaches the watcher: %s', async (_name, host, html) => {
    await fixture.page.evaluate((markup) => {
      document.head.insertAdjacentHTML('beforeend', markup)
    }, html)
    await eventually(() => asked).toContain(host)
  })

  test('a leak reaches the watcher: a connection without a request', async () => {
    const connected = new Promise((resolve) => watcher.once('connection', resolve))
    await fixture.page.evaluate(() => {
      document.head.insertAdjacentHTML(
        'beforeend',
        '<link rel="preconnect" href="https://early-leak.invalid/">',
      )
    })
    await connected
    await eventually(() => asked).toContain('early-leak.invalid')
  })

  test('the app still answers its own origin, and nothing else was asked for', async () => {
    const status = await fixture.page.evaluate(async () => (await fetch('/echo')).status)
    expect(status).toBe(200)
    expect(new Set(asked)).toEqual(new Set(['image-leak.invalid', 'unnamed', 'early-leak.invalid']))
  })
})
