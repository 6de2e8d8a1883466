import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeTestStore, valueOf, type TestStore } from '../../../../test/support/store.ts'
import { canonicalJson, type CanonicalValue } from '../../../shared/canonical-json.ts'
import type { PolicyRules, SeatDraft } from '../../../shared/contract/index.ts'
import { fail, ok } from '../../../shared/result.ts'
import { signBytes, type AuditEvent, type AuditTrail } from '../../audit/index.ts'
import { listPolicies } from '../../store/index.ts'
import { policyFile, policyHash, readPolicyFile, signPolicy, type PolicyBody } from './document.ts'
import { accessHistory, mayByPolicy, maySend, readLimits } from './in-force.ts'
import { createPolicyDesk, type PolicyDesk } from './policy-desk.ts'
import { ownSeatSeed } from './seat-key.ts'

const rules: PolicyRules = {
  ...{ weakestMethod: 'sealed-message', longestIdleMinutes: 10 },
  ...{ needsSecondFactor: false, allowsPasskeyAlone: false },
  ...{ mayExportMail: ['owner'], mayExportDecrypted: ['owner'], mayExportNames: ['owner'] },
  ...{ maySetFindingsAside: ['owner', 'clinician'], mayAnswerQuestions: ['owner'], keepsLogYears: 7 },
}

/** One person's vault, as far as the policy goes. */
type Place = TestStore & { readonly desk: PolicyDesk; readonly events: AuditEvent[]; isLogBroken: boolean }

let places: Place[]
let owner: Place
let ben: Place

function place(): Place {
  const events: AuditEvent[] = []
  const made = makeTestStore()
  const audit: Pick<AuditTrail, 'append'> = {
    append: (_tx, event) => {
      if (one.isLogBroken) return fail('audit/write-failed')
      events.push(event)
      return ok(undefined)
    },
  }
  const desk = createPolicyDesk({
    store: made.store,
    audit: audit as AuditTrail,
    clock: () => new Date('2026-11-22T12:00:00.000Z'),
    fingerprintWords: (fingerprint) => [fingerprint.slice(0, 4)],
    provePassphrase: (passphrase) =>
      Promise.resolve(passphrase === 'right' ? ok(undefined) : fail('vault/wrong-passphrase')),
  })
  const one: Place = { ...made, desk, events, isLogBroken: false }
  places.push(one)
  return one
}

const keyOf = ({ desk }: Place) => valueOf(desk.state()).own.key
const seatFor = (who: Place, seat: Partial<SeatDraft> = {}): SeatDraft => ({
  ...{ id: null, name: 'Ben Cole', role: 'clinician', key: keyOf(who), isRevoked: false },
  ...seat,
})
const fileOf = ({ desk }: Place) => desk.file()?.bytes ?? new Uint8Array(0)

function takeOver(who: Place, file: Uint8Array): void {
  valueOf(who.desk.accept(valueOf(who.desk.consider(file)).hash))
}

/** The file with another body, signed by whoever has the seed. */
function signedBy(seed: Uint8Array, change: (body: PolicyBody) => PolicyBody): Uint8Array {
  const body = change(valueOf(readPolicyFile(fileOf(owner))).body)
  return policyFile(signPolicy(body, seed))
}

beforeEach(() => {
  places = []
  owner = place()
  ben = place()
  valueOf(owner.desk.issue({ basis: 0, rules, seats: [seatFor(ben)] }))
})
afterEach(() => {
  for (const { dispose } of places) dispose()
})

