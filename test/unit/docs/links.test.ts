import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'

const repository = join(import.meta.dirname, '..', '..', '..')
const pages = globSync(['*.md', 'docs/**/*.md', 'e2e/*.md', 'src/**/*.md', 'resources/**/*.md'], {
  cwd: repository,
})

/** Files of this repository that a page names, in links, pictures and code, from its own folder. */
function namedFiles(page: string): string[] {
  const text = readFileSync(join(repository, page), 'utf8')
  const links = [...text.matchAll(/\]\(([^)#\s]+)[^)]*\)/g)].map(([, target = '']) => target)
  return links.filter((target) => !/^[a-z]+:/.test(target)).map((target) => join(dirname(page), target))
}

describe('pages', () => {
  it.each(pages)('%s names files that exist', (page) => {
    expect(namedFiles(page).filter((file) => !existsSync(join(repository, file)))).toEqual([])
  })

  it('are read for their links', () => {
    expect(namedFiles('README.md')).toContain('CONTRIBUTING.md')
  })
})

describe('the recipes of CONTRIBUTING.md', () => {
  const text = readFileSync(join(repository, 'CONTRIBUTING.md'), 'utf8')
  const paths = [...text.matchAll(/`((?:src|docs|scripts|test)\/[\w./-]+)`/g)].map(([, path = '']) => path)

  it('lead to places that exist', () => {
    const examples = /NNNN|what-it-finds/
    expect(paths.length).toBeGreaterThan(10)
    expect(paths.filter((path) => !examples.test(path) && !existsSync(join(repository, path)))).toEqual([])
  })
})
