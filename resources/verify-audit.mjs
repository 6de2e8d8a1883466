#!/usr/bin/env node
/*
 * Verifies an activity log that Sealpost exported, without Sealpost: this file and Node.js (20 or newer) are all it
 * needs. It opens no connection and writes nothing.
 *   node verify-audit.mjs FILE.jsonl                          the log, and FILE.receipts.jsonl beside it
 *   node verify-audit.mjs FILE.csv|FILE.pdf                   a table, with its manifest (.manifest.json) beside it
 *   node verify-audit.mjs --against EARLIER.jsonl FILE.jsonl  the same log, gone on from an export that you kept
 *   node verify-audit.mjs --json …                            the answer as JSON
 *
 * Exit code 0: whole. 1: changed or incomplete, with the first bad record. 64: wrong usage. The format is described in
 * docs/audit-log.md of the project; `sealpost audit verify` gives the same answers.
 *
 * An export is one line with a signed manifest, then one line for each record:
 *
 *   {"manifest":{…},"publicKey":"…","signature":"…"}
 *   {"hash":"…","record":{…}}    or, in an export of one person's records, {"hash":"…"} for another's
 */
import { createHash, createPublicKey, verify as isSignature } from 'node:crypto'
import { existsSync, readFileSync, realpathSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex')
const good = (value) => ({ ok: true, value })
const bad = (code, detail) => ({ ok: false, error: detail === undefined ? { code } : { code, detail } })
const broken = (seq, fault) => bad('audit/chain-broken', { seq, fault })

/* ---- Canonical JSON (RFC 8785 without fractions): one value has one spelling, so a second spelling is no record. */

function canonical(value) {
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value)
  if (typeof value === 'string' && value.isWellFormed()) return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object') throw new RangeError('not a value of canonical JSON')
  const names = Object.keys(value).sort()
  return `{${names.map((name) => `${canonical(name)}:${canonical(value[name])}`).join(',')}}`
}

/** What it answers; undefined where it throws. */
function attempt(work) {
  try {
    return work()
  } catch {
    return undefined
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const parse = (bytes) => attempt(() => JSON.parse(utf8.decode(bytes)))
const isCanonical = (value, bytes) => attempt(() => Buffer.from(canonical(value)).equals(bytes)) === true

/* ---- The shapes of docs/audit-log.md. */

const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value)
const isText = (value) => typeof value === 'string'
// No log is longer than 2^40, and up to there each number stays exact in a sum.
const isCount = (value) => Number.isSafeInteger(value) && value >= 0 && value <= 2 ** 40
const isSeq = (value) => isCount(value) && value > 0
const isHash = (value) => isText(value) && /^[0-9a-f]{64}$/.test(value)
const isLogId = (value) => isText(value) && /^[0-9a-f]{32}$/.test(value)
const isTime = (value) =>
  isText(value) && !Number.isNaN(Date.parse(value)) && new Date(value).toISOString() === value
const isBase64 = (length) => (value) =>
  isText(value) && value.length === length && Buffer.from(value, 'base64').toString('base64') === value

/** True for an object with just these members, each as its test wants it. */
function has(value, tests) {
  if (!isObject(value) || Object.keys(value).length !== Object.keys(tests).length) return false
  return Object.entries(tests).every(([name, test]) => Object.hasOwn(value, name) && test(value[name]))
}

const recordTests = {
  ...{ v: (value) => value === 1, log: isLogId, seq: isSeq, at: isTime, user: isText, prev: isHash },
  event: (value) => isObject(value) && isText(value.type) && value.type !== '',
}
const isName = (value) => has(value, { kind: isText, name: isText })
const manifestTests = {
  ...{ format: (value) => value === 'sealpost-audit', version: (value) => value === 1, log: isLogId },
  ...{ createdAt: isTime, people: (value) => value === 'codes' || value === 'names' },
  names: (value) => isObject(value) && Object.values(value).every(isName),
  ...{ firstSeq: isSeq, count: isCount, prev: isHash, head: isHash, sha256: isHash },
  logHead: (value) => has(value, { seq: isCount, hash: isHash }),
  receipts: (value) => has(value, { count: isCount, sha256: isHash }),
}
const isScope = (value) => has(value, { person: isText })
const scopedTests = { ...manifestTests, version: (value) => value === 2, scope: isScope, withheld: isCount }
const checkpointTests = { type: (value) => value === 'audit.checkpoint', signature: isBase64(88) }
const isCheckpointAt = (seq) => seq % 100 === 0
const isReceiptOf = (log) => (value) =>
  value?.format === 'sealpost-receipt' && value.version === 1 && value.log === log
const signedTests = { publicKey: isBase64(44), signature: isBase64(88) }

/* ---- Signatures: Ed25519 (RFC 8032) over the canonical bytes; the public key is 32 raw bytes in base64. */

function isSignedBy(bytes, { publicKey, signature }) {
  const raw = Buffer.from(publicKey, 'base64')
  const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), raw])
  const key = createPublicKey({ key: der, format: 'der', type: 'spki' })
  return isSignature(null, bytes, key, Buffer.from(signature, 'base64'))
}

