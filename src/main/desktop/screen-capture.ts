import { app, BrowserWindow } from 'electron'

/** Whether pictures and recordings of the screen, and shared screens, leave our windows out. */
export interface ScreenCapture {
  hideFromIt(isHidden: boolean): void
}

/**
 * From the start every window is left out; a person may say otherwise once the vault is open. Windows obeys (before 10
 * version 2004 with a black area in its place). macOS lets newer programs, which use ScreenCaptureKit, see the window
 * nevertheless, and Linux has nothing of the kind.
 */
export function hideFromScreenCapture(): ScreenCapture {
  let isHidden = true
  app.on('browser-window-created', (_event, window) => {
    window.setContentProtection(isHidden)
  })
  return {
    hideFromIt: (wanted) => {
      isHidden = wanted
      for (const window of BrowserWindow.getAllWindows()) {
        window.setContentProtection(wanted)
      }
    },
  }
}
