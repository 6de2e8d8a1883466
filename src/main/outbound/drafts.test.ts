import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeTestPractice, type TestPractice } from '../../../test/support/practice.ts'
import { valueOf } from '../../../test/support/store.ts'
import type { Draft } from '../../shared/contract/index.ts'
import type { AccountId, ContactId, MessageId } from '../../shared/ids.ts'
import { fail, ok } from '../../shared/result.ts'
import {
  addAccount,
  addLegalHold,
  addLogicalMessage,
  findDraft,
  liftLegalHold,
  noteTextTaken,
  saveDraft,
  setDraftLogicalId,
  setSizeLimit,
} from '../store/index.ts'
import { largestDraftBytes } from './limits.ts'
import { createDrafts, type Drafts, type DraftsDeps } from './drafts.ts'
import type { OriginalMessage } from './original.ts'

const maria = { name: 'Maria Alvarez', address: 'maria@mail.example' }
const original: OriginalMessage = {
  id: 7 as MessageId,
  accountId: 1 as AccountId,
  deliveredTo: [],
  messageId: '<a@mail.example>',
  method: 'openpgp',
  references: [],
  from: [maria],
  replyTo: [],
  to: [{ name: '', address: 'rivera@hope.test' }],
  cc: [],
  bcc: [],
  subject: 'Tuesday',
  date: '2026-11-20T15:02:00.000Z',
  text: 'Look: <img src="https://tracker.example/x.gif"><script>steal()</script>',
  attachments: [{ name: 'plan.pdf', contentType: 'application/pdf', bytes: new Uint8Array([1, 2, 3]) }],
}

let practice: TestPractice
let drafts: Drafts
const told: string[] = []

beforeEach(async () => {
  told.length = 0
  practice = await makeTestPractice()
  drafts = createDrafts(draftsDeps())
})
afterEach(() => {
  practice.dispose()
})

function draftsDeps(): DraftsDeps {
  const { store, audit, clock } = practice
  return {
    store,
    audit,
    clock,
    readOriginal: (id) => Promise.resolve(id === original.id ? ok(original) : fail('message/absent')),
    onSaved: () => told.push('saved'),
    onGone: () => told.push('gone'),
  }
}
const newDraft = (signature = '') => valueOf(drafts.createNew({}, signature))
const file = (name: string, size = 3) => ({ name, bytes: new Uint8Array(size) })

/** What `send` does to a draft whose copies wait in the hold. */
function sendAway(id: ReturnType<typeof newDraft>['id']): void {
  practice.write((tx) => {
    const people = { to: [], cc: [], bcc: [] }
    const message = {
      accountId: practice.accountId,
      subject: '',
      people,
      inReplyTo: null,
      answeredMethod: null,
      scheduledFor: null,
      scan: {},
      line: '',
    }
    setDraftLogicalId(tx, id, addLogicalMessage(tx, { ...message, createdAt: 1 }))
  })
}

