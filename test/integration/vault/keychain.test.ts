import { spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { tempFolder } from '../../support/vault.ts'

const program = fileURLToPath(new URL('programs/keychain.ts', import.meta.url))
let temp: ReturnType<typeof tempFolder>

beforeEach(() => {
  temp = tempFolder()
  mkdirSync(join(temp.path, 'data'))
})
afterEach(() => temp.remove())

function outcomeOf(command: string, args: readonly string[]): unknown {
  const { DBUS_SESSION_BUS_ADDRESS: _bus, DISPLAY: _display, ...rest } = process.env
  const run = spawnSync(command, args, {
    encoding: 'utf8',
    env: { ...rest, XDG_DATA_HOME: join(temp.path, 'data'), XDG_RUNTIME_DIR: join(temp.path, 'data') },
    timeout: 50_000,
  })
  const line = run.stdout.trim().split('\n').at(-1) ?? ''
  if (!line.startsWith('{')) throw new Error(`no outcome: ${run.stdout}${run.stderr}`)
  return JSON.parse(line)
}

const folder = () => join(temp.path, 'vault')

describe.runIf(process.platform === 'linux')('the Secret Service of a desktop', () => {
  it('holds the device secret and the anchor; another secret in its place is named', () => {
    const script = `printf '\\n' | gnome-keyring-daemon --unlock --components=secrets >/dev/null; exec "$@"`
    const args = ['--', 'bash', '-c', script, 'bash', process.execPath, program, folder()]
    expect(outcomeOf('dbus-run-session', args)).toEqual({
      deviceSecret: 'keychain',
      anchored: true,
      anchor: { state: 'found', value: '{"seq":1}' },
      again: 'open',
      changed: 'vault/keychain-changed',
    })
  })

  it('that is not there means no keychain, recorded as such, and the vault opens by its passphrase', () => {
    expect(outcomeOf(process.execPath, [program, folder()])).toEqual({
      deviceSecret: 'none',
      anchored: false,
      anchor: { state: 'unavailable' },
      again: 'open',
      changed: 'open',
    })
  })
})
