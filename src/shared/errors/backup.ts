/** Failures of backups and of restoring from one. */
export const backupErrorCodes = [
  'backup/no-folder',
  'backup/folder-missing',
  'backup/not-writable',
  'backup/disk-full',
  'backup/kit-first',
  'backup/none-found',
  'backup/other-vault',
  'backup/other-computer',
  'backup/newer',
  'backup/damaged',
  'backup/busy',
  'backup/under-way',
  'backup/stopped',
] as const
