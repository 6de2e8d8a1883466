import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import { canonicalJson, type CanonicalValue } from '../../shared/canonical-json.ts'
import { appendDurably, writeFileAtomically } from './atomic-file.ts'
import { sealingKeyOf } from './hpke.ts'
import { deriveKey, isSameHex, macOf } from './keys.ts'
import {
  openOutcome,
  openTried,
  sealOutcome,
  sealTried,
  sealedBytes,
  type AttemptFactor,
} from './sealed-attempt.ts'

/** A try to open the vault. It is written down before the secret is checked, so killing the program buys no free try. */
export type UnlockAttempt = {
  /** Rises for the whole life of the vault: a gap shows that the journal was cut. */
  readonly number: number
  /** ms since 1970, by this computer's clock. */
  readonly at: number
  /** Null: it can't be told, or it is one of more than are told apart. */
  readonly factor: AttemptFactor | null
  /** Code of the error that was answered. Null: none was, as far as is known. */
  readonly outcome: string | null
}

export type JournalReading = {
  /** Attempts up to this number are in the audit log already; null when the file is missing, damaged or was begun anew. */
  readonly folded: number | null
  readonly attempts: readonly UnlockAttempt[]
  /**
   * False: lines were altered or removed. True: every line carries the MAC under the device secret. Null without one:
   * the lines fit each other, and nothing can vouch for them.
   */
  readonly isAuthentic: boolean | null
  /** The newest attempt that the keychain knew of before the last of these; null: nothing is known of that. */
  readonly counted: number | null
}

/** An attempt that is in the journal, until it is answered. */
export type NotedAttempt = {
  readonly number: number
  /** Durable when it returns. Nothing where the journal was begun anew since. */
  readonly refused: (code: string) => Promise<void>
  /** Wipes its key. */
  readonly end: () => void
}

/** So many attempts are told one by one, each with what it was made with. */
export const mostToldApart = 1000

/** The newest number of which anything is known: the next attempts go on from there. */
export function newestIn({ folded, attempts, counted }: JournalReading): number {
  return Math.max(attempts.at(-1)?.number ?? folded ?? 0, counted ?? 0)
}

const hash = z.string().regex(/^[0-9a-f]{64}$/)
const sealed = z.base64().length(Math.ceil(sealedBytes / 3) * 4)
const publicKey = z.base64().length(44)
const chained = { prev: hash, mac: hash, sealed: sealed.nullable() }
const baseSchema = z.strictObject({ folded: z.int().nonnegative(), sealTo: publicKey.nullable(), mac: hash })
const attemptSchema = z.strictObject({ number: z.int().positive(), at: z.int(), ...chained })
const outcomeSchema = z.strictObject({ outcomeOf: z.int().positive(), ...chained })
const lineSchema = z.union([baseSchema, attemptSchema, outcomeSchema])

type Base = z.infer<typeof baseSchema>
type AttemptLine = z.infer<typeof attemptSchema>
type OutcomeLine = z.infer<typeof outcomeSchema>
type ReadLine = { readonly text: string; readonly line: z.infer<typeof lineSchema> }

/**
 * What happens while the vault is locked, in a file beside it, because the store can't be written then. JSON lines;
 * the first names what was folded into the audit log and the public key of the vault's that the rest is sealed to. Each
 * attempt is a line, and what was answered another. Number and time can be read, since the next attempt has to wait
 * by them; the rest is sealed. Each line names the SHA-256 of the one before, and carries an HMAC under a key of
 * the device secret.
 */
export class LockedJournal {
  readonly #path: string

  constructor(path: string) {
    this.#path = path
  }

