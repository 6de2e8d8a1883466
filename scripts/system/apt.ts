import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'

/** Debian's way to say that packages may not start their services while they are installed. */
const servicePolicy = '/usr/sbin/policy-rc.d'

/** Whether the system takes Debian packages (Debian, Ubuntu and their kin). */
export function isDebian(): boolean {
  if (process.platform !== 'linux' || !existsSync('/etc/os-release')) return false
  const release = readFileSync('/etc/os-release', 'utf8')
  return /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(release)
}

/** Those of `names` that are not installed. */
export function missingPackages(names: readonly string[]): string[] {
  const query = spawnSync('dpkg-query', ['-W', '-f', '${Package} ${db:Status-Status}\\n', ...names], {
    encoding: 'utf8',
  })
  const installed = new Set(
    query.stdout
      .split('\n')
      .filter((line) => line.endsWith(' installed'))
      .map((line) => line.split(' ')[0]),
  )
  return names.filter((name) => !installed.has(name))
}

/** The command that a person types to install `names`. */
export function installCommand(names: readonly string[]): string {
  return `sudo apt-get install --no-install-recommends ${names.join(' ')}`
}

function runAsRoot(command: string, args: readonly string[], input?: string): boolean {
  const { status } = spawnSync(command, args, {
    stdio: [input === undefined ? 'ignore' : 'pipe', 'ignore', 'inherit'],
    ...(input === undefined ? {} : { input }),
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
  return status === 0
}

/** Installs `names` as root, without starting the mail servers among them. */
function installAsRoot(names: readonly string[]): boolean {
  const holdsServices = !existsSync(servicePolicy)
  if (holdsServices) writeFileSync(servicePolicy, '#!/bin/sh\nexit 101\n', { mode: 0o755 })
  try {
    if (names.includes('postfix')) {
      runAsRoot('debconf-set-selections', [], 'postfix postfix/main_mailer_type select No configuration\n')
    }
    const options = ['-qq', '-y', '--no-install-recommends', '-o', 'DPkg::Lock::Timeout=120']
    return (
      runAsRoot('apt-get', ['update', '-qq', '-o', 'DPkg::Lock::Timeout=120']) &&
      runAsRoot('apt-get', ['install', ...options, ...names])
    )
  } finally {
    if (holdsServices) rmSync(servicePolicy, { force: true })
  }
}

export type PackagesOutcome =
  | { readonly ready: true }
  /** Nothing was changed; a person has to run `command`. */
  | { readonly ready: false; readonly command: string; readonly reason: 'not-debian' | 'not-root' | 'failed' }

/** Sees to it that `names` are installed: by apt as root on Debian or Ubuntu, else it says which command does. */
export function ensurePackages(names: readonly string[]): PackagesOutcome {
  if (!isDebian()) return { ready: false, command: installCommand(names), reason: 'not-debian' }
  const missing = missingPackages(names)
  if (missing.length === 0) return { ready: true }
  const command = installCommand(missing)
  if (process.getuid?.() !== 0) return { ready: false, command, reason: 'not-root' }
  console.log(`Installing system packages: ${missing.join(' ')} …`)
  if (installAsRoot(missing) && missingPackages(names).length === 0) return { ready: true }
  return { ready: false, command, reason: 'failed' }
}
