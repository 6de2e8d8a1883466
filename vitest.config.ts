import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    // Every processor: many tests wait for servers and browsers of their own.
    maxWorkers: '100%',
    // What a test waits for comes when it comes: a second is too little where others keep the processors busy.
    expect: { poll: { timeout: 20_000 } },
    projects: [
      {
        test: {
          name: 'unit',
          include: ['src/**/*.test.{ts,tsx}', 'test/unit/**/*.test.ts'],
          testTimeout: 40_000,
          hookTimeout: 40_000,
        },
      },
      {
        test: {
          name: 'integration',
          include: ['test/integration/**/*.test.ts', 'e2e/{lab,host}/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