/** What a person compares: SHA-256 of the raw public key, the first 16 bytes in hex, in groups of four. */
const fingerprint = (publicKey) =>
  sha256(Buffer.from(publicKey, 'base64')).slice(0, 32).toUpperCase().match(/.{4}/g).join(' ')

function readManifest(line) {
  const json = parse(line)
  const claim = isObject(json) ? json.manifest : undefined
  if (!isObject(claim) || claim.format !== 'sealpost-audit' || !Number.isSafeInteger(claim.version)) {
    return bad('audit/not-an-export')
  }
  if (claim.version > 2) return bad('audit/version-newer')
  const tests = claim.version === 2 ? scopedTests : manifestTests
  const isWhole =
    has(json, { manifest: (value) => has(value, tests), ...signedTests }) &&
    isCanonical(json, line) &&
    isSignedBy(Buffer.from(canonical(claim)), json)
  return isWhole ? good(json) : bad('audit/manifest-mismatch', { fault: 'manifest-changed' })
}

/* ---- The chain: each record holds the hash of the one before, so each hash covers the whole log before it. */

/** Each line with its end; a last line without one stays as it is, and so is no record. */
function linesOf(bytes) {
  const lines = []
  for (let start = 0, next; start < bytes.length; start = next) {
    next = bytes.indexOf(0x0a, start) + 1 || bytes.length
    lines.push(bytes.subarray(start, next))
  }
  return lines
}

/** The record of a line, byte for byte as it was hashed, and the hash that stands beside it. */
function readLine(line) {
  const framed = /^\{"hash":"(.{64})"(?:,"record":(.*))?\}\n$/s.exec(line.toString('latin1')) ?? ['', '']
  const [, hash, text] = framed
  const bytes = Buffer.from(text ?? '', 'latin1')
  const record = parse(bytes)
  const isRecord = has(record, recordTests) && isCanonical(record, bytes)
  return { bytes, hash, record: isRecord ? record : null, isWithheld: text === undefined && isHash(hash) }
}

/** What is wrong with a record where `expected` is the next one of this log; null for nothing. */
function faultOf({ bytes, hash, record, isWithheld }, expected) {
  if (isWithheld && expected.isScoped) return isCheckpointAt(expected.seq) ? 'wrong-checkpoint' : null
  if (record === null) return 'unreadable'
  if (sha256(bytes) !== hash) return 'wrong-hash'
  if (record.seq !== expected.seq) return 'wrong-number'
  if (record.prev !== expected.prev) return 'broken-link'
  if (record.log !== expected.log) return 'other-log'
  // A clock that was set back is an event itself; after it, time may start again from earlier.
  if (record.at < expected.at && record.event.type !== 'clock.set-back') return 'time-runs-back'
  return isCheckpointInPlace(record, expected.publicKey) ? null : 'wrong-checkpoint'
}

