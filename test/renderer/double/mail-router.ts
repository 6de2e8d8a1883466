import type { MailboxId } from '../../../src/shared/ids.ts'
import { failure, os } from './base.ts'
import { demoMailboxes, officeMailboxes } from './mail.data.ts'
import { nextId, type DoubleState } from './state.ts'

const inboxIds = new Set(
  [...demoMailboxes, ...officeMailboxes].filter(({ role }) => role === 'inbox').map(({ id }) => id),
)

function boxes(state: DoubleState) {
  return state.accounts.length > 1 ? [...demoMailboxes, ...officeMailboxes] : demoMailboxes
}

const roleMailbox = { archive: 3, trash: 5, junk: 4, inbox: 1 } as const

function page(messages: DoubleState['messages'], cursor: string | null, limit: number) {
  const start = Number(cursor ?? '0')
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
  list: os.mail.list.handler(({ context: { state }, input }) => {
    const inside = state.messages
      .filter(({ row }) =>
        input.mailboxId === null ? inboxIds.has(row.mailboxId) : row.mailboxId === input.mailboxId,
      )
      .toSorted((a, b) => b.row.date.localeCompare(a.row.date))
    return page(inside, input.cursor, input.limit)
  }),
  search: os.mail.search.handler(({ context: { state }, input }) => {
    const [operator, rest] = /^(form:)?(.*)$/.exec(input.query.toLowerCase())?.slice(1) ?? []
    const words = rest ?? ''
    const found = (text: string): [number, number][] => {
      const start = text.toLowerCase().indexOf(words)
      return start < 0 ? [] : [[start, start + words.length]]
    }
    const hits = state.messages
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
  open: os.mail.open.handler(({ context: { state }, input, errors }) =>
    withBody(find(state, input.id, errors).view, input.scheme),
  ),
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
  saveAttachment: os.mail.saveAttachment.handler(() => ({ saved: true })),
  saveSource: os.mail.saveSource.handler(() => ({ saved: true })),
  sync: os.mail.sync.handler(() => undefined),
}
