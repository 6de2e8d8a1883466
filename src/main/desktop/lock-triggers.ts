import { powerMonitor } from 'electron'
import type { EngineThread } from './engine-thread.ts'

/** Linux says nothing when its screen is locked; it answers when it is asked. */
const askEveryMs = 2000

/**
 * 45 CFR 164.312(a)(2)(iii), automatic logoff: sleep (which closing the lid means on most computers), the system's own
 * lock and another person's turn on a Mac also lock the vault.
 */
export function lockWithTheSystem(
  engine: Pick<EngineThread, 'lock'>,
  monitor: Electron.PowerMonitor = powerMonitor,
  platform: NodeJS.Platform = process.platform,
): void {
  monitor.on('suspend', () => void engine.lock('suspend'))
  // Where it slept before anybody could be told, what was open then is locked now.
  monitor.on('resume', () => void engine.lock('suspend'))
  monitor.on('lock-screen', () => void engine.lock('screen-locked'))
  monitor.on('user-did-resign-active', () => void engine.lock('screen-locked'))
  if (platform === 'linux') {
    lockWhenAsked(engine, monitor)
  }
}

function lockWhenAsked(engine: Pick<EngineThread, 'lock'>, monitor: Electron.PowerMonitor): void {
  let wasLocked = false
  setInterval(() => {
    // The threshold tells idle from active, which isn't asked here.
    const isLocked = monitor.getSystemIdleState(3600) === 'locked'
    if (isLocked && !wasLocked) {
      void engine.lock('screen-locked')
    }
    wasLocked = isLocked
  }, askEveryMs).unref()
}
