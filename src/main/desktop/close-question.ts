import { powerMonitor, type BrowserWindow } from 'electron'
import type { EngineThread } from './engine-thread.ts'

/**
 * Lets the window ask about a message in the hold before it closes, and with it the program. Closing it a second time,
 * or shutting the computer down, asks nothing: what is held stays unsent.
 */
export function askBeforeClosing(window: BrowserWindow, engine: EngineThread): void {
  let mayClose = false
  const letClose = () => {
    mayClose = true
  }
  powerMonitor.on('shutdown', letClose)
  window.on('query-session-end', letClose)
  window.on('closed', () => powerMonitor.removeListener('shutdown', letClose))
  window.on('close', (event) => {
    if (mayClose) {
      return
    }
    event.preventDefault()
    mayClose = true
    engine.mayQuit().then(
      (isAllowed) => {
        mayClose = isAllowed
        if (isAllowed && !window.isDestroyed()) {
          window.close()
        }
      },
      () => {
        window.destroy()
      },
    )
  })
}