  /**
   * Starts over after the attempts up to `folded` went into the audit log.
   *
   * @param sealTo the public key of the vault's `locked-journal` key; null: nobody can say it while the vault is locked
   */
  reset(folded: number, sealTo: Uint8Array | null, deviceSecret: Uint8Array | null): void {
    const base = { folded, sealTo: sealTo === null ? null : Buffer.from(sealTo).toString('base64') }
    const key = macKeyOf(deviceSecret)
    writeFileAtomically(this.#path, `${lineOf(base, key)}\n`)
    key.fill(0)
  }

  /**
   * Durable when it returns. A missing or damaged journal is begun anew: the numbers show it. Whoever gets the attempt
   * ends it.
   */
  async append(
    { at, factor }: { readonly at: number; readonly factor: AttemptFactor },
    deviceSecret: Uint8Array | null,
  ): Promise<NotedAttempt> {
    if (baseOf(this.#readLines()) === null) this.reset(0, null, deviceSecret)
    const read = this.#readLines()
    const base = baseOf(read)
    const number = (attemptsIn(read).at(-1)?.number ?? base?.folded ?? 0) + 1
    const sealTo = base?.sealTo == null ? null : Buffer.from(base.sealTo, 'base64')
    const key = macKeyOf(deviceSecret)
    this.#add({ number, at, sealed: await sealTried(sealTo, { number, at, factor }) }, key)
    return {
      number,
      refused: async (code) => {
        if (attemptsIn(this.#readLines()).at(-1)?.number !== number) return
        this.#add({ outcomeOf: number, sealed: await sealOutcome(sealTo, { number, code }) }, key)
      },
      end: () => key.fill(0),
    }
  }

  /** When it was tried, the oldest first: what can be read while the vault is locked. */
  times(): readonly { readonly at: number }[] {
    return attemptsIn(this.#readLines()).map(({ at }) => ({ at }))
  }

  /** @param privateKey the vault's `locked-journal` key */
  async read(
    privateKey: Uint8Array,
    deviceSecret: Uint8Array | null,
  ): Promise<Omit<JournalReading, 'counted'>> {
    const read = this.#readLines()
    const base = baseOf(read)
    const opened = await openLines(read, privateKey)
    const sealTo = base?.sealTo ?? null
    const own = await sealingKeyOf(privateKey)
    const isOurs = sealTo === null || sealTo === own.toString('base64')
    const fits = base !== null && isChained(read) && isOurs && opened.areGenuine
    return {
      folded: sealTo === null ? null : (base?.folded ?? null),
      attempts: opened.attempts,
      isAuthentic: fits && deviceSecret === null ? null : fits && carriesMacs(read, deviceSecret),
    }
  }

  #add(line: Omit<AttemptLine, 'prev' | 'mac'> | Omit<OutcomeLine, 'prev' | 'mac'>, key: Uint8Array): void {
    const text = this.#readText()
    const isCutOff = text !== '' && !text.endsWith('\n')
    const prev = hashOf(linesIn(text).at(-1)?.text ?? '')
    appendDurably(this.#path, `${isCutOff ? '\n' : ''}${lineOf({ ...line, prev }, key)}\n`)
  }

  #readLines(): ReadLine[] {
    return linesIn(this.#readText())
  }

  #readText(): string {
    return existsSync(this.#path) ? readFileSync(this.#path, 'utf8') : ''
  }
}

/** A line that a power cut left half-written counts as no line. */
function linesIn(text: string): ReadLine[] {
  return text.split('\n').flatMap((line) => {
    const parsed = lineSchema.safeParse(parseJson(line))
    return parsed.success ? [{ text: line, line: parsed.data }] : []
  })
}

function baseOf([first]: readonly ReadLine[]): Base | null {
  return first !== undefined && 'folded' in first.line ? first.line : null
}

function attemptsIn(read: readonly ReadLine[]): AttemptLine[] {
  return read.flatMap(({ line }) => ('number' in line ? [line] : []))
}

/** Whether each line names the one before it. */
function isChained(read: readonly ReadLine[]): boolean {
  return read.every(({ line }, index) =>
    'folded' in line ? index === 0 : isSameHex(line.prev, hashOf(read[index - 1]?.text ?? '')),
  )
}

function carriesMacs(read: readonly ReadLine[], deviceSecret: Uint8Array | null): boolean {
  const key = macKeyOf(deviceSecret)
  const carry = read.every(({ line: { mac, ...rest } }) => isSameHex(mac, macOf(key, canonicalJson(rest))))
  key.fill(0)
  return carry
}

/** The attempts with what was sealed of them. `areGenuine`: all that was opened says the same as its line. */
async function openLines(read: readonly ReadLine[], privateKey: Uint8Array) {
  const attempts = new Map<number, UnlockAttempt>()
  let areGenuine = true
  const open = async <Opened>(
    text: string | null,
    opening: (bytes: Uint8Array) => Promise<Opened | null>,
  ): Promise<Opened | null> => {
    const opened = text === null ? null : await opening(Buffer.from(text, 'base64'))
    if (text !== null && opened === null) areGenuine = false
    return opened
  }
  for (const { line } of read) {
    if ('number' in line) {
      const { number, at } = line
      if (attempts.has(number)) areGenuine = false
      const isTold = attempts.size < mostToldApart
      const tried = isTold
        ? await open(line.sealed, (bytes) => openTried(privateKey, { number, at }, bytes))
        : null
      attempts.set(number, { number, at, factor: tried?.factor ?? null, outcome: null })
    } else if ('outcomeOf' in line) {
      const attempt = attempts.get(line.outcomeOf)
      if (attempt === undefined) areGenuine = false
      else if (attempts.size <= mostToldApart) {
        const outcome = await open(line.sealed, (bytes) => openOutcome(privateKey, attempt.number, bytes))
        attempts.set(attempt.number, { ...attempt, outcome: outcome?.code ?? null })
      }
    }
  }
  return { attempts: [...attempts.values()], areGenuine }
}

function lineOf(line: CanonicalValue & object, key: Uint8Array): string {
  return canonicalJson({ ...line, mac: macOf(key, canonicalJson(line)) })
}

function macKeyOf(deviceSecret: Uint8Array | null): Buffer {
  return deriveKey(deviceSecret ?? new Uint8Array(32), new Uint8Array(0), 'sealpost/vault/1/locked-journal')
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