describe('a policy', () => {
  it('counts for the owner at once, and for a seat once it took the file over', () => {
    expect(readLimits(owner.store)).toMatchObject({ number: 1, role: 'owner', mayExportMail: true })
    expect(readLimits(ben.store)).toBeNull()
    const offer = valueOf(ben.desk.consider(fileOf(owner)))
    expect(offer).toMatchObject({ replaces: null, policy: { number: 1, role: 'clinician' } })
    expect(readLimits(ben.store)).toBeNull()
    valueOf(ben.desk.accept(offer.hash))
    expect(readLimits(ben.store)).toMatchObject({ number: 1, role: 'clinician', mayExportMail: false })
    expect(mayByPolicy(ben.store, 'mayExportMail')).toMatchObject({ error: { code: 'policy/not-allowed' } })
    expect(mayByPolicy(ben.store, 'maySetFindingsAside')).toMatchObject({ ok: true })
  })

  it('is on record with old and new, by ids and without a name', () => {
    takeOver(ben, fileOf(owner))
    const stricter = { ...rules, longestIdleMinutes: 5, mayExportMail: [] }
    const { seats = [] } = valueOf(owner.desk.state()).policy ?? {}
    const id = seats[1]?.id ?? ''
    valueOf(owner.desk.issue({ basis: 1, rules: stricter, seats: [seatFor(ben, { id, role: 'biller' })] }))
    ben.events.length = 0
    takeOver(ben, fileOf(owner))
    expect(ben.events).toMatchObject([
      { type: 'policy.imported', version: 2, role: 'biller' },
      { type: 'policy.rule-changed', rule: 'longestIdleMinutes', old: 10, new: 5 },
      { type: 'policy.rule-changed', rule: 'mayExportMail', old: 'owner', new: 'nobody' },
      { type: 'policy.seat-changed', seat: id, old: 'clinician', new: 'biller' },
    ])
    expect(JSON.stringify([...owner.events, ...ben.events])).not.toContain('Cole')
  })

  it('that can not be recorded is not in force', () => {
    const offer = valueOf(ben.desk.consider(fileOf(owner)))
    ben.isLogBroken = true
    expect(ben.desk.accept(offer.hash)).toMatchObject({ error: { code: 'audit/write-failed' } })
    expect(readLimits(ben.store)).toBeNull()
    owner.isLogBroken = true
    expect(owner.desk.issue({ basis: 1, rules, seats: [] })).toMatchObject({ ok: false })
    expect(listPolicies(owner.store)).toHaveLength(1)
  })

  it('ends a seat, which then may not even send; the seat stays on the list', () => {
    takeOver(ben, fileOf(owner))
    const { seats = [] } = valueOf(owner.desk.state()).policy ?? {}
    const ended = seatFor(ben, { id: seats[1]?.id ?? '', isRevoked: true })
    expect(owner.desk.issue({ basis: 1, rules, seats: [] })).toMatchObject({
      error: { code: 'policy/bad-seats' },
    })
    valueOf(owner.desk.issue({ basis: 1, rules, seats: [ended] }))
    expect(maySend(ben.store, true)).toMatchObject({ ok: true })
    takeOver(ben, fileOf(owner))
    expect(maySend(ben.store, true)).toMatchObject({ error: { code: 'policy/seat-revoked' } })
    expect(readLimits(ben.store)).toMatchObject({ role: null, maySetFindingsAside: false })
    expect(valueOf(ben.desk.state()).policy?.seats[1]).toMatchObject({
      revokedAt: '2026-11-22T12:00:00.000Z',
    })
  })

  it('keeps each version, for who asks who had access when, and that somebody looked', () => {
    expect(ben.desk.review()).toMatchObject({ error: { code: 'policy/gone' } })
    valueOf(owner.desk.issue({ basis: 1, rules, seats: [{ ...keptSeat(), isRevoked: true }] }))
    const seatsOf = (version: number) =>
      accessHistory(owner.store)
        .find(({ number }) => number === version)
        ?.seats.map(({ role, revokedAt }) => [role, revokedAt !== null])
    expect(seatsOf(1)).toEqual([
      ['owner', false],
      ['clinician', false],
    ])
    expect(seatsOf(2)).toEqual([
      ['owner', false],
      ['clinician', true],
    ])
    valueOf(owner.desk.review())
    expect(owner.events.at(-1)).toEqual({ type: 'access.reviewed', version: 2, seats: 1 })
  })

  it('that needs a second factor lets nobody send without one', () => {
    valueOf(owner.desk.issue({ basis: 1, rules: { ...rules, needsSecondFactor: true }, seats: [keptSeat()] }))
    expect(maySend(owner.store, false)).toMatchObject({ error: { code: 'policy/factor-first' } })
    expect(maySend(owner.store, true)).toMatchObject({ ok: true })
  })
})

function keptSeat(): SeatDraft {
  const seat = valueOf(owner.desk.state()).policy?.seats[1]
  return seatFor(ben, { id: seat?.id ?? null })
}

