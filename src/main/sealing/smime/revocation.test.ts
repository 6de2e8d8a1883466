import { beforeAll, describe, expect, it } from 'vitest'
import type { Result } from '../../../shared/result.ts'
import { readTrustAnchors } from './anchors.ts'
import { readSmimeCertificate } from './certificate.ts'
import { day, ecKey, makeCertificate, makeWorld, now, rsaKey, withChain } from './certificates.fixture.ts'
import type { Trust } from './chain.ts'
import { makeList, marks, type ListRecipe, type RevokedEntry } from './lists.fixture.ts'
import { lookUpRevocations, readRevocationList } from './revocation.ts'

let world: ReturnType<typeof makeWorld>
let trust: Trust
const key = rsaKey(2048)
const later = new Date(now.getTime() + day)
const earlier = new Date(now.getTime() - 30 * day)

beforeAll(() => {
  world = makeWorld()
  trust = { anchors: readTrustAnchors([world.root.pem]), now }
})

const code = (result: Result<unknown>) => (result.ok ? 'ok' : result.error.code)
const leaf = (serial: number) =>
  withChain(
    makeCertificate({
      name: 'Dr. Lee',
      key,
      issuer: world.authority,
      addresses: ['lee@clinic.example'],
      serial,
    }),
    world.authority,
  )
const read = (list: Uint8Array, known = [world.lee.pem]) => readRevocationList(list, known, trust)
const listOf = (entries: readonly RevokedEntry[], recipe?: ListRecipe) =>
  makeList(world.authority, entries, recipe)

/** How a certificate with serial 7 is judged once a list was imported, at a time that a signer may have named. */
function judgeSeven(list: Uint8Array, at = now): string {
  const checked = read(list)
  if (!checked.ok) throw new Error(checked.error.code)
  const revocations = lookUpRevocations([checked.value])
  return code(readSmimeCertificate(leaf(7).pem, { ...trust, now: at, purpose: 'sign', revocations }))
}

describe('reading a revocation list', () => {
  it('tells whose it is, how fresh, and how many it names', () => {
    const checked = read(listOf([{ serial: 7 }, { serial: 9 }]))
    expect(checked.ok && checked.value).toMatchObject({
      issuer: 'Test Mail CA',
      issuedAt: new Date(now.getTime() - day),
      nextAt: new Date(now.getTime() + 6 * day),
      entries: 2,
      part: '',
    })
  })
  it.each<[string, () => Uint8Array, string]>([
    ['one that is empty', () => listOf([]), 'ok'],
    ['one past its date', () => listOf([{ serial: 7 }], { issuedAt: earlier, nextAt: earlier }), 'ok'],
    ['one without a date for the next', () => listOf([{ serial: 7 }], { nextAt: null }), 'ok'],
    ['one for certificates of people', () => listOf([], { extensions: [marks.usersOnly()] }), 'ok'],
    ["a root's own", () => makeList(world.root, [{ serial: 7 }]), 'ok'],
    ['PEM', () => Buffer.from(pem(listOf([{ serial: 7 }]))), 'ok'],
    ['a delta', () => listOf([], { extensions: [marks.delta()] }), 'smime/list-unsupported'],
    ["several issuers'", () => listOf([], { extensions: [marks.indirect()] }), 'smime/list-unsupported'],
    ['one from the future', () => listOf([], { issuedAt: later }), 'smime/list-not-yet-valid'],
    ['SHA-1', () => listOf([], { hash: 'sha1' }), 'smime/list-weak'],
    ['a certificate', () => world.lee.der, 'smime/not-a-list'],
    ['something else', () => Buffer.from('hello'), 'smime/not-a-list'],
    ['nothing', () => new Uint8Array(), 'smime/not-a-list'],
  ])('%s', (_what, make, expected) => {
    expect(code(read(make()))).toBe(expected)
  })
  it.each<[string, () => Uint8Array]>([
    ['a stranger', () => makeList({ name: 'Stranger', privateKey: ecKey('prime256v1') }, [])],
    ['a colleague, who is no authority', () => makeList({ ...world.kim, name: 'Dr. Kim' }, [])],
  ])('of %s is refused', (_who, make) => {
    expect(code(read(make(), [world.lee.pem, world.kim.pem]))).toBe('smime/list-unknown-issuer')
  })
  it('of an authority that nobody vouches for is refused', () => {
    const own = makeCertificate({ name: 'Own CA', key: ecKey('prime256v1'), isAuthority: true })
    expect(code(read(makeList(own, []), [own.pem]))).toBe('smime/list-unknown-issuer')
  })
  it("of an authority that isn't known yet is refused", () => {
    expect(code(read(listOf([]), []))).toBe('smime/list-unknown-issuer')
  })
  it('of an authority that may not sign lists is refused', () => {
    const weak = makeCertificate({
      name: 'No lists',
      key: ecKey('prime256v1'),
      issuer: world.root,
      isAuthority: true,
      usage: 0x04,
    })
    expect(code(read(makeList(weak, []), [weak.pem]))).toBe('smime/list-unknown-issuer')
  })
  it('signed by somebody else in the name of an authority is refused', () => {
    const forged = makeList({ ...world.authority, privateKey: ecKey('prime256v1') }, [{ serial: 7 }])
    expect(code(read(forged))).toBe('smime/list-broken')
  })
  it('is refused with any bit changed', () => {
    const list = listOf([{ serial: 7 }])
    for (let at = 0; at < list.length; at += 5) {
      const changed = Buffer.from(list)
      changed[at] = (changed[at] ?? 0) ^ 1
      expect({ at, code: code(read(changed)) }).not.toEqual({ at, code: 'ok' })
    }
  })
})

