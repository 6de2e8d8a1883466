import { z } from 'zod'
import type { ReplyPage } from '../../shared/contract/index.ts'
import { accountIdSchema, type AccountId } from '../../shared/ids.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import type { AuditTrail } from '../audit/index.ts'
import { buildReplyPage, referenceOf, replyPageLines, type ReaderAssets } from '../sealing/index.ts'
import {
  findAccount,
  findAccountKey,
  listAccounts,
  readSetting,
  saveSetting,
  type AccountRow,
  type Reader,
  type Store,
  type Tx,
} from '../store/index.ts'
import { coverOf } from './outside.ts'
import { readPractice } from './practice.ts'

const setting = 'reply-pages'
const fileNames = { en: 'reply.html', es: 'respuesta.html' } as const

const storedPageSchema = z.object({
  account: accountIdSchema,
  /** The file that was saved last: for which key, and when in milliseconds since 1970. */
  saved: z.object({ fingerprint: z.string(), at: z.number() }),
  /** Where a page stands, and for which key that one was saved. */
  published: z.object({ address: z.string(), fingerprint: z.string() }).nullable(),
})
type StoredPage = z.infer<typeof storedPageSchema>

/** A page that isn't saved yet. */
export interface MadePage {
  readonly name: string
  readonly bytes: Uint8Array
  readonly fingerprint: string
}

/**
 * The reply pages, one for each account, as each has a key of its own. A page seals to the key that it was made for:
 * after that key was given up, PDFs don't name it until a new one stands in its place. Renewing keeps the key, and the
 * page. Errors of each: `account/absent`, `audit/write-failed`.
 */
export interface ReplyPageDesk {
  list(): ReplyPage[]
  /** The page for the key in use; changes nothing. */
  make(account: AccountId): Result<MadePage>
  /** The file was written where the person wants it. */
  noteSaved(account: AccountId, fingerprint: string): Result<void>
  /** Error: `outside/reply-page-outdated` unless the page that was saved last is for the key in use. */
  publish(account: AccountId, address: string): Result<ReplyPage[]>
  withdraw(account: AccountId): Result<ReplyPage[]>
}

export interface ReplyPageDeskDeps {
  readonly store: Store
  readonly audit: AuditTrail
  readonly clock: () => Date
  readonly assets: ReaderAssets
}

export function createReplyPageDesk({ store, audit, clock, assets }: ReplyPageDeskDeps): ReplyPageDesk {
  const list = () => listAccounts(store).map((account) => present(store, account))

  /** Records that what stands outside changed, and then changes it. */
  function change(tx: Tx, page: StoredPage): Result<void> {
    const recorded = audit.append(tx, { type: 'outside.changed', fields: ['replyPage'], warning: 'none' })
    if (recorded.ok) {
      put(tx, page, clock())
    }
    return recorded
  }

  return {
    list,

    make: (id) => {
      const account = findAccount(store, id)
      const key = account === null ? null : findAccountKey(store, account.address)
      if (account === null || key === null) {
        return fail('account/absent')
      }
      const practice = readPractice(store)
      const cover = coverOf(practice, account.name)
      const { certificate, fingerprint } = key
      const page = buildReplyPage({ cover, certificate, address: account.address, madeAt: clock() }, assets)
      return ok({ name: fileNames[practice.language], bytes: new TextEncoder().encode(page), fingerprint })
    },

    noteSaved: (account, fingerprint) =>
      store.transaction((tx) => {
        const published = find(tx, account)?.published ?? null
        put(tx, { account, saved: { fingerprint, at: clock().getTime() }, published }, clock())
        return ok(undefined)
      }),

    publish: (id, address) => {
      const done = store.transaction((tx) => {
        const page = find(tx, id)
        const fingerprint = keyInUse(tx, id)
        return page?.saved.fingerprint === fingerprint
          ? change(tx, { ...page, published: { address, fingerprint: page.saved.fingerprint } })
          : fail('outside/reply-page-outdated')
      })
      return done.ok ? ok(list()) : done
    },

    withdraw: (id) => {
      const done = store.transaction((tx) => {
        const page = find(tx, id)
        return page === null ? fail('account/absent') : change(tx, { ...page, published: null })
      })
      return done.ok ? ok(list()) : done
    },
  }
}

/**
 * What a PDF names: the address of the account's page, as long as that page is for this key.
 *
 * @param fingerprint of the account's key in use
 */
export function replyPageAddress(reader: Reader, account: AccountId, fingerprint: string): string | null {
  const published = find(reader, account)?.published ?? null
  return published?.fingerprint === fingerprint ? published.address : null
}

/** Of no message: what an example shows. */
const exampleReference = referenceOf(new Uint8Array(32))

function present(reader: Reader, { id, address: accountAddress, name }: AccountRow): ReplyPage {
  const page = find(reader, id)
  const fingerprint = keyInUse(reader, id)
  const named = fingerprint === null ? null : replyPageAddress(reader, id, fingerprint)
  const cover = coverOf(readPractice(reader), name)
  return {
    account: id,
    accountAddress,
    savedAt: page === null ? null : new Date(page.saved.at).toISOString(),
    isForKeyInUse: page !== null && page.saved.fingerprint === fingerprint,
    address: page?.published?.address ?? null,
    inPdf: named === null ? null : [...replyPageLines(cover, named, exampleReference)],
  }
}

function keyInUse(reader: Reader, id: AccountId): string | null {
  const account = findAccount(reader, id)
  return account === null ? null : (findAccountKey(reader, account.address)?.fingerprint ?? null)
}

function readAll(reader: Reader): StoredPage[] {
  const parsed = z.array(storedPageSchema).safeParse(readSetting(reader, setting))
  return parsed.success ? parsed.data : []
}

function find(reader: Reader, account: AccountId): StoredPage | null {
  return readAll(reader).find((page) => page.account === account) ?? null
}

function put(tx: Tx, page: StoredPage, now: Date): void {
  const others = readAll(tx).filter(({ account }) => account !== page.account)
  saveSetting(tx, setting, [...others, page], now.getTime())
}

/** Its account is removed. */
export function forgetReplyPage(tx: Tx, account: AccountId, now: Date): void {
  const others = readAll(tx).filter((page) => page.account !== account)
  saveSetting(tx, setting, others, now.getTime())
}
