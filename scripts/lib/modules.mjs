import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { repository } from './repository.mjs'

/** @typedef {{ version?: string, integrity?: string, optional?: boolean }} LockedPackage */

/**
 * @param {string} file
 * @returns {Record<string, LockedPackage>} by folder, such as `node_modules/zod`
 */
function readLockedPackages(file) {
  if (!existsSync(file)) return {}
  const text = readFileSync(file, 'utf8')
  const lockfile = /** @type {{ packages: Record<string, LockedPackage> }} */ (JSON.parse(text))
  return lockfile.packages
}

/**
 * Whether node_modules holds what the lockfile says. npm writes what it installed to a lockfile of its own;
 * packages for other systems are missing there.
 * @param {Record<string, LockedPackage>} wanted
 * @param {Record<string, LockedPackage>} installed
 */
export function matchesLockfile(wanted, installed) {
  return Object.entries(wanted).every(([folder, { version, integrity, optional }]) => {
    if (folder === '') return true
    const there = installed[folder]
    if (there === undefined) return optional === true
    return there.version === version && there.integrity === integrity
  })
}

/** Installs node_modules from the lockfile where they differ, or ends the process with the next thing to do. */
export function ensureModules() {
  const wanted = readLockedPackages(join(repository, 'package-lock.json'))
  const installed = readLockedPackages(join(repository, 'node_modules', '.package-lock.json'))
  if (matchesLockfile(wanted, installed)) return
  console.log('Installing packages (npm ci) …')
  // No package here needs its install script; npm would also start node-gyp for the database.
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
  const isWindows = process.platform === 'win32'
  const { status } = spawnSync(isWindows ? 'npm.cmd' : 'npm', args, {
    cwd: repository,
    stdio: 'inherit',
    shell: isWindows,
  })
  if (status === 0) return
  console.error('npm ci failed. Check the network connection and try again.')
  process.exit(1)
}
