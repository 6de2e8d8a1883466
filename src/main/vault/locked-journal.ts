import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import { canonicalJson } from '../../shared/canonical-json.ts'
import { appendDurably, writeFileAtomically } from './atomic-file.ts'
import { deriveKey, isSameHex, macOf } from './keys.ts'

/** What an attempt was made with; a passkey by itself where that is allowed. */
export const attemptFactors = [
  'passphrase',
  'passphrase-passkey',
  'passphrase-key-file',
  'passkey',
  'recovery-kit',
  'recovery-shares',
] as const

/** A try to open the vault. It is written down before the secret is checked, so killing the program buys no free try. */
export type UnlockAttempt = {
  /** Rises for the whole life of the vault: a gap shows that the journal was cut. */
  readonly number: number
  /** ms since 1970, by this computer's clock. */
  readonly at: number
  readonly factor: (typeof attemptFactors)[number]
}

export type JournalReading = {
  /** Attempts up to this number are in the audit log already; null when the file is missing or damaged. */
  readonly folded: number | null
  readonly attempts: readonly UnlockAttempt[]
  /** Whether every line carries the MAC under the device secret; null without one: nothing can vouch for the lines. */
  readonly isAuthentic: boolean | null
  /** The newest attempt that the keychain knew of before the last of these; null: nothing is known of that. */
  readonly counted: number | null
}

/** The newest number of which anything is known: the next attempts go on from there. */
export function newestIn({ folded, attempts, counted }: JournalReading): number {
  return Math.max(attempts.at(-1)?.number ?? folded ?? 0, counted ?? 0)
}

const hash = z.string().regex(/^[0-9a-f]{64}$/)
const baseSchema = z.strictObject({ folded: z.int().nonnegative(), mac: hash })
const attemptSchema = z.strictObject({
  number: z.int().positive(),
  at: z.int(),
  factor: z.enum(attemptFactors),
  mac: hash,
})

/**
 * What happens while the vault is locked: counts and times in a file beside it, because the store can't be written
 * then. JSON lines; the first names what was folded into the audit log, each other is one attempt. Each carries an
 * HMAC over itself and the MAC before, under a key of the device secret.
 */
export class LockedJournal {
  readonly #path: string

  constructor(path: string) {
    this.#path = path
  }

  /** Starts over after the attempts up to `folded` went into the audit log. */
  reset(folded: number, deviceSecret: Uint8Array | null): void {
    writeFileAtomically(this.#path, lineOf({ folded }, '', deviceSecret))
  }

  /** Durable when it returns the attempt's number. A missing or damaged journal is begun anew: the numbers show it. */
  append(attempt: Omit<UnlockAttempt, 'number'>, deviceSecret: Uint8Array | null): number {
    if (this.#readLines().folded === null) this.reset(0, deviceSecret)
    const { folded, baseMac, lines, isCutOff } = this.#readLines()
    const last = lines.at(-1)
    const number = (last?.number ?? folded ?? 0) + 1
    const line = lineOf({ number, ...attempt }, last?.mac ?? baseMac, deviceSecret)
    appendDurably(this.#path, isCutOff ? `\n${line}` : line)
    return number
  }

  read(deviceSecret: Uint8Array | null): Omit<JournalReading, 'counted'> {
    const { folded, baseMac, lines } = this.#readLines()
    const attempts = lines.map(({ number, at, factor }) => ({ number, at, factor }))
    if (deviceSecret === null) return { folded, attempts, isAuthentic: null }
    let previousMac = baseMac
    let isAuthentic = folded !== null && isSameHex(baseMac, macOfLine({ folded }, '', deviceSecret))
    for (const { mac, ...attempt } of lines) {
      isAuthentic &&= isSameHex(mac, macOfLine(attempt, previousMac, deviceSecret))
      previousMac = mac
    }
    return { folded, attempts, isAuthentic }
  }

  #readLines(): JournalLines {
    const text = existsSync(this.#path) ? readFileSync(this.#path, 'utf8') : ''
    const [first, ...rest] = text
      .split('\n')
      .filter((line) => line !== '')
      .map(parseLine)
    const base = baseSchema.safeParse(first)
    const lines = rest.flatMap((line) => attemptSchema.safeParse(line).data ?? [])
    const isCutOff = text !== '' && !text.endsWith('\n')
    return { folded: base.data?.folded ?? null, baseMac: base.data?.mac ?? '', lines, isCutOff }
  }
}

type JournalLines = {
  readonly folded: number | null
  readonly baseMac: string
  readonly lines: readonly z.infer<typeof attemptSchema>[]
  readonly isCutOff: boolean
}
type Line = { readonly folded: number } | UnlockAttempt

function lineOf(line: Line, previousMac: string, deviceSecret: Uint8Array | null): string {
  return `${canonicalJson({ ...line, mac: macOfLine(line, previousMac, deviceSecret) })}\n`
}

function macOfLine(line: Line, previousMac: string, deviceSecret: Uint8Array | null): string {
  const key = deriveKey(
    deviceSecret ?? new Uint8Array(32),
    new Uint8Array(0),
    'sealpost/vault/1/locked-journal',
  )
  const mac = macOf(key, previousMac + canonicalJson(line))
  key.fill(0)
  return mac
}

/** A line that a power cut left half-written counts as no line. */
function parseLine(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return null
  }
}
