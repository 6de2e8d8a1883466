import { mailboxIdSchema, type MailboxId } from '../../../src/shared/ids.ts'
import { failure, os } from './base.ts'
import { demoMailboxes, officeMailboxes } from './mail.data.ts'
import { nextId, type DoubleState } from './state.ts'

const inboxIds = new Set(
  [...demoMailboxes, ...officeMailboxes].filter(({ role }) => role === 'inbox').map(({ id }) => id),
)

function boxes({ accounts, mailboxes }: DoubleState) {
  return mailboxes.filter(({ accountId }) => accounts.some(({ id }) => id === accountId))
}

const stoppedFetches = new Set<number>()
const waitingFetches = new Map<number, () => void>()

const roleMailbox = { archive: 3, trash: 5, junk: 4, inbox: 1 } as const

function page(messages: DoubleState['messages'], cursor: string | null, limit: number, offset = 0) {
  const start = Number(cursor ?? '0') + offset
  const end = start + limit
  return {
    rows: messages.slice(start, end).map((message) => message.row),
    nextCursor: end < messages.length ? String(end) : null,
    total: messages.length,
  }
}

function find(state: DoubleState, id: number, errors: unknown) {
  const message = state.messages.find((candidate) => candidate.row.id === id)
  if (!message) throw failure(errors, 'message/absent')
  return message
}

function changed(state: DoubleState): void {
  state.emit({ type: 'mail-changed', mailboxIds: boxes(state).map((mailbox) => mailbox.id) })
}

function withBody(view: DoubleState['messages'][number]['view'], scheme: 'light' | 'dark') {
  return { ...view, bodyUrl: view.bodyUrl === null ? null : `${view.bodyUrl}?scheme=${scheme}` }
}

