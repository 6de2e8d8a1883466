import { inspect } from 'node:util'
import { app, dialog } from 'electron'

/**
 * The engine has ended by a defect, and nothing in the window is true any more. The error's text may quote what it
 * failed on, so an installed Sealpost shows none of it.
 */
export function endAfterCrash(error: Error): void {
  if (!app.isPackaged) {
    process.stderr.write(`${inspect(error)}\n`)
  }
  dialog.showErrorBox(
    'Sealpost has stopped',
    'Something went wrong that it can’t go on from. Your mail, your drafts and what waits to leave are stored. ' +
      'Start Sealpost again.\n\nengine/stopped',
  )
  app.exit(1)
}
