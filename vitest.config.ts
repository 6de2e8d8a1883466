import { defineConfig } from 'vitest/config'
import { patienceMs } from './e2e/lab/patience.ts'
import { LongestFirst } from './test/longest-first.ts'

/** Tests that put a module of their own in the place of another: they share no modules with other files. */
const alone = '{src,test/unit}/**/*.alone.test.{ts,tsx}'

export default defineConfig({
  test: {
    // Every processor: many tests wait for servers and browsers of their own.
    maxWorkers: '100%',
    sequence: { sequencer: LongestFirst },
    // What a test waits for comes when it comes: a second is too little where others keep the processors busy.
    expect: { poll: { timeout: patienceMs } },
    projects: [
      {
        test: {
          name: 'unit',
          include: ['src/**/*.test.{ts,tsx}', 'test/unit/**/*.test.ts'],
          exclude: [alone],
          // Half of the time went into importing the same modules anew for each file.
          isolate: false,
          unstubEnvs: true,
          unstubGlobals: true,
          restoreMocks: true,
          testTimeout: 2 * patienceMs,
          hookTimeout: 2 * patienceMs,
        },
      },
      {
        test: {
          name: 'unit-alone',
          include: [alone],
          testTimeout: 2 * patienceMs,
          hookTimeout: 2 * patienceMs,
        },
      },
      {
        test: {
          name: 'integration',
          globalSetup: 'test/renderer/gallery/setup.ts',
          include: ['test/integration/**/*.test.ts', 'e2e/{lab,host}/**/*.test.ts'],
          testTimeout: 5 * patienceMs,
          hookTimeout: 5 * patienceMs,
        },
      },
    ],
  },
})
