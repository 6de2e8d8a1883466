import { parseQuery, readRaw, saveMessages, searchAndCount, type Store } from '../../src/main/store/index.ts'
import type { MessageId } from '../../src/shared/ids.ts'
import { ok } from '../../src/shared/result.ts'
import { cpuMs } from '../../test/support/cpu-time.ts'
import { seededRandom } from '../../test/support/random.ts'
import { querySql } from '../../test/support/store.ts'
import { corpus, corpusVocabulary } from '../search/corpus.ts'
import { batches, makeAccount, makeInbox, prepareMails, valueOf } from '../search/fill-vault.ts'
import { benchQueries } from '../search/queries.ts'
import { encryptedStore, plainStore, type ComparedStore } from './two-stores.ts'

export type Compared = Readonly<
  Record<'insert' | 'scan' | 'scanWithinSqlite' | 'pointRead' | 'search', { ours: number; plain: number }>
>

const rounds = 5
const pointReads = 2000
const queryCount = 100

/**
 * Processor time of this thread for the same work on the encrypted store and on one without the cipher, turn by turn, so
 * that a busy machine falls on both.
 */
export async function compareStores(folder: string, messages: number): Promise<Compared> {
  const stores = { ours: encryptedStore(folder), plain: plainStore(folder) }
  const insert = await insertInto(stores, messages)
  const ids = withOpened(stores.ours, (store) =>
    querySql(store, 'SELECT id FROM messages').map(({ id }) => id as MessageId),
  )
  const random = seededRandom(5)
  const drawn = Array.from({ length: pointReads }, () => ids[Math.floor(random() * ids.length)] as MessageId)
  const queries = benchQueries(queryCount, messages, corpusVocabulary())
  const midnightUtc = (year: number, month: number, day: number) => Date.UTC(year, month - 1, day)
  return {
    insert,
    scan: measure(stores, scanAll),
    scanWithinSqlite: measure(stores, (store) => {
      // A word that is nowhere: every page is deciphered, and next to nothing is done with it.
      querySql(store, `SELECT count(*) FROM message_texts WHERE body LIKE '%qqqqqqqq%'`)
    }),
    pointRead: measure(stores, (store) => {
      for (const id of drawn) readRaw(store, id)
    }),
    search: measure(stores, (store) => {
      for (const { ours } of queries)
        searchAndCount(store, parseQuery(ours, midnightUtc), { before: null, limit: 50 })
    }),
  }
}

type Both = { readonly ours: ComparedStore; readonly plain: ComparedStore }

/** As a first sync stores: 200 messages in each commit. */
async function insertInto(stores: Both, messages: number): Promise<{ ours: number; plain: number }> {
  const opened = [stores.ours.open(), stores.plain.open()].map((store) => {
    const accountId = makeAccount(store)
    return {
      store,
      end: store.beginBulk(),
      place: { accountId, mailboxId: makeInbox(store, accountId) },
      tookMs: 0,
    }
  })
  const [first] = opened
  if (first === undefined) throw new Error('there are two stores')
  for (const batch of batches(corpus(messages))) {
    const prepared = await prepareMails(first.store, batch)
    for (const target of opened) {
      const start = cpuMs()
      valueOf(target.store.transaction((tx) => ok(saveMessages(tx, target.place, prepared, 1))))
      target.tookMs += cpuMs() - start
    }
  }
  for (const { end, store } of opened) {
    end()
    store.close()
  }
  return { ours: first.tookMs, plain: opened[1]?.tookMs ?? 0 }
}

/** Every message with its text, as values that a program can use. */
function scanAll(store: Store): void {
  for (let last = 0; ;) {
    const rows = querySql(
      store,
      `SELECT m.*, t.body FROM messages m JOIN message_texts t ON t.message_id = m.id
       WHERE m.id > ${String(last)} ORDER BY m.id LIMIT 500`,
    )
    last = Number(rows.at(-1)?.['id'])
    if (rows.length < 500) return
  }
}

/** Of all rounds together: a scan is shorter than what the system's clock of processor time can tell. */
function measure(stores: Both, work: (store: Store) => void): { ours: number; plain: number } {
  const times = { ours: 0, plain: 0 }
  for (let round = 0; round < rounds; round += 1) {
    for (const name of ['ours', 'plain'] as const) {
      withOpened(stores[name], (store) => {
        const start = cpuMs()
        work(store)
        times[name] += cpuMs() - start
      })
    }
  }
  return times
}

function withOpened<T>(compared: ComparedStore, work: (store: Store) => T): T {
  const store = compared.open()
  try {
    return work(store)
  } finally {
    store.close()
  }
}
