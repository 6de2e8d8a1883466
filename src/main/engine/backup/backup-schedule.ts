import type { BackupDesk } from './backup-desk.ts'

/** How often it is looked whether a backup is due; the first time after the first minute, when mail has come. */
const lookEveryMs = 60_000

/** Makes a backup a day, and catches up when the drive is back. */
export interface BackupSchedule {
  start(): void
  /** Answers when nothing runs any more. */
  stop(): Promise<void>
}

export function createBackupSchedule(desk: Pick<BackupDesk, 'makeDue' | 'cancel'>): BackupSchedule {
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> | null = null
  return {
    start: () => {
      timer = setInterval(() => {
        // What is waited for by `stop` is the backup that began, not a later look that found it running.
        running ??= desk.makeDue().finally(() => {
          running = null
        })
      }, lookEveryMs)
      timer.unref()
    },
    stop: async () => {
      clearInterval(timer)
      desk.cancel()
      await running?.catch(() => undefined)
    },
  }
}
