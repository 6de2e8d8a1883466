import { beforeEach, describe, expect, it, vi } from 'vitest'
import { readLaunchOptions } from './launch-options.ts'

const app = vi.hoisted(() => ({
  isPackaged: false,
  getPath: () => '/user-data',
  getAppPath: () => '/app',
  getVersion: () => '1.0.0',
}))
vi.mock('electron', () => ({ app }))

const env = {
  SEALPOST_EXTRA_CA: '/evil/ca.pem',
  SEALPOST_EXTRA_PROVIDERS: '/evil/providers',
  SEALPOST_CLOCK_OFFSET_MS: '86400000',
  SEALPOST_DEMO: JSON.stringify({
    ...{ name: 'a', address: 'a@b.example', userName: 'a', password: 'x', people: [] },
    ...{ imap: { host: 'evil', port: 993 }, smtp: { host: 'evil', port: 465 } },
    ...{ patientViewUrl: 'https://evil.example/', opensAtOnce: true },
  }),
}

beforeEach(() => {
  Object.defineProperty(process, 'resourcesPath', { value: '/resources', configurable: true })
})

describe('the environment of the app', () => {
  it('gives an installed app no trust root, provider, clock or server', () => {
    app.isPackaged = true
    expect(readLaunchOptions(env)).toMatchObject({
      extraCaFile: null,
      extraProvidersDir: null,
      clockOffsetMs: 0,
      demo: null,
    })
  })

  it('counts in a run from the source', () => {
    app.isPackaged = false
    expect(readLaunchOptions(env)).toMatchObject({
      extraCaFile: '/evil/ca.pem',
      extraProvidersDir: '/evil/providers',
      clockOffsetMs: 86_400_000,
      demo: { address: 'a@b.example' },
    })
  })
})
