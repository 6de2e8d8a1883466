import { accountsRouter } from './accounts.ts'
import { addressBookRouter } from './address-book.ts'
import { appRouter } from './app.ts'
import { auditRouter } from './audit.ts'
import { backupRouter } from './backup.ts'
import { os } from './base.ts'
import { bindersRouter } from './binders.ts'
import { carryRouter } from './carry.ts'
import { collectorRouter } from './collector.ts'
import { contactsRouter } from './contacts.ts'
import { disclosuresRouter } from './disclosures.ts'
import { draftsRouter } from './drafts.ts'
import { evidenceRouter } from './evidence.ts'
import { holdsRouter } from './holds.ts'
import { logsRouter } from './logs.ts'
import { mailRouter } from './mail.ts'
import { outboxRouter } from './outbox.ts'
import { policyRouter } from './policy.ts'
import { practiceRouter } from './practice.ts'
import { readerRouter } from './reader.ts'
import { recoveryRouter } from './recovery.ts'
import { spellingRouter } from './spelling.ts'
import { vaultRouter } from './vault.ts'

/** The engine's answer to every procedure of the contract; the compiler knows when one is missing. */
export const router = os.router({
  app: appRouter,
  vault: vaultRouter,
  recovery: recoveryRouter,
  accounts: accountsRouter,
  mail: mailRouter,
  carry: carryRouter,
  reader: readerRouter,
  contacts: contactsRouter,
  addressBook: addressBookRouter,
  drafts: draftsRouter,
  outbox: outboxRouter,
  spelling: spellingRouter,
  practice: practiceRouter,
  policy: policyRouter,
  audit: auditRouter,
  logs: logsRouter,
  binders: bindersRouter,
  backup: backupRouter,
  collector: collectorRouter,
  evidence: evidenceRouter,
  disclosures: disclosuresRouter,
  holds: holdsRouter,
})
