import { defineConfig } from '@playwright/test'
import { patienceMs } from '../lab/patience.ts'

/** The long search for what can be read on the disk, by itself: `npm run canaries`. */
export default defineConfig({
  testDir: '.',
  workers: 1,
  timeout: 900_000,
  expect: { timeout: patienceMs },
  reporter: [['list']],
  use: { trace: 'off', screenshot: 'off', video: 'off' },
})
