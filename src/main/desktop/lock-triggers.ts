import { powerMonitor } from 'electron'
import type { EngineThread } from './engine-thread.ts'

/** 45 CFR 164.312(a)(2)(iii), automatic logoff: sleep and the system's own lock also lock the vault. */
export function lockWithTheSystem(engine: EngineThread): void {
  powerMonitor.on('suspend', () => void engine.lock('suspend'))
  powerMonitor.on('lock-screen', () => void engine.lock('screen-locked'))
}
