import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { ensurePackages } from '../system/apt.ts'
import { windowPackages } from '../system/packages.ts'

const windowsFolders = ['ProgramFiles', 'ProgramFiles(x86)', 'LocalAppData'].flatMap(
  (name) => process.env[name] ?? [],
)

const places: readonly string[] =
  process.platform === 'darwin'
    ? [
        '/Applications/Chromium.app/Contents/MacOS/Chromium',
        '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
        '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
      ]
    : process.platform === 'win32'
      ? windowsFolders.flatMap((folder) => [
          join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe'),
          join(folder, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
        ])
      : ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

function installedChromium(): string | undefined {
  const named = process.env['STANDIN_CHROMIUM']
  return named ?? places.find((place) => existsSync(place))
}

/**
 * A Chromium of this system for the stand-in host. As root on Debian or Ubuntu it is installed; elsewhere the next
 * thing to do is printed and the answer is undefined.
 */
export function findChromium(): string | undefined {
  const installed = installedChromium()
  if (installed !== undefined) return installed
  const packages = ensurePackages(windowPackages)
  if (packages.ready) return installedChromium()
  console.error('Without Electron, Sealpost needs a Chromium or Chrome on this computer, and there is none.')
  console.error(
    packages.reason === 'not-debian'
      ? 'Install Google Chrome or Chromium, then run npm start again.'
      : `Run this, then npm start again:\n\n  ${packages.command}\n`,
  )
  return undefined
}
