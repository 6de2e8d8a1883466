import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { forbiddenImports } from '../../../scripts/lint/cruise.ts'
import type { ForbiddenImport } from '../../../scripts/lint/cruise.ts'

type Import = { readonly from: string; readonly to: string; readonly rule?: string; readonly typeOnly?: true }

/** Imports of a made-up house; with a rule where that rule must forbid it. */
const imports: Import[] = [
  { from: 'src/main/store/index.ts', to: 'src/main/mime/index.ts' },
  { from: 'src/main/store/index.ts', to: 'src/shared/result.ts' },
  { from: 'src/main/engine/index.ts', to: 'src/main/outbound/index.ts' },
  { from: 'src/main/desktop/index.ts', to: 'src/main/engine/index.ts', typeOnly: true },
  { from: 'src/main/phi/scan.ts', to: 'src/main/phi/table.ts' },
  { from: 'src/main/vault/unlock.test.ts', to: 'test/helper.ts' },
  { from: 'src/main/vault/kit.test.ts', to: 'src/main/store/rows.ts' },
  { from: 'src/main/vault/log.test.ts', to: 'src/main/audit/index.ts', rule: 'floor-vault' },
  { from: 'src/main/mime/parse.ts', to: 'src/main/store/index.ts', rule: 'floor-mime' },
  { from: 'src/main/mime/types.ts', to: 'src/main/audit/index.ts', rule: 'floor-mime', typeOnly: true },
  { from: 'src/main/phi/index.ts', to: 'src/main/sealing/index.ts', rule: 'floor-phi' },
  { from: 'src/main/outbound/send.ts', to: 'src/main/inbound/index.ts', rule: 'floor-outbound' },
  { from: 'src/main/audit/log.ts', to: 'src/main/store/rows.ts', rule: 'front-door' },
  { from: 'src/cli/main.ts', to: 'src/main/phi/scan.ts', rule: 'front-door' },
  { from: 'src/main/index.ts', to: 'src/main/vault/keys.ts', rule: 'start-up-front-door' },
  { from: 'src/renderer/app.tsx', to: 'src/main/vault/index.ts', rule: 'window-knows-shared-alone' },
  { from: 'src/renderer/files.ts', to: 'node:fs', rule: 'window-without-node' },
  { from: 'src/preload/index.ts', to: 'src/main/engine/index.ts', rule: 'preload-knows-shared-alone' },
  { from: 'src/main/accounts/demo.ts', to: 'e2e/demo/index.ts', rule: 'product-knows-product-alone' },
  { from: 'src/main/transport/a.ts', to: 'src/main/transport/b.ts', rule: 'no-circles' },
  { from: 'src/main/sealing/pdf.ts', to: 'src/main/sealing/nowhere.ts', rule: 'resolvable' },
]

/** Closes the circle; it is reported once, from the other end. */
const wayBack: Import = { from: 'src/main/transport/b.ts', to: 'src/main/transport/a.ts' }

const absent = new Set(['src/main/sealing/nowhere.ts', 'node:fs'])

function specifier({ from, to }: Import): string {
  if (to.startsWith('node:')) return to
  return `${'../'.repeat(dirname(from).split('/').length)}${to}`
}

describe('floors', () => {
  let house = ''
  let found: ForbiddenImport[] = []

  beforeAll(async () => {
    house = await mkdtemp(join(tmpdir(), 'sealpost-floors-'))
    const files = new Set(
      [...imports, wayBack].flatMap(({ from, to }) => [from, to]).filter((file) => !absent.has(file)),
    )
    for (const file of files) {
      const lines = [...imports, wayBack]
        .filter((each) => each.from === file)
        .map((each, index) =>
          each.typeOnly
            ? `export type T${index} = import('${specifier(each)}').Thing\nimport type { Thing as Thing${index} } from '${specifier(each)}'`
            : `import * as m${index} from '${specifier(each)}'; void m${index}`,
        )
      await mkdir(join(house, dirname(file)), { recursive: true })
      await writeFile(join(house, file), [...lines, 'export type Thing = string', 'export {}'].join('\n'))
    }
    found = await forbiddenImports(house, ['src'])
  })

  afterAll(() => rm(house, { recursive: true, force: true }))

  it.each(imports)('$from -> $to: $rule', ({ from, rule }) => {
    const rules = found.filter((each) => each.from === from).map((each) => each.rule)
    if (rule === undefined) expect(rules).toEqual([])
    else expect(rules).toContain(rule)
  })
})