/** Each hundredth record, and no other, is a checkpoint: signed by the vault over all that it says but the signature. */
function isCheckpointInPlace({ event, ...record }, publicKey) {
  if (!isCheckpointAt(record.seq)) return event.type !== 'audit.checkpoint'
  const signed = `sealpost/audit/1/checkpoint\n${canonical({ ...record, event: { type: event.type } })}`
  return has(event, checkpointTests) && isSignedBy(Buffer.from(signed), { ...event, publicKey })
}

export function verifyLog(file) {
  const end = file.indexOf(0x0a)
  if (end < 0) return bad('audit/not-an-export')
  const read = readManifest(file.subarray(0, end))
  if (!read.ok) return read
  const { manifest } = read.value
  const body = file.subarray(end + 1)
  const afterLast = manifest.firstSeq + manifest.count
  const { firstSeq: seq, prev, log } = manifest
  const isScoped = manifest.version === 2
  let [expected, withheld] = [{ seq, prev, log, at: '', isScoped, publicKey: read.value.publicKey }, 0]
  for (const line of linesOf(body)) {
    const kept = readLine(line)
    const fault = faultOf(kept, expected)
    if (fault !== null) return broken(expected.seq, expected.seq >= afterLast ? 'records-added' : fault)
    withheld += kept.isWithheld ? 1 : 0
    expected = { ...expected, seq: expected.seq + 1, prev: kept.hash, at: kept.record?.at ?? '' }
  }
  if (expected.seq < afterLast) return broken(expected.seq, 'records-missing')
  if (expected.seq > afterLast) return broken(afterLast, 'records-added')
  if (expected.prev !== manifest.head) return broken(afterLast - 1, 'broken-link')
  if (sha256(body) !== manifest.sha256) return broken(afterLast, 'bytes-changed')
  if (withheld !== (manifest.withheld ?? 0)) return bad('audit/manifest-mismatch', { fault: 'miscounted' })
  return good(summary(read.value))
}

/** A table can't carry the exact bytes of the records: it is checked as a whole. */
export function verifyTable(table, manifestFile) {
  const read = readManifest(withoutEnd(manifestFile))
  if (!read.ok) return read
  const isWhole = sha256(table) === read.value.manifest.sha256
  return isWhole ? good(summary(read.value)) : bad('audit/manifest-mismatch', { fault: 'bytes-changed' })
}

const withoutEnd = (line) => (line.at(-1) === 0x0a ? line.subarray(0, -1) : line)

function summary({ manifest, publicKey }) {
  const { log, count, withheld = 0, firstSeq, prev, head, people, createdAt, logHead } = manifest
  const [receipts, signer] = [manifest.receipts.count, fingerprint(publicKey)]
  return { log, count, withheld, receipts, firstSeq, prev, head, people, createdAt, logHead, signer }
}

/** Against an earlier export: a log taken back, or written anew with the same key, is whole in itself. */
export function verifyAgainst(later, earlier) {
  const [now, before] = [verifyLog(later), verifyLog(earlier)]
  if (!now.ok) return now
  if (!before.ok) return before
  if (now.value.log !== before.value.log) return broken(1, 'other-log')
  if (now.value.signer !== before.value.signer) return broken(1, 'other-signer')
  const known = new Map(hashesOf(earlier, before.value))
  const differing = hashesOf(later, now.value).find(([seq, hash]) => (known.get(seq) ?? hash) !== hash)
  if (differing !== undefined) return broken(differing[0], 'rewritten')
  const [newest, kept] = [now.value.logHead.seq, before.value.logHead.seq]
  return newest < kept ? broken(newest + 1, 'rolled-back') : now
}

/** Number and hash of every record that a verified export holds or names: the one before its first is named too. */
function hashesOf(file, { firstSeq, prev, logHead }) {
  const records = [{ hash: prev }, ...linesOf(file).slice(1).map(readLine)]
  return [...records.map(({ hash }, index) => [firstSeq - 1 + index, hash]), [logHead.seq, logHead.hash]]
}

