import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { bundlePage, pageScripts } from '../../scripts/build-reader.ts'
import { breakLongLines, escapeNonAscii } from '../../scripts/lib/ascii-script.ts'

describe('the pages for patients as they are committed', () => {
  it.each(Object.keys(pageScripts) as (keyof typeof pageScripts)[])(
    '%s is what its sources give (otherwise: node scripts/build-reader.ts)',
    async (name) => {
      const committed = await readFile(
        resolve(import.meta.dirname, `../../resources/reader/built/${name}`),
        'utf8',
      )
      expect((await bundlePage(name)) === committed).toBe(true)
    },
  )
})

describe('a script in short ASCII lines', () => {
  const script =
    'var a={b:"1,2;3{4",c:/,;{/,d:`x,y\n;{${[1,2].map(e=>{return e})}`};for(let i=0;i<2;i++)a.b+=i;a.e="é👍";a'
  const run = (code: string) => JSON.stringify(runInNewContext(code))

  it.each([100, 60, 40, 33])('means the same at %i characters', (width) => {
    const broken = breakLongLines(escapeNonAscii(script), width)
    expect(Math.max(...broken.split('\n').map((line) => line.length))).toBeLessThanOrEqual(width)
    expect(/^[\n -~]*$/.test(broken)).toBe(true)
    expect(run(broken)).toBe(run(script))
  })
  it('is refused where no line can be broken', () => {
    expect(() => breakLongLines(`a="${'x'.repeat(100)}"`, 50)).toThrow('no place to break')
  })
})
