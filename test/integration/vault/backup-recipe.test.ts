import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, it } from 'vitest'
import { makeBackedUpVault } from '../../support/backup.ts'
import { openRaw, valueOf } from '../../support/store.ts'

const recipe = resolve(import.meta.dirname, '../../../docs/recipes/restore-backup.py')

it('the documented recipe alone gets each version’s store out of a backup, and nothing with another kit', async () => {
  const made = await makeBackedUpVault()
  made.write('first', 900_000)
  valueOf(await made.backUp())
  made.write('second', 20)
  valueOf(await made.backUp())
  const root = join(made.place, readdirSync(made.place)[0]!)
  /** Debian's Python, which has Debian's python3-cryptography. */
  const run = (typed: string, ...args: string[]) => {
    const path = join(made.temp, `${args.join()}.db`)
    const { status, stdout } = spawnSync('/usr/bin/python3', [recipe, root, path, ...args], {
      encoding: 'utf8',
      input: typed,
    })
    return { status, path, key: stdout.trim() }
  }
  for (const [args, expected] of [
    [['1'], ['first']],
    [[], ['first', 'second']],
  ] as const) {
    const { status, path, key } = run(made.kit, ...args)
    expect(status).toBe(0)
    const database = openRaw({ path, key: Buffer.from(key, 'hex') })
    expect(database.prepare('SELECT key FROM settings ORDER BY key').pluck().all()).toEqual(expected)
    expect(database.pragma('integrity_check', { simple: true })).toBe('ok')
    database.close()
  }
  const other = run(made.kit.split(' ').toReversed().join(' '), '2')
  expect(other.status).not.toBe(0)
  expect(existsSync(other.path)).toBe(false)
  made.dispose()
})
