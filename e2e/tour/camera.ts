import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import type { Page } from '@playwright/test'

const sizes = [
  { width: 1280, height: 800 },
  { width: 1024, height: 700 },
] as const
const schemes = ['light', 'dark'] as const

/** Takes a picture of what the page shows, in every size and scheme, under `folder/NAME-SCHEME-WIDTH.png`. */
export type Camera = (page: Page, name: string) => Promise<void>

export async function openCamera(folder: string): Promise<Camera> {
  await mkdir(folder, { recursive: true })
  return async (page, name) => {
    for (const scheme of schemes) {
      await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
      for (const size of sizes) {
        await page.setViewportSize(size)
        await settle(page)
        await page.screenshot({ path: path.join(folder, `${name}-${scheme}-${String(size.width)}.png`) })
      }
    }
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
    await page.setViewportSize(sizes[0])
    await settle(page)
  }
}

/** Two frames after the last change of style: layout and paint are done. */
async function settle(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        requestAnimationFrame(() => {
          requestAnimationFrame(() => {
            resolve()
          })
        })
      }),
  )
}
