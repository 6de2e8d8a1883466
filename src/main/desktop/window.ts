import path from 'node:path'
import { BrowserWindow, type Session } from 'electron'
import { appOrigin } from '../../shared/bridge.ts'

/**
 * The main window, hidden until it has painted.
 * @param bundleDir folder of the main bundle, beside which the preload bundle lies
 */
export function createMainWindow(bundleDir: string, session: Session, isEvaluation: boolean): BrowserWindow {
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    minWidth: 900,
    minHeight: 600,
    show: false,
    title: isEvaluation ? 'Sealpost (evaluation, not for patient data)' : 'Sealpost',
    webPreferences: {
      preload: path.join(bundleDir, '../preload/index.cjs'),
      session,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      spellcheck: false,
      devTools: isEvaluation,
    },
  })
  // The title never shows what is on the page: it stands in the task bar of a locked screen.
  window.on('page-title-updated', (event) => {
    event.preventDefault()
  })
  window.once('ready-to-show', () => {
    window.show()
  })
  return window
}

/** Resolves once the app's page is there. */
export async function loadApp(window: BrowserWindow): Promise<void> {
  await window.loadURL(`${appOrigin}/`)
}