export const mailRouter = {
  mailboxes: os.mail.mailboxes.handler(({ context: { state } }) =>
    boxes(state).map((mailbox) => {
      const inside = state.messages.filter((message) => message.row.mailboxId === mailbox.id)
      return {
        ...mailbox,
        total: inside.length,
        unread: inside.filter((message) => message.row.isUnread).length,
      }
    }),
  ),
  leftDrafts: os.mail.leftDrafts.handler(({ context: { state } }) => {
    const drafts = new Set(boxes(state).flatMap(({ id, role }) => (role === 'drafts' ? [id] : [])))
    return state.messages.filter(({ row }) => drafts.has(row.mailboxId)).map(({ row }) => row)
  }),
  list: os.mail.list.handler(({ context: { state }, input }) => {
    const inside = state.messages
      .filter(({ row }) =>
        input.mailboxId === null ? inboxIds.has(row.mailboxId) : row.mailboxId === input.mailboxId,
      )
      .toSorted((a, b) => b.row.date.localeCompare(a.row.date))
    return page(inside, input.cursor, input.limit, input.offset)
  }),
  search: os.mail.search.handler(({ context: { state }, input }) => {
    const [operator, rest] = /^(form:)?(.*)$/.exec(input.query.toLowerCase())?.slice(1) ?? []
    const words = rest ?? ''
    const found = (text: string): [number, number][] => {
      const start = text.toLowerCase().indexOf(words)
      return start < 0 ? [] : [[start, start + words.length]]
    }
    const hits = state.messages
      .filter(({ row }) => input.mailboxId == null || row.mailboxId === input.mailboxId)
      .filter(({ row }) => `${row.who} ${row.subject} ${row.snippet}`.toLowerCase().includes(words))
      .map((message) => {
        const { row } = message
        const where = { who: found(row.who), subject: found(row.subject), snippet: found(row.snippet) }
        return { ...message, row: { ...row, found: where } }
      })
    return {
      ...page(hits, input.cursor, input.limit),
      isTotalExact: true,
      hints: operator === undefined ? [] : [{ kind: 'unknown-operator' as const, word: operator }],
    }
  }),
  open: os.mail.open.handler(({ context: { state }, input, errors }) => {
    const { view } = find(state, input.id, errors)
    const sequence = (state.audit[0]?.sequence ?? 0) + 1
    const reading = { type: 'message.viewed', values: { message: view.id }, outcome: 'done' as const }
    state.audit = [{ ...reading, sequence, at: new Date().toISOString(), person: null }, ...state.audit]
    return withBody(view, input.scheme)
  }),
  /** Takes until it is stopped; one that was stopped before is here at once. */
  fetch: os.mail.fetch.handler(async ({ context: { state }, input, errors }) => {
    const message = find(state, input.id, errors)
    const totalBytes = message.view.unfetchedBytes ?? 0
    state.emit({
      type: 'fetch-progress',
      id: input.id,
      doneBytes: Math.round(totalBytes * 0.4),
      totalBytes,
    })
    if (!stoppedFetches.has(input.id)) {
      await new Promise<void>((resolve) => waitingFetches.set(input.id, resolve))
      throw failure(errors, 'message/fetch-stopped')
    }
    const unfetchedBytes = input.part === 'whole' ? null : totalBytes - 65_536
    const view = {
      ...message.view,
      bodyState: 'shown' as const,
      bodyUrl: `/mail/${input.id}`,
      unfetchedBytes,
    }
    state.messages = state.messages.map((one) => (one === message ? { ...one, view } : one))
  }),
  stopFetch: os.mail.stopFetch.handler(({ input }) => {
    stoppedFetches.add(input.id)
    waitingFetches.get(input.id)?.()
  }),
  unfetched: os.mail.unfetched.handler(({ context: { state }, input: { mailboxId } }) => ({
    count: state.messages.filter(
      ({ view }) => view.bodyState === 'not-fetched' && (mailboxId === null || view.mailboxId === mailboxId),
    ).length,
  })),
  loadRemoteImages: os.mail.loadRemoteImages.handler(({ context: { state }, input, errors }) => ({
    ...withBody(find(state, input.id, errors).view, input.scheme),
    blockedRemoteImages: 0,
  })),
  setFlags: os.mail.setFlags.handler(({ context: { state }, input }) => {
    const flags = {
      ...(input.isUnread !== undefined && { isUnread: input.isUnread }),
      ...(input.isFlagged !== undefined && { isFlagged: input.isFlagged }),
    }
    const ids = new Set<number>(input.ids)
    state.messages = state.messages.map((message) =>
      ids.has(message.row.id)
        ? { row: { ...message.row, ...flags }, view: { ...message.view, ...flags } }
        : message,
    )
    changed(state)
  }),
  deleteForGood: os.mail.deleteForGood.handler(({ context: { state }, input }) => {
    const ids = new Set<number>(input.ids)
    state.messages = state.messages.filter(({ row }) => !ids.has(row.id))
    changed(state)
  }),
  emptyMailbox: os.mail.emptyMailbox.handler(({ context: { state }, input }) => {
    state.messages = state.messages.filter(({ row }) => row.mailboxId !== input.id)
    changed(state)
  }),
  move: os.mail.move.handler(({ context: { state }, input }) => {
    const before = state.messages
    const target = ('role' in input.to ? roleMailbox[input.to.role] : input.to.mailboxId) as MailboxId
    const ids = new Set<number>(input.ids)
    state.messages = state.messages.map((message) =>
      ids.has(message.row.id)
        ? { row: { ...message.row, mailboxId: target }, view: { ...message.view, mailboxId: target } }
        : message,
    )
    const undoToken = String(nextId(state))
    state.undo.set(undoToken, () => {
      state.messages = before
    })
    changed(state)
    return { undoToken }
  }),
  undoMove: os.mail.undoMove.handler(({ context: { state }, input }) => {
    state.undo.get(input.undoToken)?.()
    changed(state)
  }),
  createMailbox: os.mail.createMailbox.handler(({ context: { state }, input, errors }) => {
    const { accountId, parentId } = input
    const name = input.name.trim()
    if (name.includes('/')) throw failure(errors, 'imap/name-has-delimiter', { delimiter: '/' })
    if (boxes(state).some((one) => one.parentId === parentId && one.name === name)) {
      throw failure(errors, 'imap/mailbox-exists')
    }
    const id = mailboxIdSchema.parse(nextId(state))
    const made = { id, accountId, parentId, name, path: name, isLocal: false, total: 0, unread: 0 }
    state.mailboxes = [...state.mailboxes, { ...made, role: 'other' }]
    changed(state)
    return { id }
  }),
  renameMailbox: os.mail.renameMailbox.handler(({ context: { state }, input: { id, name } }) => {
    state.mailboxes = state.mailboxes.map((one) => (one.id === id ? { ...one, name, path: name } : one))
    changed(state)
  }),
  removeMailbox: os.mail.removeMailbox.handler(({ context: { state }, input: { id } }) => {
    state.mailboxes = state.mailboxes.filter((one) => one.id !== id && one.parentId !== id)
    changed(state)
  }),
  saveAttachment: os.mail.saveAttachment.handler(() => ({ saved: true })),
  saveSource: os.mail.saveSource.handler(() => ({ saved: true })),
  sync: os.mail.sync.handler(() => undefined),
}
