import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildHtmlForm, loadReaderAssets } from '../../../src/main/sealing/index.ts'
import {
  readVector,
  vectorFolder,
  vectorNames,
} from '../../../src/main/sealing/sealed-message/format/vectors.fixture.ts'

const recipe = resolve(import.meta.dirname, '../../../docs/recipes/open-sealed-message.py')
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'recipe-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** Debian's Python, which has Debian's python3-argon2. */
function runRecipe(args: readonly string[], passphrase: string): Promise<{ code: number; output: string }> {
  return new Promise((done) => {
    const child = execFile('/usr/bin/python3', [recipe, ...args], (error, stdout, stderr) => {
      done({ code: error ? 1 : 0, output: stdout + stderr })
    })
    child.stdin?.end(`${passphrase}\n`)
  })
}

describe('the documented recipe alone', () => {
  it.each(vectorNames)('opens test vector %s, however the passphrase is typed', async (name) => {
    const { content, typedAs } = readVector(name)
    for (const [at, typed] of typedAs.entries()) {
      const out = join(folder, `${name}-${at}`)
      const { code, output } = await runRecipe([join(vectorFolder, `v1-${name}.sealed`), out], typed)
      expect({ code, output }).toMatchObject({
        code: 0,
        output: expect.stringContaining(content.text) as string,
      })
      const saved = content.attachments.length > 0 ? (await readdir(out)).sort() : []
      expect(saved).toEqual(content.attachments.map((file) => file.name).sort())
      for (const file of content.attachments) {
        expect((await readFile(join(out, file.name))).equals(file.bytes)).toBe(true)
      }
    }
  })

  it('opens the HTML form', async () => {
    const { container, passphrase, content } = readVector('full')
    const assets = await loadReaderAssets(resolve(import.meta.dirname, '../../../resources/reader'))
    const outside = { language: 'es', senderLabel: 'Dra. Rivera', phone: null, pdfName: null } as const
    const path = join(folder, 'Mensaje.html')
    await writeFile(path, buildHtmlForm(container, outside, assets).replaceAll('\n', '\r\n'))
    const { code, output } = await runRecipe([path], passphrase)
    expect({ code, output }).toMatchObject({
      code: 0,
      output: expect.stringContaining(content.text) as string,
    })
  })

  it('refuses a wrong passphrase and a changed byte, and shows nothing', async () => {
    const { container, passphrase, content } = readVector('full')
    const wrong = await runRecipe([join(vectorFolder, 'v1-full.sealed')], 'acorn')
    expect(wrong).toEqual({ code: 1, output: "Not opened: that isn't the passphrase.\n" })
    const path = join(folder, 'changed.sealed')
    await writeFile(path, container.with(70_000, (container[70_000] ?? 0) ^ 1))
    const changed = await runRecipe([path], passphrase)
    expect(changed).toEqual({ code: 1, output: 'Not opened: the file was changed.\n' })
    expect(changed.output).not.toContain(content.text)
  })
})
