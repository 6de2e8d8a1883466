import { app } from 'electron'
import path from 'node:path'
import { z } from 'zod'
import type { EngineThreadData } from '../engine/index.ts'

const demoSchema = z.object({
  name: z.string(),
  address: z.string(),
  userName: z.string(),
  password: z.string(),
  imap: z.object({ host: z.string(), port: z.number() }),
  smtp: z.object({ host: z.string(), port: z.number() }),
  people: z.array(
    z.object({
      kind: z.enum(['patient', 'colleague', 'other']),
      name: z.string(),
      address: z.string(),
      birthDate: z.string().nullable(),
      readsMailOn: z.enum(['phone', 'computer', 'unsure']),
    }),
  ),
  patientViewUrl: z.string(),
  opensAtOnce: z.boolean(),
})

/**
 * What the engine is started with. The environment counts only in unpackaged runs: an installed Sealpost can't be
 * given another trust root, clock or server from outside.
 */
export function readLaunchOptions(env: NodeJS.ProcessEnv): EngineThreadData {
  const own = app.isPackaged ? {} : env
  return {
    userDataDir: app.getPath('userData'),
    resourcesDir: app.isPackaged ? process.resourcesPath : path.join(app.getAppPath(), 'resources'),
    isPackaged: app.isPackaged,
    version: app.getVersion(),
    platform: process.platform,
    extraCaFile: own['SEALPOST_EXTRA_CA'] ?? null,
    extraProvidersDir: own['SEALPOST_EXTRA_PROVIDERS'] ?? null,
    demo: own['SEALPOST_DEMO'] === undefined ? null : demoSchema.parse(JSON.parse(own['SEALPOST_DEMO'])),
    clockOffsetMs: Number(own['SEALPOST_CLOCK_OFFSET_MS'] ?? 0),
  }
}
