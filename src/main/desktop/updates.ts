import { app, dialog } from 'electron'

/**
 * Looks for a newer version, only when the person asks: nothing is sent anywhere by itself. What is downloaded is
 * installed only if its signature is the publisher's (electron-builder.config.ts; checked by electron-updater on
 * Windows and by the system on macOS). Never to an older version.
 */
export async function checkForUpdates(): Promise<void> {
  const { autoUpdater } = (await import('electron-updater')).default
  autoUpdater.allowDowngrade = false
  autoUpdater.autoDownload = true
  autoUpdater.autoInstallOnAppQuit = true
  const found = await autoUpdater.checkForUpdates().catch(() => null)
  const isNewer = found?.isUpdateAvailable === true
  await dialog.showMessageBox({
    type: 'info',
    message: isNewer ? `Version ${found.updateInfo.version} is available.` : messageWithout(found !== null),
    detail: isNewer ? 'It is downloaded now, and installed when Sealpost is closed.' : '',
    buttons: ['OK'],
  })
}

function messageWithout(couldAsk: boolean): string {
  return couldAsk
    ? `Sealpost ${app.getVersion()} is the newest version.`
    : 'Sealpost couldn’t ask for a newer version. Nothing was changed. Try again when you are online.'
}