describe('an imported revocation list', () => {
  it('revokes whom its issuer names, and nobody else', () => {
    expect(judgeSeven(listOf([{ serial: 6 }, { serial: 7 }]))).toBe('smime/certificate-revoked')
    expect(judgeSeven(listOf([{ serial: 6 }, { serial: 8 }]))).toBe('ok')
  })
  it('goes on revoking once a newer one was promised', () => {
    expect(judgeSeven(listOf([{ serial: 7 }], { issuedAt: earlier, nextAt: earlier }))).toBe(
      'smime/certificate-revoked',
    )
  })
  it("says nothing of another issuer's certificate with the same number", () => {
    expect(judgeSeven(makeList(world.root, [{ serial: 7 }]))).toBe('ok')
  })
  it('revokes an authority between, and all below it', () => {
    const middle = makeCertificate({
      name: 'Middle',
      key: ecKey('prime256v1'),
      issuer: world.root,
      isAuthority: true,
      serial: 70,
    })
    const below = withChain(makeCertificate({ name: 'Dr. Wu', key, issuer: middle }), middle)
    const judge = (serial: number) => {
      const checked = read(makeList(world.root, [{ serial }]))
      const revocations = lookUpRevocations(checked.ok ? [checked.value] : [])
      return code(readSmimeCertificate(below.pem, { ...trust, purpose: 'encrypt', revocations }))
    }
    expect(judge(70)).toBe('smime/certificate-revoked')
    expect(judge(71)).toBe('ok')
  })
  it('finds the last of twenty thousand', () => {
    const many = Array.from({ length: 20_000 }, (_, index) => ({ serial: 100 + index }))
    const checked = read(listOf([...many, { serial: 7 }]))
    const revocations = lookUpRevocations(checked.ok ? [checked.value] : [])
    const judged = readSmimeCertificate(leaf(7).pem, { ...trust, purpose: 'sign', revocations })
    expect(code(judged)).toBe('smime/certificate-revoked')
    expect(checked.ok && checked.value.entries).toBe(20_001)
  })
})

describe('a thief who signs with an earlier time', () => {
  const since = new Date(now.getTime() - 2 * day)
  const before = new Date(now.getTime() - 10 * day)
  it.each([
    ['no reason', undefined, 'smime/certificate-revoked'],
    ['a stolen key', 1, 'smime/certificate-revoked'],
    ['the privilege withdrawn', 9, 'smime/certificate-revoked'],
    ['a new one (positive control)', 4, 'ok'],
    ['another employer (positive control)', 3, 'ok'],
  ])('is not believed where the issuer gave %s', (_what, reason, expected) => {
    const list = listOf([{ serial: 7, since, ...(reason === undefined ? {} : { reason }) }])
    expect(judgeSeven(list, before)).toBe(expected)
    expect(judgeSeven(list)).toBe('smime/certificate-revoked')
  })
})

function pem(der: Uint8Array): string {
  return `-----BEGIN X509 CRL-----\n${Buffer.from(der).toString('base64')}\n-----END X509 CRL-----\n`
}
