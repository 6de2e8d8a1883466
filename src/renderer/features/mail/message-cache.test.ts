import { beforeEach, describe, expect, it } from 'vitest'
import type { Contact, MessageView } from '../../../shared/contract/index.ts'
import { contactIdSchema, mailboxIdSchema, messageIdSchema } from '../../../shared/ids.ts'
import { createCache } from '../../app/cache.ts'
import { createEngine } from '../../app/engine.ts'
import { forgetOpened, patchFlags, patchSender } from './message-cache.ts'

const { queries } = createEngine({
  send: () => undefined,
  onMessage: () => undefined,
  registerFiles: () => Promise.resolve([]),
  holdSecret: () => Promise.resolve(''),
})
const view: MessageView = {
  ...{ id: messageIdSchema.parse(1), mailboxId: mailboxIdSchema.parse(1), subject: '', date: '2026-11-22' },
  ...{ from: [{ name: 'Dr. Kim', address: 'Kim@clinic.example' }], replyTo: [], to: [], cc: [] },
  ...{ isUnread: true, isFlagged: false, protection: { kind: 'none' }, contact: null },
  authenticity: { verdict: 'unchecked', reasons: [], imitates: null },
  ambiguities: [],
  ...{ offeredCertificate: 'AB', bodyUrl: null, bodyState: 'empty', blockedRemoteImages: 0 },
  ...{ links: [], attachments: [], deliveries: [] },
}
const kim: Contact = {
  ...{ id: contactIdSchema.parse(7), kind: 'colleague', name: 'Ada Kim', addresses: ['kim@clinic.example'] },
  ...{ nicknames: [], birthDate: null, recordNumber: null, phones: [], readsMailOn: 'unsure' },
  ...{ agreedToEmailOn: null, isArchived: false, certificates: [], passphrase: null },
}
const certificate = (trust: 'seen' | 'accepted'): Contact['certificates'][number] => ({
  ...{ kind: 'smime', fingerprint: 'AB', userIds: [], createdAt: '', expiresAt: null, trust, words: [] },
  ...{ source: 'signature', comparedAt: null, comparedWay: null, issuer: null },
})

const queryKey = queries.mail.open.queryKey({ input: { id: view.id, scheme: 'light' } })
let cache: ReturnType<typeof createCache>
const shown = () => cache.getQueryData(queryKey)

beforeEach(() => {
  cache = createCache()
  cache.setQueryData(queryKey, view)
})

describe('an opened message', () => {
  it('changes in place, and one that waits to be read anew goes on waiting', async () => {
    patchFlags(cache, queries, [view.id], { isUnread: false })
    expect(shown()?.isUnread).toBe(false)
    expect(cache.getQueryState(queryKey)?.isInvalidated).toBe(false)
    await cache.invalidateQueries({ queryKey: queries.key() })
    patchFlags(cache, queries, [view.id], { isFlagged: true })
    patchSender(cache, queries, kim)
    expect(shown()).toMatchObject({ isFlagged: true, contact: { name: 'Ada Kim' } })
    expect(cache.getQueryState(queryKey)?.isInvalidated).toBe(true)
  })

  it.each([
    ['accepted', null],
    ['seen', 'AB'],
  ] as const)('offers a certificate no longer once it is %s: %s', (trust, offered) => {
    patchSender(cache, queries, { ...kim, certificates: [certificate(trust)] })
    expect(shown()).toMatchObject({ contact: { id: kim.id }, offeredCertificate: offered })
  })

  it('is read anew after it was moved, and no other is', () => {
    forgetOpened(cache, queries, messageIdSchema.parse(2))
    expect(shown()).toEqual(view)
    forgetOpened(cache, queries, view.id)
    expect(shown()).toBeUndefined()
  })

  it('of somebody else stays as it is', () => {
    patchSender(cache, queries, { ...kim, addresses: ['lee@clinic.example'] })
    patchFlags(cache, queries, [messageIdSchema.parse(2)], { isUnread: false })
    expect(shown()).toEqual(view)
  })
})
