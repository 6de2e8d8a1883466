import { account } from './account.ts'
import { exportMail, importMail } from './carry.ts'
import { openpgp } from './openpgp.ts'
import { practice, outside, replyPage } from './practice.ts'
import { scanner, passphrase, behaviour, about } from './program.ts'
import { smime, authorities, revocations } from './smime.ts'

export const settings = {
  title: 'Settings',
  sections: {
    practice: 'Practice',
    outside: 'Outside the seal',
    account: 'Mail account',
    carry: 'Bring and take along',
    openpgp: 'OpenPGP key',
    smime: 'S/MIME certificate',
    scanner: 'Scanner',
    passphrase: 'Passphrase and recovery',
    behaviour: 'Look and keys',
    about: 'About',
  },
  practice,
  outside,
  replyPage,
  account,
  exportMail,
  importMail,
  openpgp,
  smime,
  authorities,
  revocations,
  scanner,
  passphrase,
  behaviour,
  about,
} as const