describe('drafts', () => {
  it('keeps what was written', () => {
    const { id } = newDraft()
    const content = { to: [maria], cc: [], bcc: [], subject: 'Tuesday', html: '<p>At three.</p>' }
    expect(valueOf(drafts.save(id, { takenRevision: 0, content })).content).toEqual(content)
    expect(valueOf(drafts.list()).map((draft) => draft.id)).toEqual([id])
  })

  it('tells of each that is opened, once while it is worked on, and shows none that the log can’t tell of', () => {
    const opened = () => practice.events().filter(({ type }) => type === 'draft.opened')
    const [first, second] = [newDraft().id, newDraft().id]
    // Whoever begins one has it open.
    valueOf(drafts.get(second))
    expect(opened()).toEqual([])
    for (const id of [first, first, second]) valueOf(drafts.get(id))
    expect(opened()).toEqual([first, second].map((draft) => ({ type: 'draft.opened', draft })))
    const unaudited = createDrafts({ ...draftsDeps(), audit: practice.auditWithout('draft.opened') })
    expect(unaudited.get(first)).toMatchObject({ error: { code: 'audit/write-failed' } })
  })

  it('keeps both where another computer’s text took the place of what is still being written on', () => {
    const { id, content, takenRevision } = newDraft()
    valueOf(drafts.attach(id, [file('plan.pdf')]))
    practice.write((tx) => {
      saveDraft(tx, id, { ...content, html: '<p>There</p>' }, 2)
      noteTextTaken(tx, id)
    })
    const here = { takenRevision, content: { ...content, html: '<p>Here</p>' } }
    const audited = createDrafts({ ...draftsDeps(), audit: practice.auditWithout('draft.started') })
    expect(audited.save(id, here)).toMatchObject({ error: { code: 'audit/write-failed' } })
    const apart = valueOf(drafts.save(id, here))
    expect(apart).toMatchObject({ content: here.content, attachments: [{ fileName: 'plan.pdf' }] })
    expect(apart.id).not.toBe(id)
    expect(valueOf(drafts.get(id)).content.html).toBe('<p>There</p>')
    // What was begun on the text that came goes into it, and what goes on apart stays apart.
    const { takenRevision: seen } = valueOf(drafts.get(id))
    const next = { ...content, html: '<p>There and on</p>' }
    expect(valueOf(drafts.save(id, { takenRevision: seen, content: next })).id).toBe(id)
    expect(valueOf(drafts.save(apart.id, { ...apart, content: next })).id).toBe(apart.id)
    expect(valueOf(drafts.list())).toHaveLength(2)
  })

  it('puts the signature below what will be written, as text', () => {
    const { html } = newDraft('Ana Rivera <b>\nHope').content
    expect(html).toBe('<p></p><p>-- <br>Ana Rivera &lt;b&gt;<br>Hope</p>')
  })

  it.each(['answer', 'forward'] as const)('quotes for %s without anything live', async (kind) => {
    const { content } = valueOf(await drafts.createFrom(kind, original.id, ''))
    expect(content.html).toContain('&lt;img')
    expect(content.html).not.toMatch(/<(img|script)/)
  })

  it('takes the files along when forwarding, and not when answering', async () => {
    const forwarded = valueOf(await drafts.createFrom('forward', original.id, ''))
    expect(forwarded.attachments.map(({ fileName }) => fileName)).toEqual(['plan.pdf'])
    expect(valueOf(await drafts.createFrom('answer', original.id, '')).attachments).toEqual([])
  })

  it('remembers how the answered message came, which may be gone when the answer is sent', async () => {
    const draft = async (kind: 'answer' | 'answer-all' | 'forward') => {
      const { id } = valueOf(await drafts.createFrom(kind, original.id, ''))
      return findDraft(practice.store, id)?.answeredMethod
    }
    expect(await draft('answer')).toBe('openpgp')
    expect(await draft('answer-all')).toBe('openpgp')
    expect(await draft('forward')).toBeNull()
  })

  it('says when the message is not there', async () => {
    expect(await drafts.createFrom('answer', 8 as MessageId, '')).toMatchObject({
      error: { code: 'message/absent' },
    })
  })

  it('attaches and detaches, each time as a new revision', () => {
    const { id } = newDraft()
    const revision = () => findDraft(practice.store, id)?.revision ?? 0
    const before = revision()
    const [attached] = valueOf(drafts.attach(id, [file('../../evil\u202Egpj.exe')])).attachments
    expect(attached).toMatchObject({ contentType: 'application/octet-stream', sizeBytes: 3 })
    expect(attached?.fileName).not.toMatch(/[/\u202E]/)
    expect(revision()).toBeGreaterThan(before)
    const between = revision()
    expect(valueOf(drafts.detach(id, attached?.id ?? 0)).attachments).toEqual([])
    expect(revision()).toBeGreaterThan(between)
  })

  it('holds more than can leave at once, to be split, and refuses more than a sealed message holds', () => {
    practice.write((tx) => {
      setSizeLimit(tx, practice.accountId, 1_000_000)
    })
    const { id } = newDraft()
    expect(valueOf(drafts.attach(id, [file('small.bin', 2_000_000)])).attachments).toHaveLength(1)
    expect(drafts.attach(id, [file('big.bin', largestDraftBytes - 1_999_999)])).toMatchObject({
      error: {
        code: 'seal/too-large',
        detail: { limitBytes: largestDraftBytes, sizeBytes: largestDraftBytes + 1 },
      },
    })
    expect(valueOf(drafts.get(id)).attachments.map(({ fileName }) => fileName)).toEqual(['small.bin'])
  })

  it('lets nobody touch what waits to leave', () => {
    const { id } = newDraft()
    const attached = valueOf(drafts.attach(id, [file('plan.pdf')])).attachments[0]?.id ?? 0
    const { content } = valueOf(drafts.get(id))
    sendAway(id)
    const gone = { error: { code: 'draft/gone' } }
    expect(drafts.get(id)).toMatchObject(gone)
    expect(drafts.save(id, { takenRevision: 0, content })).toMatchObject(gone)
    expect(drafts.attach(id, [file('late.pdf')])).toMatchObject(gone)
    expect(drafts.detach(id, attached)).toMatchObject(gone)
    expect(drafts.discard({ id, takenRevision: 0 })).toMatchObject(gone)
    expect(valueOf(drafts.list())).toEqual([])
  })

  it('leaves from another account that is chosen, as another revision, and from none that isn’t there', () => {
    const office = practice.store.transaction((tx) =>
      ok(addAccount(tx, { address: 'office@hope.test', name: 'Office', settings: {}, credentials: {} }, 1)),
    )
    const accountId = valueOf(office)
    const { id } = newDraft()
    const before = findDraft(practice.store, id)?.revision ?? 0
    expect(valueOf(drafts.chooseAccount(id, accountId, ''))).toMatchObject({ id, accountId })
    expect(findDraft(practice.store, id)).toMatchObject({ accountId, revision: before + 1 })
    const absent = { error: { code: 'account/absent' } }
    expect(drafts.chooseAccount(id, 99 as AccountId, '')).toMatchObject(absent)
    sendAway(id)
    expect(drafts.chooseAccount(id, accountId, '')).toMatchObject({ error: { code: 'draft/gone' } })
  })
})

