import { join } from 'node:path'
import { repository } from '../check/run-checks.ts'
import { findChromium } from './chromium.ts'
import { findElectron } from './electron.ts'

/** The program that the app runs on. */
export type Host = {
  readonly command: string
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
}

const evaluationNotice = `
  Electron could not be fetched. Sealpost runs on a stand-in instead: this computer's Chromium.
  It has neither Electron's sandbox nor its protection of the installed app.
  This is for evaluation, not for patient data.
`

/** Real Electron where it is present or can be fetched, else the stand-in; undefined where neither can run. */
export function chooseHost(): Host | undefined {
  const electron = findElectron()
  if (electron !== undefined) {
    // Chromium's sandbox can't be set up by root on Linux, and Electron then refuses to start.
    const isLinuxRoot = process.platform === 'linux' && process.getuid?.() === 0
    return { command: electron, args: isLinuxRoot ? ['--no-sandbox', '.'] : ['.'], env: {} }
  }
  const chromium = findChromium()
  if (chromium === undefined) return undefined
  console.log(evaluationNotice)
  if (process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']) {
    console.log('  There is no screen here (DISPLAY is not set): the window stays invisible.\n')
  }
  return {
    command: process.execPath,
    args: [join(repository, 'e2e', 'host', 'main.ts'), '.'],
    env: { STANDIN_CHROMIUM: chromium },
  }
}
