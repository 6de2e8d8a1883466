import type { ContractRouterClient } from '@orpc/contract'
import { accountsContract } from './accounts.ts'
import { addressBookContract } from './address-book.ts'
import { appContract } from './app.ts'
import { auditContract } from './audit.ts'
import { backupContract } from './backup.ts'
import { bindersContract } from './binders.ts'
import { carryContract } from './carry.ts'
import { collectorContract } from './collector.ts'
import { contactsContract } from './contacts.ts'
import { disclosuresContract } from './disclosures.ts'
import { draftsContract } from './drafts.ts'
import { evidenceContract } from './evidence.ts'
import { holdsContract } from './holds.ts'
import { logsContract } from './logs.ts'
import { mailContract } from './mail.ts'
import { outboxContract } from './outbox.ts'
import { policyContract } from './policy.ts'
import { practiceContract } from './practice.ts'
import { readerContract } from './reader.ts'
import { recoveryContract } from './recovery.ts'
import { spellingContract } from './spelling.ts'
import { vaultContract } from './vault.ts'

/** Everything the window can ask of the engine. The gate, the engine's router and the client all come from it. */
export const contract = {
  app: appContract,
  vault: vaultContract,
  recovery: recoveryContract,
  accounts: accountsContract,
  mail: mailContract,
  carry: carryContract,
  reader: readerContract,
  contacts: contactsContract,
  addressBook: addressBookContract,
  drafts: draftsContract,
  outbox: outboxContract,
  spelling: spellingContract,
  practice: practiceContract,
  policy: policyContract,
  audit: auditContract,
  logs: logsContract,
  binders: bindersContract,
  backup: backupContract,
  collector: collectorContract,
  evidence: evidenceContract,
  disclosures: disclosuresContract,
  holds: holdsContract,
}

export type EngineClient = ContractRouterClient<typeof contract>

export * from './accounts.ts'
export * from './address-book.ts'
export * from './app.ts'
export * from './audit.ts'
export * from './backup.ts'
export * from './base.ts'
export * from './binders.ts'
export * from './carry.ts'
export * from './collector.ts'
export * from './contacts.ts'
export * from './disclosures.ts'
export * from './drafts.ts'
export * from './events.ts'
export * from './evidence.ts'
export * from './holds.ts'
export * from './logs.ts'
export * from './mail.ts'
export * from './outbox.ts'
export * from './policy.ts'
export * from './practice.ts'
export * from './reader.ts'
export * from './receipts.ts'
export * from './recovery.ts'
export * from './reply-page.ts'
export * from './spelling.ts'
export * from './vault.ts'
