import type { Migration } from '../migration.ts'
import { auditTables } from './audit.ts'
import { carryTables } from './carry.ts'
import { evidenceTables } from './evidence.ts'
import { holdTables } from './holds.ts'
import { mailTables } from './mail.ts'
import { outboundTables } from './outbound.ts'
import { peopleTables } from './people.ts'
import { practiceTables } from './practice.ts'
import { readLogTables } from './read-logs.ts'
import { searchTables } from './search.ts'

/**
 * The whole schema of the first release. All tables are STRICT; times are milliseconds since 1970 in UTC;
 * booleans are 0 and 1; columns named `*_json` hold JSON text; `blob_*` columns point into `blob_chunks`.
 */
export const initial: Migration = (database) => {
  for (const tables of [
    practiceTables,
    peopleTables,
    mailTables,
    carryTables,
    searchTables,
    outboundTables,
    auditTables,
    evidenceTables,
    holdTables,
    readLogTables,
  ]) {
    database.exec(tables)
  }
}
