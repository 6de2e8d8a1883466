import { beforeEach, describe, expect, it } from 'vitest'
import type { MessageId } from '../../../src/shared/ids.ts'
import { gate, mail, other, practice, start, withGatedAccount } from '../../support/gated-account.ts'
import { valueOf } from '../../support/store.ts'

withGatedAccount()

describe('a message that does not come by itself', () => {
  const large = 3_000_000
  const line = `${'x'.repeat(70)} hidden\r\n`
  const long = line.repeat(Math.ceil(large / line.length))
  const found = (query: string) =>
    valueOf(practice.inbound.search({ query, order: 'newest', cursor: null, limit: 10 })).rows.map(
      ({ subject }) => subject,
    )
  const stateOf = async (id: MessageId) => valueOf(await practice.inbound.open(id, 'light')).bodyState

  beforeEach(async () => {
    await other.append('INBOX', mail({ subject: 'Large', text: long }))
    await start()
  })

  it('is listed, found by its header, and counted among those of which nothing more is known', async () => {
    expect(practice.row('inbox', 'Large').who).toBe('Someone')
    expect(found('large')).toEqual(['Large'])
    expect(found('hidden')).toEqual([])
    expect(valueOf(practice.inbound.unfetched(null))).toBe(1)
    expect(valueOf(practice.inbound.unfetched(practice.mailboxId('sent')))).toBe(0)
  })

  it('comes when it is asked for, says how far it is, and is found by its text', async () => {
    const { id } = practice.row('inbox', 'Large')
    expect(await stateOf(id)).toBe('not-fetched')
    valueOf(await practice.inbound.fetch(id, 'whole'))
    expect(await stateOf(id)).toBe('shown')
    expect(valueOf(await practice.inbound.source(id)).bytes.length).toBeGreaterThan(large)
    expect(found('hidden')).toEqual(['Large'])
    expect(valueOf(practice.inbound.unfetched(null))).toBe(0)
    const told = practice.published.flatMap((event) => (event.type === 'fetch-progress' ? [event] : []))
    expect(told[0]).toMatchObject({ id, doneBytes: 64 * 1024 })
    expect(told[0]?.totalBytes).toBeGreaterThan(large)
  })

  it('can be stopped, and fetched again at once', async () => {
    const { id } = practice.row('inbox', 'Large')
    const first = practice.inbound.fetch(id, 'whole')
    const beside = practice.inbound.fetch(id, 'whole')
    practice.inbound.stopFetch(id)
    const again = practice.inbound.fetch(id, 'whole')
    expect([await first, await beside]).toMatchObject([
      { error: { code: 'message/fetch-stopped' } },
      { error: { code: 'message/fetch-stopped' } },
    ])
    expect(await again).toEqual({ ok: true, value: undefined })
  })

  it('says why when it cannot be fetched', async () => {
    gate.shut()
    const { id } = practice.row('inbox', 'Large')
    const fetched = await practice.inbound.fetch(id, 'whole')
    expect(fetched.ok || fetched.error.code).toMatch(/^host\//)
    expect(await stateOf(id)).toBe('not-fetched')
  })

  it('comes by itself once it may', async () => {
    const { id } = practice.row('inbox', 'Large')
    practice.setFetchPolicy({ fetchUpToBytes: null, fetchBackMonths: null })
    practice.inbound.syncNow()
    await practice.until(async () => (await stateOf(id)) === 'shown')
  })

  it('may be one that is old and holds more than fits into its beginning', async () => {
    const old = new Date(Date.now() - 400 * 86_400_000)
    await practice.inbound.stop()
    const text = line.repeat(1_000)
    await other.append('Archive', mail({ subject: 'Old and short', text: 'hidden' }), [], old)
    await other.append('Archive', mail({ subject: 'Old', text }), [], old)
    await other.append('Archive', mail({ subject: 'Recent', text }))
    practice.setFetchPolicy({ fetchUpToBytes: 1_000_000, fetchBackMonths: 12 })
    await start()
    expect(practice.subjects('archive').sort()).toEqual(['Old', 'Old and short', 'Recent'])
    expect(found('hidden').sort()).toEqual(['Old and short', 'Recent'])
    practice.setFetchPolicy({ fetchUpToBytes: 1_000_000, fetchBackMonths: 24 })
    practice.inbound.syncNow()
    await practice.until(() => found('hidden').length === 3)
  })
})
