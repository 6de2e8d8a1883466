import type { ErrorText } from './error-text.ts'
import type { backupErrorCodes } from '../../../../shared/errors/backup.ts'

export const backupErrors = {
  'backup/no-folder': {
    happened: 'No folder was chosen.',
    safe: 'Nothing was changed.',
    next: 'Choose the folder first.',
  },
  'backup/folder-missing': {
    happened: "The backup's folder isn't there.",
    safe: 'Nothing was changed. What was backed up before is as it was.',
    next: 'Connect the drive; Sealpost then goes on by itself.',
  },
  'backup/not-writable': {
    happened: "Sealpost isn't allowed to use this folder.",
    safe: 'Nothing was changed.',
    next: 'Choose another folder, or allow it in the settings of the drive.',
  },
  'backup/disk-full': {
    happened: 'The drive of the backup is full.',
    safe: 'The versions before are whole.',
    next: 'Free space there, or choose another drive.',
  },
  'backup/kit-first': {
    happened: 'There is no recovery kit yet, and nothing else opens a backup.',
    safe: 'Nothing was written.',
    next: 'Make one under Passphrase and recovery.',
  },
  'backup/none-found': {
    happened: 'There is no backup of Sealpost in this folder.',
    safe: 'Nothing was changed.',
    next: 'Choose the folder that was chosen for backups, or the one in it named sealpost-backup.',
  },
  'backup/other-vault': {
    happened: 'This is the backup of another practice.',
    safe: 'Nothing was changed.',
    next: 'Choose another folder.',
  },
  'backup/other-computer': {
    happened: 'The newest backup in this folder was made by another computer of this practice.',
    safe: 'It was left as it is.',
    next: 'Choose a folder of its own for this computer.',
  },
  'backup/newer': {
    happened: 'This backup was made by a newer Sealpost.',
    safe: 'It was left untouched.',
    next: 'Install the newer version on this computer.',
  },
  'backup/damaged': {
    happened: 'This backup is damaged or was changed: {{file}}.',
    safe: 'It was left untouched, and nothing of it was used.',
    next: 'Choose an older version, or another copy of the backup.',
  },
  'backup/busy': {
    happened: 'The store is busy: much mail is coming in, or it is getting another key.',
    safe: 'The versions before are whole.',
    next: 'Sealpost makes the backup when it is quiet.',
  },
  'backup/under-way': {
    happened: 'Another work on the backup is under way.',
    safe: 'Nothing was changed.',
    next: 'Wait until it has ended, or stop it.',
  },
  'backup/stopped': {
    happened: 'Stopped.',
    safe: 'The versions before are whole.',
    next: 'Begin again when you like: what was written needn’t be written twice.',
  },
} as const satisfies Record<(typeof backupErrorCodes)[number], ErrorText>
