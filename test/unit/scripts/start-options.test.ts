import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readStartOptions } from '../../../scripts/start/options.ts'

describe('npm start --', () => {
  it.each([
    [[], { isDemo: false, userDataDir: undefined, passedOn: [] }],
    [['--demo'], { isDemo: true, userDataDir: undefined, passedOn: [] }],
    [
      ['--user-data-dir=some/where', '--demo', '--remote-debugging-port=0'],
      { isDemo: true, userDataDir: resolve('some/where'), passedOn: ['--remote-debugging-port=0'] },
    ],
  ])('%j', (args, options) => {
    expect(readStartOptions(args)).toEqual(options)
  })
})
