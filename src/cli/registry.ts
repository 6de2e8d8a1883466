import type { Command } from './command.ts'

/** Every command, loaded when it is called for, so that `sealpost` starts quickly. */
export const commands: Readonly<Record<string, () => Promise<Command>>> = {
  audit: async () => (await import('./commands/audit.ts')).auditCommand,
  backup: async () => (await import('./commands/backup.ts')).backupCommand,
  scan: async () => (await import('./commands/scan.ts')).scanCommand,
}
