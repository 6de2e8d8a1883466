import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { chromium } from 'playwright-core'
import { scenes } from './scenes.ts'
import { serveGallery } from './serve.ts'

/** `shoot.ts FOLDER [SCENE…] [--dark] [--small]`: pictures of the gallery's scenes, to be looked at. */
const [folder = 'gallery', ...rest] = process.argv.slice(2)
const wanted = rest.filter((argument) => !argument.startsWith('--'))
const scheme = rest.includes('--dark') ? 'dark' : 'light'
const viewport = rest.includes('--small') ? { width: 1024, height: 700 } : { width: 1280, height: 800 }

await mkdir(folder, { recursive: true })
const gallery = await serveGallery()
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] })
const page = await browser.newPage({ viewport, colorScheme: scheme, reducedMotion: 'reduce' })
page.on('console', (message) => {
  if (message.type() === 'error') process.stderr.write(`${message.text()}\n`)
})
page.on('pageerror', (error) => {
  process.stderr.write(`${error.stack ?? error.message}\n`)
})
for (const scene of scenes.filter((candidate) => wanted.length === 0 || wanted.includes(candidate.name))) {
  try {
    await page.goto(`${gallery.url}/?${scene.query ?? ''}`)
    page.setDefaultTimeout(5000)
    await scene.steps(page)
  } catch (error) {
    process.stderr.write(`${scene.name}: ${String(error)}\n`)
  }
  await page.screenshot({ path: path.join(folder, `${scene.name}.png`) })
}
await browser.close()
await gallery.close()