describe('refused', () => {
  const refusal = (who: Place, file: Uint8Array) => {
    const considered = who.desk.consider(file)
    return considered.ok ? null : considered.error.code
  }

  it('an older version, also after a restart', () => {
    const first = fileOf(owner)
    takeOver(ben, first)
    valueOf(owner.desk.issue({ basis: 1, rules, seats: [keptSeat()] }))
    takeOver(ben, fileOf(owner))
    expect(refusal(ben, first)).toBe('policy/older')
    const { store } = ben
    const again = createPolicyDesk({
      ...{ store, audit: {} as AuditTrail, clock: () => new Date(), fingerprintWords: () => [] },
      provePassphrase: () => Promise.resolve(fail('vault/wrong-passphrase')),
    })
    expect(again.consider(first)).toMatchObject({ error: { code: 'policy/older' } })
    expect(refusal(ben, fileOf(owner))).toBe('policy/in-force')
  })

  it('an older one that was looked at before a newer one was taken over', () => {
    const first = valueOf(ben.desk.consider(fileOf(owner)))
    valueOf(owner.desk.issue({ basis: 1, rules, seats: [keptSeat()] }))
    takeOver(ben, fileOf(owner))
    expect(ben.desk.accept(first.hash)).toMatchObject({ error: { code: 'policy/gone' } })
  })

  it('another policy of the same number, by the owner herself', () => {
    takeOver(ben, fileOf(owner))
    const seed = ownSeatSeed(owner.store) ?? new Uint8Array(0)
    const withMinutes = (number: number) =>
      signedBy(seed, (body) => ({ ...body, number, rules: { ...rules, longestIdleMinutes: 60 } }))
    expect(refusal(ben, withMinutes(1))).toBe('policy/conflicting')
    // The control: under the next number it is taken.
    expect(refusal(ben, withMinutes(2))).toBeNull()
  })

  it('a policy that somebody else signed', () => {
    const seed = Buffer.alloc(32, 7)
    const { publicKey } = signBytes(new Uint8Array(0), seed)
    takeOver(ben, fileOf(owner))
    const forged = signedBy(seed, (body) => ({
      ...body,
      number: 9,
      seats: body.seats.map((seat) => (seat.role === 'owner' ? { ...seat, key: publicKey } : seat)),
    }))
    // The control: it is a policy that would count elsewhere.
    expect(readPolicyFile(forged)).toMatchObject({ ok: true })
    expect(refusal(ben, forged)).toBe('policy/other-practice')
  })

  it('one in which this vault has no seat', () => {
    expect(refusal(place(), fileOf(owner))).toBe('policy/no-seat')
  })

  it('every change of a single byte', () => {
    const file = Buffer.from(fileOf(owner))
    expect(readPolicyFile(file)).toMatchObject({ ok: true })
    for (let at = 0; at < file.byteLength; at += 1) {
      const changed = Buffer.from(file)
      changed[at] = (changed[at] ?? 0) ^ 0x01
      expect(readPolicyFile(changed).ok, `byte ${at}`).toBe(false)
    }
  })

  it.each<[string, (body: PolicyBody) => Record<string, unknown>, string]>([
    ['a newer format', (body) => ({ ...body, version: 2 }), 'policy/newer-format'],
    [
      'a rule nobody knows',
      (body) => ({ ...body, rules: { ...body.rules, mayFly: true } }),
      'policy/not-a-policy',
    ],
    [
      'two owners',
      (body) => ({ ...body, seats: body.seats.map((seat) => ({ ...seat, role: 'owner' })) }),
      'policy/not-authentic',
    ],
    ['no owner', (body) => ({ ...body, seats: body.seats.slice(1) }), 'policy/not-authentic'],
    [
      'the key of one seat twice',
      (body) => ({ ...body, seats: body.seats.map((seat) => ({ ...seat, key: body.seats[0]?.key })) }),
      'policy/not-authentic',
    ],
  ])('%s, though well signed', (_what, change, code) => {
    const seed = Buffer.alloc(32, 7)
    const { publicKey } = signBytes(new Uint8Array(0), seed)
    const { body } = valueOf(readPolicyFile(fileOf(owner)))
    const own = {
      ...body,
      seats: body.seats.map((seat) => (seat.role === 'owner' ? { ...seat, key: publicKey } : seat)),
    }
    const fileWith = (policy: Record<string, unknown>) => {
      const signed = signBytes(Buffer.from(canonicalJson(policy as CanonicalValue)), seed)
      return Buffer.from(`${canonicalJson({ policy, ...signed } as CanonicalValue)}\n`)
    }
    expect(readPolicyFile(fileWith(own))).toMatchObject({ ok: true })
    expect(readPolicyFile(fileWith(change(own)))).toMatchObject({ error: { code } })
  })

  it.each([
    ['nothing', ''],
    ['no JSON', 'sealpost-policy'],
    ['another spelling', 'spaced'],
    ['more than a policy can have', 'x'.repeat(300_000)],
  ])('%s', (_what, text) => {
    const bytes =
      text === 'spaced'
        ? Buffer.from(Buffer.from(fileOf(owner)).toString().replace(',', ', '))
        : Buffer.from(text)
    expect(readPolicyFile(bytes)).toMatchObject({ error: { code: 'policy/not-a-policy' } })
  })

  it('an owner who signs on top of a version that she did not see, or who is none', () => {
    expect(owner.desk.issue({ basis: 0, rules, seats: [] })).toMatchObject({
      error: { code: 'policy/outdated' },
    })
    takeOver(ben, fileOf(owner))
    expect(ben.desk.issue({ basis: 1, rules, seats: [] })).toMatchObject({
      error: { code: 'policy/not-owner' },
    })
  })

  it('a seat that changes its key, takes another one, or becomes a second owner', () => {
    const other = place()
    const id = valueOf(owner.desk.state()).policy?.seats[1]?.id ?? null
    for (const seats of [
      [seatFor(ben, { id, key: keyOf(other) })],
      [seatFor(ben, { id }), seatFor(ben)],
      [seatFor(ben, { id, role: 'owner' })],
    ]) {
      expect(owner.desk.issue({ basis: 1, rules, seats })).toMatchObject({
        error: { code: 'policy/bad-seats' },
      })
    }
    expect(
      owner.desk.issue({ basis: 1, rules, seats: [seatFor(ben, { id }), seatFor(other)] }),
    ).toMatchObject({ ok: true })
  })
})

