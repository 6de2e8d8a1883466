import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { parseQuery, searchAndCount, type Store } from '../src/main/store/index.ts'
import { querySql } from '../test/support/store.ts'
import { ratio, type Bench } from './bench.ts'
import { bundleEngineChild } from './engine/bundle.ts'
import { startEngineProcess } from './engine/engine-process.ts'
import { vaultPassphrase } from './engine/set-up.ts'
import { corpus, corpusVocabulary } from './search/corpus.ts'
import { fillVault, withStore } from './search/fill-vault.ts'
import { indexWithNotmuch, notmuchPackages, writeMaildir } from './search/notmuch.ts'
import { benchQueries, queryKinds, type BenchQuery } from './search/queries.ts'

const queryCount = 200
const pageSize = 50
/** What the window asks for at first, with snippets and marks. */
const windowPageSize = 30
/** The first round reads pages and compiles statements; it doesn't count. */
const rounds = 3

type Answer = { readonly count: number; readonly ms: number }

/** `--messages=10000` makes it smaller. */
function corpusSize(): number {
  const given = process.argv.find((arg) => arg.startsWith('--messages='))
  return given === undefined ? 100_000 : Number(given.slice(given.indexOf('=') + 1))
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return Number((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(3))
}

const times = (answers: readonly Answer[]): number[] => answers.map(({ ms }) => ms)
const megabytes = (bytes: number): number => Math.round(bytes / 1e6)

/** Count and newest 50 as the engine asks its store. */
function askStore(store: Store, queries: readonly BenchQuery[]): Answer[] {
  const midnightUtc = (year: number, month: number, day: number) => Date.UTC(year, month - 1, day)
  let answers: Answer[] = []
  for (let round = 0; round < rounds; round++) {
    answers = queries.map(({ ours }) => {
      const start = performance.now()
      const query = parseQuery(ours, midnightUtc)
      const { count } = searchAndCount(store, query, { before: null, limit: pageSize }).total
      return { count, ms: performance.now() - start }
    })
  }
  return answers
}

/** The full-text index alone: the texts beside it are for snippets. */
function indexBytesOf(store: Store): number {
  const [row] = querySql(store, 'SELECT sum(length(block)) AS bytes FROM message_search_data')
  return Number(row?.['bytes'] ?? 0)
}

/** The engine alone in its process, asked as the window asks it. */
async function askEngine(userDataDir: string, queries: readonly BenchQuery[]) {
  const engine = startEngineProcess(userDataDir, null, { file: await bundleEngineChild() })
  try {
    await engine.client.vault.unlock({ passphrase: vaultPassphrase })
    const [inbox] = await engine.client.mail.mailboxes()
    if (inbox === undefined) throw new Error('the vault has no inbox')
    await engine.client.mail.list({ mailboxId: inbox.id, cursor: null, limit: 100 })
    await engine.measure.watchStalls()
    const ms: number[] = []
    for (const { ours: query } of queries) {
      const start = performance.now()
      await engine.client.mail.search({ query, order: 'newest', cursor: null, limit: windowPageSize })
      ms.push(performance.now() - start)
    }
    const ranked: number[] = []
    for (const { ours: query } of queries) {
      const start = performance.now()
      await engine.client.mail.search({ query, order: 'relevance', cursor: null, limit: windowPageSize })
      ranked.push(performance.now() - start)
    }
    return { ms, ranked, memoryBytes: await engine.measure.peakMemoryBytes() }
  } finally {
    await engine.stop()
  }
}

function byKind(queries: readonly BenchQuery[], ours: readonly Answer[], peer: readonly Answer[]) {
  return Object.fromEntries(
    queryKinds.map((kind) => {
      const of = (answers: readonly Answer[]) =>
        quantile(times(answers.filter((_, index) => queries[index]?.kind === kind)), 0.5)
      return [`${kind}, p50Ms (notmuch)`, `${String(of(ours))} (${String(of(peer))})`]
    }),
  )
}

/** 200 searches in 100,000 messages, beside notmuch's library on the same mail. */
export const bench: Bench = {
  name: 'search',
  packages: notmuchPackages,
  run: async (scratch) => {
    const messages = corpusSize()
    const queries = benchQueries(queryCount, messages, corpusVocabulary())
    const { userDataDir, indexMs, mergeMs } = await fillVault(join(scratch, 'vault'), corpus(messages))
    const maildir = join(scratch, 'maildir')
    await writeMaildir(maildir, corpus(messages))
    const notmuch = await indexWithNotmuch(scratch, maildir)
    const asked = queries.map((query) => query.notmuch)
    const peer = (await notmuch.ask(Array.from({ length: rounds }, () => asked).flat())).slice(-queryCount)
    const { ours, indexBytes } = await withStore(userDataDir, (store) =>
      Promise.resolve({ ours: askStore(store, queries), indexBytes: indexBytesOf(store) }),
    )
    const engine = await askEngine(userDataDir, queries)
    const agreeing = queries.filter((_, index) => ours[index]?.count === peer[index]?.count).length
    const storeBytes = (await stat(join(userDataDir, 'vault', 'store.db'))).size
    return {
      figures: {
        messages,
        queries: queryCount,
        searchP50Ms: quantile(times(ours), 0.5),
        searchP95Ms: quantile(times(ours), 0.95),
        notmuchP50Ms: quantile(times(peer), 0.5),
        notmuchP95Ms: quantile(times(peer), 0.95),
        windowCallP50Ms: quantile(engine.ms, 0.5),
        windowCallP95Ms: quantile(engine.ms, 0.95),
        windowCallMaxMs: quantile(engine.ms, 1),
        byRelevanceP95Ms: quantile(engine.ranked, 0.95),
        sameCountAsNotmuch: `${String(agreeing)} of ${String(queryCount)}`,
        engineMemoryPeakMB: megabytes(engine.memoryBytes),
        mergeSeconds: Number((mergeMs / 1000).toFixed(1)),
        storeMB: megabytes(storeBytes),
        ...byKind(queries, ours, peer),
      },
      ratios: {
        'count and newest 50, p50 vs notmuch': ratio(
          quantile(times(ours), 0.5),
          quantile(times(peer), 0.5),
          '<= 0.5',
        ),
        'count and newest 50, p95 vs notmuch': ratio(
          quantile(times(ours), 0.95),
          quantile(times(peer), 0.95),
          '<= 0.5',
        ),
        'index MB vs notmuch': ratio(megabytes(indexBytes), megabytes(notmuch.indexBytes), '<= 0.5'),
        'index seconds vs notmuch': ratio(
          Number(((indexMs + mergeMs) / 1000).toFixed(1)),
          Number((notmuch.indexMs / 1000).toFixed(1)),
          '<= 1',
        ),
      },
    }
  },
}
