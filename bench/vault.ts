import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { createAuditLog } from '../src/main/audit/index.ts'
import { noVault } from '../test/support/no-vault.ts'
import { cpuMs } from '../test/support/cpu-time.ts'
import { valueOf } from '../test/support/store.ts'
import { ok } from '../src/shared/result.ts'
import { ratio, type Bench } from './bench.ts'
import { corpus } from './search/corpus.ts'
import { fillVault } from './search/fill-vault.ts'
import { compareStores } from './vault/compare.ts'
import { timeBusyLocks, timeUnlocks } from './vault/life.ts'
import { encryptedStore } from './vault/two-stores.ts'

const appends = 2000

/** Records each in a commit of its own, as the log is written. */
function auditAppends(folder: string): { perSecond: number; perCpuSecond: number } {
  const store = encryptedStore(folder).open()
  const audit = createAuditLog({
    store,
    clock: () => new Date(),
    uptimeMs: () => performance.now(),
    ...noVault,
  })
  valueOf(
    store.transaction((tx) => {
      audit.begin(tx, 'Ana Rivera')
      return ok(undefined)
    }),
  )
  const [start, startCpu] = [performance.now(), cpuMs()]
  for (let message = 1; message <= appends; message += 1) {
    valueOf(audit.record({ type: 'message.viewed', message, person: null, protection: 'none' }))
  }
  const [tookMs, tookCpuMs] = [performance.now() - start, cpuMs() - startCpu]
  store.close()
  return {
    perSecond: Math.round((appends / tookMs) * 1000),
    perCpuSecond: Math.round((appends / tookCpuMs) * 1000),
  }
}

/** `--messages=100000` makes it larger. */
function corpusSize(): number {
  const given = process.argv.find((arg) => arg.startsWith('--messages='))
  return given === undefined ? 10_000 : Number(given.slice(given.indexOf('=') + 1))
}

/** What encryption costs, and how long opening and locking take. Ratios are of processor time. */
export const bench: Bench = {
  name: 'vault',
  run: async (scratch) => {
    const messages = corpusSize()
    const folders = { compared: join(scratch, 'compared'), audit: join(scratch, 'audit') }
    await Promise.all(Object.values(folders).map((folder) => mkdir(folder)))
    const { insert, scan, scanWithinSqlite, pointRead, search } = await compareStores(
      folders.compared,
      messages,
    )
    const audit = auditAppends(folders.audit)
    const { userDataDir } = await fillVault(join(scratch, 'vault'), corpus(messages))
    const unlocks = await timeUnlocks(userDataDir)
    const locks = await timeBusyLocks(userDataDir, scratch)
    const against = ({ ours, plain }: { ours: number; plain: number }, target: string) =>
      ratio(Math.round(ours), Math.round(plain), target)
    return {
      figures: {
        messages,
        unlockToInboxMs: unlocks.unlockMs,
        unlockToInboxCpuMs: unlocks.unlockCpuMs,
        inboxOnceOpenMs: unlocks.inboxMs,
        lockMaxMs: unlocks.lockMs,
        lockDuringImportMaxMs: locks.inImport.maxMs,
        lockDuringImportMaxCpuMs: locks.inImport.maxCpuMs,
        lockDuringSearchMaxMs: locks.inSearch.maxMs,
        lockDuringSearchMaxCpuMs: locks.inSearch.maxCpuMs,
        scanWithinSqliteRatio: Number((scanWithinSqlite.ours / scanWithinSqlite.plain).toFixed(2)),
        auditAppendsPerSecond: audit.perSecond,
        auditAppendsPerCpuSecond: audit.perCpuSecond,
        passphraseTracesAfterLock: unlocks.passphraseTraces,
      },
      ratios: {
        'insert, CPU ms vs no cipher': against(insert, '<= 2.5'),
        'scan, CPU ms vs no cipher': against(scan, '<= 2.5'),
        'point read, CPU ms vs no cipher': against(pointRead, '<= 2'),
        'search, CPU ms vs no cipher': against(search, '<= 2'),
      },
    }
  },
}
