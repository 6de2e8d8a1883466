import { account } from './account.ts'
import { addressBook } from './address-book.ts'
import { activity } from './activity.ts'
import { composer } from './composer.ts'
import { common } from './common.ts'
import { errors, errorWords } from './errors/index.ts'
import { consultation, finding } from './finding.ts'
import { evidence } from './evidence.ts'
import { firstRun } from './first-run.ts'
import { keys } from './keys.ts'
import { binders } from './binders.ts'
import { logs } from './logs.ts'
import { mail } from './mail.ts'
import { mailboxes } from './mailboxes.ts'
import { outbox } from './outbox.ts'
import { passphrase } from './passphrase.ts'
import { patients } from './patients.ts'
import { reader } from './reader.ts'
import { reading } from './reading.ts'
import { receipt } from './receipt.ts'
import { review } from './review.ts'
import { leaving, schedule } from './schedule.ts'
import { settings } from './settings/index.ts'
import { spelling } from './spelling.ts'

export const en = {
  account,
  activity,
  addressBook,
  common,
  consultation,
  composer,
  errors,
  errorWords,
  evidence,
  finding,
  firstRun,
  keys,
  leaving,
  logs,
  binders,
  mail,
  mailboxes,
  outbox,
  reader,
  reading,
  receipt,
  passphrase,
  patients,
  review,
  schedule,
  settings,
  spelling,
} as const
