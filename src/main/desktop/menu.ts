import { app, BrowserWindow, Menu, type MenuItemConstructorOptions } from 'electron'
import type { EngineThread } from './engine-thread.ts'
import { checkForUpdates } from './updates.ts'

/** The application menu. Items that mean something in the window are sent there as commands. */
export function setApplicationMenu(engine: EngineThread): void {
  const command = (label: string, name: string, accelerator?: string): MenuItemConstructorOptions => ({
    label,
    // The window handles the keys itself, so that they work the same in every host; here they are only shown.
    ...(accelerator === undefined ? {} : { accelerator, registerAccelerator: false }),
    click: () => void engine.command(name),
  })
  const isMac = process.platform === 'darwin'
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...(isMac ? [{ role: 'appMenu' as const }] : []),
      {
        label: 'File',
        submenu: [
          command('New message', 'new-message', 'CommandOrControl+N'),
          { type: 'separator' },
          command('Settings', 'open-settings', 'CommandOrControl+,'),
          {
            label: 'Lock',
            accelerator: 'CommandOrControl+L',
            registerAccelerator: false,
            // The window asks first about a message in the hold; without one there is nobody to ask.
            click: () =>
              void (BrowserWindow.getAllWindows().length === 0
                ? engine.lock('menu')
                : engine.command('lock')),
          },
          { type: 'separator' },
          isMac ? { role: 'close' } : { role: 'quit' },
        ],
      },
      { role: 'editMenu' },
      {
        label: 'Message',
        submenu: [
          command('Review', 'review', 'CommandOrControl+Shift+Enter'),
          command('Explain what was found here', 'explain-finding', 'CommandOrControl+.'),
          command('Prepare for consultation', 'consultation', 'CommandOrControl+Shift+P'),
        ],
      },
      {
        label: 'View',
        submenu: [
          command('Inbox', 'go-inbox'),
          command('Sent', 'go-sent'),
          command('Patients', 'go-patients'),
          command('Activity', 'go-activity'),
          command('Evidence', 'go-evidence'),
          { type: 'separator' },
          { role: 'resetZoom' },
          { role: 'zoomIn' },
          { role: 'zoomOut' },
          { type: 'separator' },
          { role: 'togglefullscreen' },
          ...(app.isPackaged ? [] : [{ role: 'toggleDevTools' as const }]),
        ],
      },
      { role: 'windowMenu' },
      {
        label: 'Help',
        submenu: [
          command('Keys', 'show-keys'),
          // A run from source has nothing to update.
          ...(app.isPackaged ? [{ label: 'Check for updates', click: () => void checkForUpdates() }] : []),
        ],
      },
    ]),
  )
}
