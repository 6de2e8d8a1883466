import { cpSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { runCommand } from '../../../test/support/run-command.ts'
import { tempFolder } from '../../../test/support/vault.ts'
import expected from '../../../test/data/backup/expected.json' with { type: 'json' }
import { backupCommand } from './backup.ts'

const fixed = resolve(import.meta.dirname, '../../../test/data/backup')
const kit = `${expected.kit} ${expected.checkCode}`

let temp: ReturnType<typeof tempFolder>
let root: string
beforeEach(() => {
  temp = tempFolder('sealpost-backup-')
  root = join(temp.path, expected.folder)
  cpSync(join(fixed, expected.folder), root, { recursive: true })
})
afterEach(() => temp.remove())

const verify = (...args: string[]) => runCommand(backupCommand, ['verify', ...args], kit)
const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    statSync(join(folder, name)).isFile(),
  )

describe('sealpost backup verify', () => {
  it('says versions, counts and hashes of the fixed backup, from the folder that was chosen or its own', async () => {
    for (const place of [temp.path, root]) {
      const { code, out, err } = await verify('--json', place)
      expect({ code, err }).toEqual({ code: 0, err: '' })
      expect(JSON.parse(out)).toEqual(expected.answer)
    }
    const { code, out } = await verify(temp.path)
    expect(code).toBe(0)
    expect(out).toContain(`${expected.folder}: whole. 2 versions, 2 packs`)
    expect(out).toContain('19 messages, 4 people')
  })

  it('refuses it with one bit flipped, in any file, and names the file', async () => {
    for (const name of filesBelow(root)) {
      const whole = readFileSync(join(root, name))
      for (let at = 0; at < whole.byteLength; at += 61) {
        const flipped = Buffer.from(whole)
        flipped[at]! ^= 1 << (at % 8)
        writeFileSync(join(root, name), flipped)
        const { code, out } = await verify(temp.path)
        expect({ name, at, code: [20, 22].includes(code) }).toEqual({ name, at, code: true })
        if (code === 20) expect(out).toContain(`BROKEN`)
        if (name !== 'backup.json') expect(out).toContain(name.replace(/^.*\//, ''))
      }
      writeFileSync(join(root, name), whole)
    }
    expect((await verify(temp.path)).code).toBe(0)
  })

  it('names a pack that was taken away, and a version', async () => {
    const [pack = ''] = readdirSync(join(root, 'packs'))
    rmSync(join(root, 'packs', pack))
    rmSync(join(root, 'versions', '000001.version'))
    const { code, out } = await verify('--json', temp.path)
    expect(code).toBe(20)
    expect(JSON.parse(out)).toMatchObject({ ok: false })
    expect(out).toContain('"version-missing"')
  })

  it.each([
    ['a kit of other words', `${expected.kit.split(' ').toReversed().join(' ')} 7612`, 21, 'mistyped'],
    ['nothing typed', '', 21, 'mistyped'],
  ])('is refused with %s', async (_what, typed, code, text) => {
    const result = await runCommand(backupCommand, ['verify', root], typed)
    expect(result.code).toBe(code)
    expect(result.out).toContain(text)
  })

  it('finds nothing in an empty folder', async () => {
    rmSync(root, { recursive: true })
    expect(await verify(temp.path)).toMatchObject({ code: 22 })
  })

  it('never takes the kit as an argument', async () => {
    for (const args of [[root, ...kit.split(' ')], ['--kit', root], []]) {
      const { code, err } = await verify(...args)
      expect(code).toBe(64)
      expect(err).toContain('Usage: sealpost backup verify')
    }
  })
})