/** The signed receipts of the copies that left: one for every record that names one, and no other. */
export function verifyReceipts(exported, receipts) {
  const [first, ...records] = linesOf(exported)
  const read = readManifest(withoutEnd(first))
  if (!read.ok) return read
  const { manifest, publicKey } = read.value
  const present = new Set()
  for (const [index, line] of linesOf(receipts).entries()) {
    const signed = parse(line.subarray(0, -1))
    const isOfThisLog =
      has(signed, { receipt: isReceiptOf(manifest.log), ...signedTests }) &&
      isCanonical(signed, line.subarray(0, -1)) &&
      signed.publicKey === publicKey &&
      isSignedBy(Buffer.from(canonical(signed.receipt)), signed)
    if (!isOfThisLog) return bad('audit/receipt-changed', { number: index + 1 })
    present.add(sha256(canonical(signed.receipt)))
  }
  const events = records.map((line) => readLine(line).record?.event)
  const named = events.filter((event) => event?.type === 'receipt.written' && isHash(event.receipt))
  const absent = named.filter(({ receipt }) => !present.has(receipt)).length
  const missing = Math.max(manifest.receipts.count - present.size, absent)
  if (missing > 0) return bad('audit/receipts-missing', { count: missing })
  return sha256(receipts) === manifest.receipts.sha256
    ? good(manifest.receipts.count)
    : bad('audit/receipt-changed', { number: manifest.receipts.count + 1 })
}

/* ---- The command. */

const usage = 'Usage: node verify-audit.mjs [--json] [--against EARLIER.jsonl] FILE.jsonl|FILE.csv|FILE.pdf'
const isTable = (file) => /[.](csv|pdf)$/i.test(file)

function judge(file, against) {
  const main = readFileSync(file)
  if (isTable(file) && against !== undefined) throw new Error('--against compares JSON Lines, not a table')
  const manifest = isTable(file) ? readFileSync(`${file}.manifest.json`) : null
  const receiptsFile = file.replace(/\.[^.]*$/, '.receipts.jsonl')
  const receipts = existsSync(receiptsFile) ? readFileSync(receiptsFile) : Buffer.alloc(0)
  const earlier = against === undefined ? null : readFileSync(against)
  const whole = earlier === null ? verifyLog : () => verifyAgainst(main, earlier)
  const verified = manifest === null ? whole(main) : verifyTable(main, manifest)
  if (!verified.ok) return verified
  const counted = verifyReceipts(manifest ?? main, receipts)
  return counted.ok ? verified : counted
}

function inWords(file, { ok, value, error }) {
  if (!ok) return `${file}: NOT WHOLE. ${error.code} ${JSON.stringify(error.detail ?? {})}\n`
  const hidden = `, ${value.withheld} of ${value.count} ${isTable(file) ? 'left out' : 'by hash alone'}`
  return [
    `${file}: whole. ${value.count} records from number ${value.firstSeq}${value.withheld > 0 ? hidden : ''}, exported ${value.createdAt}`,
    `  Protection receipts: ${value.receipts}`,
    `  Log ${value.log}, head ${value.head}`,
    `  Signed by ${value.signer} (compare with the practice's own statement of its key)\n`,
  ].join('\n')
}

function run(args) {
  try {
    const options = { json: { type: 'boolean' }, against: { type: 'string' } }
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true })
    if (positionals.length !== 1) throw new Error('what to verify?')
    const result = judge(positionals[0], values.against)
    process.stdout.write(values.json ? `${JSON.stringify(result)}\n` : inWords(positionals[0], result))
    return result.ok ? 0 : 1
  } catch (error) {
    process.stderr.write(`${error.message}\n${usage}\n`)
    return 64
  }
}

const started = realpathSync(process.argv[1] ?? '.')
if (started === fileURLToPath(import.meta.url)) process.exitCode = run(process.argv.slice(2))
