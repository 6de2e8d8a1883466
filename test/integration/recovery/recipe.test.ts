import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, it } from 'vitest'
import { sealRecoveryBundle } from '../../../src/main/sealing/index.ts'
import { valueOf } from '../../support/store.ts'
import { tempFolder } from '../../support/vault.ts'

const root = resolve(import.meta.dirname, '../../..')
const vectors = JSON.parse(readFileSync(join(root, 'test/data/recovery-bundle/vectors.json'), 'utf8')) as {
  header: Parameters<typeof sealRecoveryBundle>[0]['header']
  content: string
  key: string
  kitSecret: string
}

it('the recipe opens a bundle with the kit alone, and with no other words', () => {
  const folder = tempFolder()
  const file = join(folder.path, 'message.eml')
  const message = sealRecoveryBundle(
    { header: vectors.header, content: Buffer.from(vectors.content), address: 'a@practice.example' },
    {
      key: Buffer.from(vectors.key, 'hex'),
      macKey: randomBytes(32),
      random: (length) => randomBytes(length),
    },
  )
  writeFileSync(file, valueOf(message).raw)
  const run = (words: string) =>
    spawnSync('/usr/bin/python3', [join(root, 'docs/recipes/open-recovery-bundle.py'), file], {
      encoding: 'utf8',
      input: words,
    })
  expect(run(vectors.kitSecret).stdout).toBe(vectors.content)
  expect(run(vectors.kitSecret.replace('acid', 'able')).status).not.toBe(0)
  folder.remove()
})
