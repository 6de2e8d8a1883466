import { app } from 'electron'
import { askBeforeClosing } from './desktop/close-question.ts'
import { endAfterCrash } from './desktop/crash.ts'
import { startEngineThread } from './desktop/engine-thread.ts'
import { openGate } from './desktop/gate.ts'
import { leaveNothingInCoreDumps } from './desktop/core-dumps.ts'
import { createWindowSession, hardenEveryPage } from './desktop/hardening.ts'
import { readLaunchOptions } from './desktop/launch-options.ts'
import { lockWithTheSystem } from './desktop/lock-triggers.ts'
import { setApplicationMenu } from './desktop/menu.ts'
import { servePages } from './desktop/pages.ts'
import { createDesktopServices } from './desktop/services.ts'
import { createShield } from './desktop/shield.ts'
import { createMainWindow, loadApp } from './desktop/window.ts'

/** Start-up, from top to bottom. */
async function start(): Promise<void> {
  leaveNothingInCoreDumps()
  hardenEveryPage()
  await app.whenReady()

  const bundleDir = import.meta.dirname
  const options = readLaunchOptions(process.env)
  const session = await createWindowSession()
  const services = { ...createDesktopServices(session), ...createShield() }
  const engine = startEngineThread(bundleDir, options, services, endAfterCrash)
  await servePages(session, `${bundleDir}/../renderer`, engine)
  const gate = openGate(engine)
  setApplicationMenu(engine)
  lockWithTheSystem(engine)

  const openWindow = async () => {
    const window = createMainWindow(bundleDir, session, !options.isPackaged)
    askBeforeClosing(window, engine)
    gate.connect(window.webContents)
    app.removeAllListeners('second-instance')
    app.on('second-instance', () => {
      window.restore()
      window.focus()
    })
    await loadApp(window)
  }
  app.on('activate', (_event, hasVisibleWindows) => {
    if (!hasVisibleWindows) {
      void openWindow()
    }
  })
  app.on('window-all-closed', () => {
    app.quit()
  })
  app.once('will-quit', (event) => {
    event.preventDefault()
    void engine.shutdown().finally(async () => {
      await engine.terminate()
      app.exit(0)
    })
  })

  await openWindow()
  process.stdout.write('Sealpost is ready\n')
}

if (app.requestSingleInstanceLock()) {
  void start()
} else {
  app.quit()
}
