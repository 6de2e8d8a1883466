import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { repository } from '../check/run-checks.ts'

const folder = join(repository, 'node_modules', 'electron')
const memory = join(repository, '.cache', 'electron-not-fetched')
const limitMs = 20_000

function installedElectron(): string | undefined {
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH']
  const pathFile = join(folder, 'path.txt')
  if (override !== undefined || !existsSync(pathFile)) return undefined
  const executable = join(folder, 'dist', readFileSync(pathFile, 'utf8'))
  return existsSync(executable) ? executable : undefined
}

function electronVersion(): string {
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }
  return version
}

/**
 * The real Electron executable. Its download is tried once for each version, for at most 20 s; delete
 * `.cache/electron-not-fetched` to have it tried again.
 * @returns undefined where it can't be had
 */
export function findElectron(): string | undefined {
  const installed = installedElectron()
  if (installed !== undefined) return installed
  const version = electronVersion()
  if (existsSync(memory) && readFileSync(memory, 'utf8') === version) return undefined
  console.log(`Fetching Electron ${version} …`)
  spawnSync(process.execPath, [join(folder, 'install.js')], {
    cwd: folder,
    stdio: 'ignore',
    timeout: limitMs,
    killSignal: 'SIGKILL',
  })
  const fetched = installedElectron()
  if (fetched === undefined) {
    mkdirSync(join(repository, '.cache'), { recursive: true })
    writeFileSync(memory, version)
  }
  return fetched
}
