import { defineConfig } from '@playwright/test'
import { patienceMs } from './e2e/lab/patience.ts'

const isRealElectron = process.env['SEALPOST_E2E_ELECTRON'] === '1'

export default defineConfig({
  testDir: 'e2e',
  testMatch: ['flows/**/*.spec.ts', 'security/**/*.spec.ts'],
  // Tests tagged so need Electron's own binary: its sandbox, fuses, menus and dialogs.
  ...(isRealElectron ? {} : { grepInvert: /@real-electron/ }),
  workers: 2,
  retries: 0,
  // Limits end what hangs; a slow computer alone must not fail a test.
  timeout: 5 * patienceMs,
  expect: { timeout: patienceMs },
  forbidOnly: process.env['CI'] !== undefined,
  reporter: [['list']],
  use: { trace: 'off', screenshot: 'off', video: 'off' },
})
