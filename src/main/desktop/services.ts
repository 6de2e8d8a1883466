import { app, BrowserWindow, dialog, shell, type Session } from 'electron'
import path from 'node:path'
import { appOrigin } from '../../shared/bridge.ts'
import type { DesktopServices } from '../engine/index.ts'

/** The desktop's side of what the engine asks for: dialogs, the system's browser, the printer. */
export function createDesktopServices(session: Session): DesktopServices {
  return {
    askSavePath: async (suggestedName) => {
      const answer = await dialog.showSaveDialog({
        // A sender chose the name: only its last part counts, by the rules of either system.
        defaultPath: path.join(app.getPath('downloads'), path.win32.basename(suggestedName)),
        properties: ['showOverwriteConfirmation'],
      })
      return answer.canceled || answer.filePath === '' ? null : answer.filePath
    },
    askOpenPaths: async ({ multiple, kind = 'file' }) => {
      const opened = kind === 'folder' ? 'openDirectory' : 'openFile'
      const answer = await dialog.showOpenDialog({
        properties: multiple ? [opened, 'multiSelections'] : [opened],
      })
      return answer.canceled ? [] : answer.filePaths
    },
    openFile: async (filePath) => (await shell.openPath(filePath)) === '',
    showInFolder: (filePath) => {
      shell.showItemInFolder(filePath)
      return Promise.resolve()
    },
    openExternal: async (url) => {
      // Checked again here: this is the one place where a URL leaves the program.
      const isDemoPage = !app.isPackaged && url.startsWith('http://127.0.0.1:')
      if (!/^(https|mailto):/i.test(url) && !isDemoPage) {
        throw new Error('only https and mailto may be opened')
      }
      await shell.openExternal(url)
    },
    printPage: async (pagePath) => {
      const window = new BrowserWindow({
        show: false,
        webPreferences: { session, sandbox: true, contextIsolation: true, javascript: false },
      })
      try {
        await window.loadURL(`${appOrigin}${pagePath}`)
        await new Promise<void>((resolve) => {
          window.webContents.print({}, () => {
            resolve()
          })
        })
      } finally {
        window.destroy()
      }
    },
  }
}