describe('under a legal hold', () => {
  const holdOn = (address: string) =>
    practice.write((tx) => {
      const scope = { kind: 'person', contactId: 1 as ContactId } as const
      return addLegalHold(tx, { scope, name: '', addresses: [address], reason: 'Subpoena 12', setAt: 1 })
    })
  /** Addressed to Maria first, then to somebody else; from whichever account. */
  function readdressed(whileHeld: () => void): Draft {
    const { id, takenRevision, content } = newDraft()
    valueOf(drafts.save(id, { takenRevision, content: { ...content, to: [maria] } }))
    whileHeld()
    return valueOf(drafts.save(id, { takenRevision, content: { ...content, to: [] } }))
  }

  it('a draft stays that was to a held person, whoever it is to now', () => {
    const draft = readdressed(() => holdOn(maria.address))
    expect(drafts.discard(draft)).toMatchObject({ error: { code: 'hold/held' } })
  })

  it('what such a draft was ends with the last hold: a later one that does not concern it keeps it no longer', () => {
    const holds: number[] = []
    const draft = readdressed(() => holds.push(holdOn(maria.address)))
    const other = holdOn('robert@mail.example')
    const lift = (hold: number) => {
      practice.write((tx) => {
        liftLegalHold(tx, hold, 'settled', 2)
      })
    }
    for (const hold of holds) lift(hold)
    expect(drafts.discard(draft)).toMatchObject({ error: { code: 'hold/held' } })
    lift(other)
    holdOn('robert@mail.example')
    expect(drafts.discard(draft)).toMatchObject({ ok: true })
  })

  it('as a control: one that no longer was to her when the hold was set goes', () => {
    const draft = readdressed(() => undefined)
    holdOn(maria.address)
    expect(drafts.discard(draft)).toMatchObject({ ok: true })
  })

  it('a draft of a held account stays when another account is chosen for it, until the hold is lifted', () => {
    const other = practice.write((tx) =>
      addAccount(tx, { address: 'second@hope.test', name: '', settings: {}, credentials: {} }, 1),
    )
    const { id, takenRevision, content } = newDraft()
    valueOf(drafts.save(id, { takenRevision, content }))
    const hold = practice.write((tx) => {
      const scope = { kind: 'account', accountId: practice.accountId } as const
      return addLegalHold(tx, { scope, name: '', addresses: [], reason: 'Subpoena 12', setAt: 1 })
    })
    const moved = valueOf(drafts.chooseAccount(id, other, ''))
    expect(drafts.discard(moved)).toMatchObject({ error: { code: 'hold/held' } })
    practice.write((tx) => {
      liftLegalHold(tx, hold, 'settled', 2)
    })
    expect(drafts.discard(moved)).toMatchObject({ ok: true })
  })
})
