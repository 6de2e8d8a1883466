import { account } from './account.ts'
import { backup } from './backup.ts'
import { exportMail, importMail } from './carry.ts'
import { fetch, keptDrafts } from './fetch.ts'
import { log } from './log.ts'
import { openpgp } from './openpgp.ts'
import { policy } from './policy.ts'
import { practice, outside, replyPage } from './practice.ts'
import { scanner, passphrase, storeKey, erase, behaviour, about } from './program.ts'
import { security } from './security.ts'
import { shares } from './shares.ts'
import { smime, authorities, revocations } from './smime.ts'

export const settings = {
  title: 'Settings',
  sections: {
    practice: 'Practice',
    policy: 'Policy',
    outside: 'Outside the seal',
    account: 'Mail account',
    carry: 'Bring and take along',
    backup: 'Backup',
    log: 'Activity log',
    openpgp: 'OpenPGP key',
    smime: 'S/MIME certificate',
    scanner: 'Scanner',
    spelling: 'Spelling',
    passphrase: 'Passphrase and recovery',
    security: 'Passkey and key file',
    behaviour: 'Look and keys',
    about: 'About',
  },
  practice,
  policy,
  outside,
  replyPage,
  account,
  fetch,
  keptDrafts,
  exportMail,
  importMail,
  backup,
  log,
  openpgp,
  smime,
  authorities,
  revocations,
  scanner,
  passphrase,
  storeKey,
  erase,
  security,
  shares,
  behaviour,
  about,
} as const
