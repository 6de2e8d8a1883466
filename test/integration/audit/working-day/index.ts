import { accountActs } from './accounts.ts'
import type { Act } from './day.ts'
import { letterActs } from './letters.ts'
import { logActs } from './log.ts'
import { mailActs } from './mail.ts'
import { keyFileActs, newerKeyActs } from './own-key.ts'
import { peopleActs } from './people.ts'
import { practiceActs } from './practice.ts'
import { vaultActs } from './vault.ts'

export { inAWeek, letterOf, ordinaryText, type Day } from './day.ts'

/** In an order in which each finds what it needs; every act can be tried again after it was refused. */
export const workingDay: readonly Act[] = [
  ...vaultActs,
  ...practiceActs,
  ...peopleActs,
  ...keyFileActs,
  ...mailActs,
  ...letterActs,
  ...accountActs,
  ...logActs,
  ...newerKeyActs,
]
