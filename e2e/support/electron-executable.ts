import { existsSync } from 'node:fs'
import path from 'node:path'

const repository = path.join(import.meta.dirname, '../..')

/** Real Electron runs the suite where this is set; otherwise the stand-in host does. */
export const isRealElectron = process.env['SEALPOST_E2E_ELECTRON'] === '1'

/**
 * Lets Playwright find the stand-in where it looks for Electron. Given as `executablePath` instead, Playwright
 * wouldn't hold the app back until it is connected, and would miss what the first page says.
 */
export function chooseElectron(): void {
  if (!isRealElectron) {
    process.env['ELECTRON_OVERRIDE_DIST_PATH'] = path.join(repository, 'e2e/host/bin')
  }
}

/**
 * Folder of the app as Electron takes it on its command line: this repository, or another build of it where
 * `SEALPOST_E2E_APP` names one. Throws where the bundles haven't been built.
 */
export function appFolder(): string {
  const folder = process.env['SEALPOST_E2E_APP'] ?? repository
  if (!existsSync(path.join(folder, 'out/main/index.js'))) {
    throw new Error('The bundles are missing: run `npm run build` first.')
  }
  return folder
}
