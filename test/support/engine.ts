import { join } from 'node:path'
import type { EngineThreadData } from '../../src/main/engine/index.ts'
import { createEngine, type Engine, type EngineDeps } from '../../src/main/engine/engine.ts'
import { noKeychain, type Keychain } from '../../src/main/vault/index.ts'
import { cheapKdf } from './vault.ts'

export type TestEngineOptions = Partial<EngineThreadData> & {
  readonly userDataDir: string
  readonly keychain?: Keychain
  readonly desktop?: Partial<EngineDeps['desktop']>
}

/**
 * The engine as in its thread, without a window and with a cheap derivation; every dialog is cancelled unless `desktop`
 * answers it.
 */
export function startTestEngine({ keychain, desktop, ...data }: TestEngineOptions): Promise<Engine> {
  return createEngine({
    data: {
      resourcesDir: join(import.meta.dirname, '..', '..', 'resources'),
      isPackaged: false,
      version: '0.0.0',
      platform: process.platform,
      extraCaFile: null,
      extraProvidersDir: null,
      demo: null,
      clockOffsetMs: 0,
      ...data,
    },
    keychain: keychain ?? noKeychain,
    kdfCost: cheapKdf,
    scanWorker: new URL('../../src/main/engine/scan-worker.ts', import.meta.url),
    mailWorker: new URL('../../src/main/engine/mail-worker.ts', import.meta.url),
    spellingWorker: new URL('../../src/main/engine/spelling-worker.ts', import.meta.url),
    desktop: {
      askSavePath: () => Promise.resolve(null),
      askOpenPaths: () => Promise.resolve([]),
      openFile: () => Promise.resolve(false),
      showInFolder: () => Promise.resolve(),
      openExternal: () => Promise.resolve(),
      printPage: () => Promise.resolve(),
      noteCopy: () => Promise.resolve(),
      clearCopies: () => Promise.resolve(),
      hideFromScreenCapture: () => Promise.resolve(),
      ...desktop,
    },
  })
}
