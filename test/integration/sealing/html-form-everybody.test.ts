import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, describe, it } from 'vitest'
import { content, subject, unlock, usePatientForms } from './patient-forms.ts'

const axe = readFileSync(resolve(import.meta.dirname, '../../../node_modules/axe-core/axe.min.js'), 'utf8')
const { form, open } = usePatientForms()

describe('everybody', () => {
  const looks = (['light', 'dark'] as const).flatMap((scheme) =>
    [
      { width: 360, height: 740 },
      { width: 1280, height: 800 },
    ].map((viewport) => [scheme, viewport] as const),
  )
  it.each(looks)('%s, %o: no accessibility finding, no sideways scrolling', async (colorScheme, viewport) => {
    const long = {
      name: `${'very-long-name-'.repeat(12)}.pdf`,
      type: 'application/pdf',
      bytes: new Uint8Array(9),
    }
    const html = await form({
      attachments: [...content.attachments, long],
      text: `${'x'.repeat(300)} ${content.text}`,
    })
    const { page } = await open(html, { colorScheme, viewport })
    const check = async (state: string) => {
      // Evaluated by the debugger: the page's policy lets no script be added.
      const found: string[] = await page.evaluate(
        `${axe}; axe.run(document).then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes[0].html))`,
      )
      const width = await page.evaluate(() => document.documentElement.scrollWidth)
      expect({ state, found, fits: width <= viewport.width }).toEqual({ state, found: [], fits: true })
    }
    await check('locked')
    await unlock(page, 'wrong')
    await page.getByRole('alert').waitFor()
    await check('refused')
    await unlock(page)
    await subject(page).waitFor()
    await check('opened')
    await page.getByLabel('Your answer to Dr. Rivera').fill('Yes')
    await page.getByRole('button', { name: 'Seal answer' }).click()
    await page.getByRole('button', { name: 'Copy sealed answer' }).waitFor()
    await check('answered')
    await page.context().close()
  })

  it('keeps answering while a 10 MB message opens', async () => {
    const bytes = crypto.getRandomValues(new Uint8Array(65_536))
    const file = {
      name: 'film.bin',
      type: 'application/octet-stream',
      bytes: new Uint8Array(Buffer.concat(Array(160).fill(bytes))),
    }
    const { page } = await open(await form({ attachments: [file] }))
    await page.evaluate(() => {
      const tasks: number[] = []
      Object.assign(globalThis, { longTasks: tasks })
      new PerformanceObserver((list) =>
        tasks.push(...list.getEntries().map(({ duration }) => duration)),
      ).observe({ type: 'longtask' })
    })
    const started = performance.now()
    await unlock(page)
    await subject(page).waitFor()
    const whole = performance.now() - started
    const longest = await page.evaluate(() =>
      Math.max(0, ...(globalThis as unknown as { longTasks: number[] }).longTasks),
    )
    // Work in one piece would take most of the time between the button and the letter.
    expect(longest).toBeLessThan(whole / 3)
    await page.context().close()
  })
})
