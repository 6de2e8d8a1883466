import { openChannel } from '../channel.ts'
import type { DriverProcedures, HostProcedures } from '../contract.ts'
import { startChromium, type Chromium } from './chromium.ts'
import { Network } from './network.ts'
import { Relay } from './relay.ts'
import type { SharedState } from './window-page.ts'
import { Windows } from './windows.ts'

interface Browser {
  chromium: Chromium
  windows: Windows
  network: Network
  shared: SharedState
  relay: Relay | null
}

let browser: Browser | undefined
function started(): Browser {
  if (browser === undefined) {
    throw new Error('The browser has not been started.')
  }
  return browser
}
const page = (windowId: number) => started().windows.page(windowId)

const procedures: DriverProcedures = {
  launch: async (options) => {
    const { colorScheme, headless, network: mode } = options
    const relay = mode.mode === 'open' && mode.takesProxy ? await Relay.open(mode.watcher) : null
    const chromium = await startChromium(
      mode.mode === 'open' && relay !== null
        ? { ...options, network: { ...mode, watcher: relay.address } }
        : options,
    )
    const shared: SharedState = {
      startedWithScheme: colorScheme,
      colorScheme,
      headless,
      accelerators: [],
      keepsPartitionsInMemory: options.network.mode === 'hermetic',
    }
    const windows = new Windows(chromium, shared, host)
    const network = new Network(
      chromium.connection.browser,
      options.network,
      host,
      () => windows.pages(),
      (frameId) => windows.isUnwanted(frameId),
    )
    browser = { chromium, windows, network, shared, relay }
    void chromium.exited.then(() => host.tell('browserGone', undefined))
    await Promise.all([network.enable(), windows.start()])
    const { product } = await chromium.connection.browser.send('Browser.getVersion')
    return { version: product.replace(/^.*\//, '') }
  },
  openWindow: (options) => started().windows.open(options),
  closeWindow: ({ windowId }) => started().windows.close(windowId),
  navigate: async ({ windowId, url }) => page(windowId).navigations.load(url),
  reload: async ({ windowId }) => {
    await page(windowId).session.send('Page.reload')
  },
  setBounds: ({ windowId, bounds }) => started().windows.setBounds(windowId, bounds),
  setWindowState: ({ windowId, state }) => started().windows.setState(windowId, state),
  bringToFront: ({ windowId }) => started().windows.bringToFront(windowId),
  evaluate: async ({ windowId, frameId, code }) => {
    const frame = page(windowId).frames.get(frameId)
    if (frame === undefined) {
      throw new Error('The frame is gone.')
    }
    const { result, exceptionDetails } = await frame.session.send('Runtime.evaluate', {
      expression: code,
      awaitPromise: true,
      returnByValue: true,
    })
    if (exceptionDetails !== undefined) {
      throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
    }
    return result.value as unknown
  },
  screenshot: async ({ windowId }) => {
    const { data } = await page(windowId).session.send('Page.captureScreenshot', { format: 'png' })
    return Buffer.from(data, 'base64')
  },
  printToPdf: async ({ windowId, parameters }) => {
    const { data } = await page(windowId).session.send('Page.printToPDF', parameters)
    return Buffer.from(data, 'base64')
  },
  setColorScheme: async ({ scheme }) => {
    started().shared.colorScheme = scheme
    await Promise.all(
      started()
        .windows.pages()
        .map((each) => each.applyColorScheme()),
    )
  },
  setAccelerators: async ({ accelerators }) => {
    started().shared.accelerators = accelerators
    await Promise.all(
      started()
        .windows.pages()
        .map((each) => each.applyAccelerators()),
    )
  },
  setPermissions: ({ windowId, origin, granted }) =>
    started().windows.setPermissions(windowId, origin, granted),
  setProxy: async ({ proxy }) => {
    started().relay?.setProxy(proxy)
  },
  deliver: (message) => page(message.windowId).deliver(message),
  close: async () => {
    await browser?.chromium.close()
  },
}

/** However the app's process ends, its browser ends with it. */
const host = openChannel<HostProcedures>(process, procedures, () => {
  void procedures.close().finally(() => process.exit())
})

// A terminal's interrupt reaches the whole group; the app decides when its windows close.
process.on('SIGINT', () => undefined)
