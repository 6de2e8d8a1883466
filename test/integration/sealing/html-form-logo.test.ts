import { describe, expect, it } from 'vitest'
import { readLogo } from '../../../src/main/sealing/index.ts'
import { baselineJpeg, makePng, progressiveJpeg } from '../../support/pictures.ts'
import { valueOf } from '../../support/store.ts'
import { subject, unlock, usePatientForms } from './patient-forms.ts'

const { form, open } = usePatientForms()

/** As large as a logo may be, so that its address is cut into lines. */
const logo = valueOf(readLogo(makePng({ width: 400, height: 160 })))

describe('a logo on the page', () => {
  it.each([
    ['PNG', logo, 400],
    ['transparent PNG', valueOf(readLogo(makePng({ width: 40, height: 16, colourType: 6 }))), 40],
    ['JPEG', valueOf(readLogo(baselineJpeg)), 24],
    ['progressive JPEG', valueOf(readLogo(progressiveJpeg)), 24],
  ])('is shown before and after the passphrase: %s', async (_what, given, width) => {
    const { page, requests, violations } = await open(await form({}, { logo: given }))
    const shown = page.locator('header img')
    const size = () => shown.evaluate((image) => (image as HTMLImageElement).naturalWidth)
    await expect.poll(size).toBe(width)
    const box = await shown.boundingBox()
    expect(box?.width).toBeLessThanOrEqual(200)
    expect(box?.height).toBeLessThanOrEqual(80)
    await unlock(page)
    await subject(page).waitFor()
    expect(await size()).toBe(width)
    expect([requests, await violations()]).toEqual([[], []])
    await page.context().close()
  })

  it('still travels as 7bit in short lines, and widens the policy by pictures in the file alone', async () => {
    const html = await form({}, { logo })
    expect(/^[\t\n -~]*$/.test(html)).toBe(true)
    expect(Math.max(...html.split('\n').map((line) => line.length))).toBeLessThanOrEqual(998)
    const policyOf = (page: string) => /Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1] ?? ''
    expect(policyOf(html).replace(' img-src data:;', '')).toBe(policyOf(await form()))
    expect(policyOf(html)).toContain('; img-src data:; ')
  })

  it.each(['an address', 'a blob'])('lets no other picture in: %s', async (kind) => {
    const { page, violations } = await open(await form({}, { logo }))
    await page.evaluate((isBlob) => {
      const image = document.createElement('img')
      const blob = new Blob(['<svg xmlns="http://www.w3.org/2000/svg"/>'], { type: 'image/svg+xml' })
      image.src = isBlob ? URL.createObjectURL(blob) : 'https://tracker.invalid/pixel.png'
      document.body.append(image)
    }, kind === 'a blob')
    await expect.poll(violations).toEqual([expect.stringMatching(/^img-src (blob|https)/)])
    await page.context().close()
  })

  it('lets none in at all where there is no logo', async () => {
    const { page, violations } = await open(await form())
    await page.evaluate((src) => {
      const image = document.createElement('img')
      image.src = src
      document.body.append(image)
    }, logo)
    await expect.poll(violations).toEqual([expect.stringMatching(/^img-src data/)])
    await page.context().close()
  })

  it("can't break out of its place", async () => {
    const html = await form({}, { logo: `${logo}"><script>alert(1)</script>` })
    expect(html).not.toContain('<script>alert')
  })
})