describe('leaving the practice', () => {
  it('takes the passphrase, and is on record with the key that counted', async () => {
    expect(await ben.desk.leave('right')).toMatchObject({ error: { code: 'policy/gone' } })
    takeOver(ben, fileOf(owner))
    expect(await ben.desk.leave('wrong')).toMatchObject({ error: { code: 'vault/wrong-passphrase' } })
    ben.isLogBroken = true
    expect(await ben.desk.leave('right')).toMatchObject({ error: { code: 'audit/write-failed' } })
    ben.isLogBroken = false
    expect(readLimits(ben.store)).toMatchObject({ number: 1 })
    const signer = valueOf(owner.desk.state()).own.fingerprint
    valueOf(await ben.desk.leave('right'))
    expect(ben.events.at(-1)).toEqual({ type: 'policy.left', version: 1, signer })
    expect(readLimits(ben.store)).toBeNull()
    expect(accessHistory(ben.store)).toMatchObject([{ number: 1, leftAt: '2026-11-22T12:00:00.000Z' }])
  })

  it('lets the file of another owner be compared, with any number, and not before', async () => {
    const anew = place()
    valueOf(anew.desk.issue({ basis: 0, rules, seats: [seatFor(ben)] }))
    valueOf(owner.desk.issue({ basis: 1, rules, seats: [keptSeat()] }))
    takeOver(ben, fileOf(owner))
    expect(ben.desk.consider(fileOf(anew))).toMatchObject({ error: { code: 'policy/other-practice' } })
    valueOf(await ben.desk.leave('right'))
    const offer = valueOf(ben.desk.consider(fileOf(anew)))
    expect(offer).toMatchObject({ replaces: null, policy: { number: 1 } })
    valueOf(ben.desk.accept(offer.hash))
    expect(readLimits(ben.store)).toMatchObject({ number: 1, role: 'clinician' })
    expect(ben.desk.consider(fileOf(owner))).toMatchObject({ error: { code: 'policy/other-practice' } })
  })

  it('is no way back to an older version of the same key', async () => {
    const first = fileOf(owner)
    valueOf(owner.desk.issue({ basis: 1, rules, seats: [keptSeat()] }))
    takeOver(ben, fileOf(owner))
    valueOf(await ben.desk.leave('right'))
    expect(ben.desk.consider(first)).toMatchObject({ error: { code: 'policy/older' } })
    takeOver(ben, fileOf(owner))
    expect(readLimits(ben.store)).toMatchObject({ number: 2, role: 'clinician' })
  })

  it('frees who signed one by mistake; whoever signs again goes on with the numbers', async () => {
    valueOf(ben.desk.issue({ basis: 0, rules, seats: [] }))
    expect(ben.desk.consider(fileOf(owner))).toMatchObject({ error: { code: 'policy/other-practice' } })
    valueOf(await ben.desk.leave('right'))
    expect(valueOf(ben.desk.state())).toMatchObject({ policy: null, mayIssue: true, basis: 1 })
    expect(ben.desk.issue({ basis: 0, rules, seats: [] })).toMatchObject({
      error: { code: 'policy/outdated' },
    })
    takeOver(ben, fileOf(owner))
    expect(valueOf(ben.desk.state())).toMatchObject({ mayIssue: false, policy: { role: 'clinician' } })
  })
})

describe('the format', () => {
  it('is what docs/policy.md says, byte for byte', () => {
    const vector = JSON.parse(
      readFileSync(join(import.meta.dirname, '../../../../test/data/policy/vector.json'), 'utf8'),
    ) as { seed: string; file: string; sha256: string }
    const read = valueOf(readPolicyFile(Buffer.from(vector.file)))
    expect(policyHash(read)).toBe(vector.sha256)
    expect(policyFile(signPolicy(read.body, Buffer.from(vector.seed, 'hex')))).toEqual(
      Buffer.from(vector.file),
    )
  })
})
