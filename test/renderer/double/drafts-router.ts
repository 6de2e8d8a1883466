import { receipts } from './receipts.data.ts'
import type { Delivery, Draft, OutboxItem } from '../../../src/shared/contract/index.ts'
import { logicalMessageIdSchema } from '../../../src/shared/ids.ts'
import { shortName } from '../../../src/renderer/i18n/names.ts'
import { failure, os } from './base.ts'
import { protectionOf } from './contacts-router.ts'
import { consultation, review, scan, unseenFiles } from './scan.ts'
import { draftOf, nextId, type DoubleState } from './state.ts'

function find(state: DoubleState, id: number, errors: unknown): Draft {
  const draft = state.drafts.find((candidate) => candidate.id === id)
  if (!draft) throw failure(errors, 'draft/gone')
  return draft
}

function put(state: DoubleState, draft: Draft): Draft {
  const others = state.drafts.filter((other) => other.id !== draft.id)
  state.drafts = [draft, ...others]
  state.emit({ type: 'draft-changed', draftId: draft.id })
  return draft
}

const headFile = 'sealpost-log-head-2026-11-23.jsonl'

export function beginHeadLetter(state: DoubleState, words: { subject: string; text: string }): Draft {
  const html = `${words.text
    .split('\n\n')
    .map((paragraph) => `<p>${paragraph.replaceAll('\n', '<br>')}</p>`)
    .join('')}<p></p>`
  const { to: address } = state.headLetter
  const to = address === '' ? [] : [{ name: 'Dr. Susan Lee', address }]
  const draft = draftOf(nextId(state), { to, subject: words.subject, html })
  const file = { id: 1, fileName: headFile, sizeBytes: 1180 }
  return put(state, { ...draft, attachments: [{ ...file, contentType: 'application/octet-stream' }] })
}

function recipientsOf(state: DoubleState, draft: Draft) {
  const { to, cc, bcc } = draft.content
  return [...to, ...cc, ...bcc].map((person) => protectionOf(state, person.address))
}

function reviewOf(state: DoubleState, draft: Draft) {
  return review(draft.content, {
    recipients: recipientsOf(state, draft),
    attachments: draft.attachments,
    isAnswer: draft.inReplyTo !== null,
  })
}

function hold(state: DoubleState, draft: Draft, scheduledFor: string | null): OutboxItem {
  const isScheduled = scheduledFor !== null
  const leavesAt = scheduledFor ?? new Date(Date.now() + state.scenario.holdMs).toISOString()
  const recipients = recipientsOf(state, draft)
  const names = recipients.map((recipient) => shortName(recipient.contact?.name ?? recipient.address))
  const summary = scan(draft.content)
  const item: OutboxItem = {
    logicalId: logicalMessageIdSchema.parse(nextId(state)),
    subject: draft.content.subject,
    to: names,
    state: 'held',
    hold: isScheduled ? 'scheduled' : 'undo',
    leavesAt,
    nextAttemptAt: null,
    givesUpAt: null,
    failureCode: null,
    deliveries: [],
    line: `Sealed for ${names.join(', ')}${summary.hasHealthContext ? ' · health information' : ''}`,
  }
  state.outbox = [...state.outbox, item]
  state.drafts = state.drafts.filter((other) => other.id !== draft.id)
  const leave = () => {
    if (!state.outbox.some((other) => other.logicalId === item.logicalId)) return
    state.outbox = state.outbox.map((other) =>
      other.logicalId === item.logicalId ? { ...other, state: 'sent', hold: null, leavesAt: null } : other,
    )
    state.emit({ type: 'outbox-changed', logicalId: item.logicalId })
    if (draft.attachments.some(({ fileName }) => fileName === headFile)) {
      state.headLetter = { ...state.headLetter, headAt: new Date().toISOString() }
      state.emit({ type: 'audit-appended' })
    }
  }
  state.undo.set(`send:${item.logicalId}`, () => {
    state.outbox = state.outbox.filter((other) => other.logicalId !== item.logicalId)
    put(state, draft)
  })
  if (!isScheduled) setTimeout(leave, state.scenario.holdMs)
  state.emit({ type: 'outbox-changed', logicalId: item.logicalId })
  return item
}

export const draftsRouter = {
  list: os.drafts.list.handler(({ context }) => context.state.drafts),
  get: os.drafts.get.handler(({ context: { state }, input, errors }) => find(state, input.id, errors)),
  create: os.drafts.create.handler(({ context: { state }, input, errors }) => {
    if (input.kind === 'new') {
      const content = { to: input.to ?? [], subject: input.subject ?? '' }
      return put(state, draftOf(nextId(state), content))
    }
    const message = state.messages.find((candidate) => candidate.row.id === input.messageId)
    if (!message) throw failure(errors, 'message/absent')
    const { view } = message
    const to = input.kind === 'forward' ? [] : view.from
    const cc = input.kind === 'answer-all' ? view.cc : []
    const subject = `${input.kind === 'forward' ? 'Fwd' : 'Re'}: ${view.subject}`
    const html = `<p></p><blockquote><p>${view.from[0]?.name ?? ''} wrote:</p><p>${message.row.snippet}</p></blockquote>`
    return put(state, draftOf(nextId(state), { to, cc, subject, html }, view.id))
  }),
  save: os.drafts.save.handler(({ context: { state }, input, errors }) =>
    put(state, {
      ...find(state, input.id, errors),
      content: input.content,
      savedAt: new Date().toISOString(),
    }),
  ),
  chooseAccount: os.drafts.chooseAccount.handler(({ context: { state }, input, errors }) =>
    put(state, { ...find(state, input.id, errors), accountId: input.accountId }),
  ),
  discard: os.drafts.discard.handler(({ context: { state }, input }) => {
    state.drafts = state.drafts.filter((draft) => draft.id !== input.id)
    state.emit({ type: 'draft-changed', draftId: input.id })
  }),
  attach: os.drafts.attach.handler(({ context: { state }, input, errors }) => {
    const draft = find(state, input.id, errors)
    const names = input.files?.map(String) ?? ['Insurance card.jpg']
    const added = names.map((fileName) => ({
      id: nextId(state),
      fileName,
      contentType: fileName.endsWith('.jpg') ? 'image/jpeg' : 'application/pdf',
      sizeBytes: 3_400_000,
    }))
    return put(state, { ...draft, attachments: [...draft.attachments, ...added] })
  }),
  detach: os.drafts.detach.handler(({ context: { state }, input, errors }) => {
    const draft = find(state, input.id, errors)
    return put(state, {
      ...draft,
      attachments: draft.attachments.filter((attachment) => attachment.id !== input.attachmentId),
    })
  }),
  size: os.drafts.size.handler(({ context: { state }, input, errors }) => {
    const { attachments, limitBytes } = find(state, input.id, errors)
    const attached = attachments.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
    const wireBytes = Math.round(attached * 2.8) + 400_000
    const isOver = wireBytes > limitBytes
    return {
      wireBytes,
      limitBytes,
      formsThatFit: isOver ? (['pdf', 'html'] as const) : [],
      parts: isOver ? 2 : null,
    }
  }),
  split: os.drafts.split.handler(({ context: { state }, input, errors }) => [find(state, input.id, errors)]),
  handOver: os.drafts.handOver.handler(() => ({ saved: true })),
  scan: os.drafts.scan.handler(({ context: { state }, input, errors }) => ({
    ...scan(input.content),
    notScanned: unseenFiles(find(state, input.id, errors).attachments),
  })),
  dismissFinding: os.drafts.dismissFinding.handler(() => undefined),
  flagAgain: os.drafts.flagAgain.handler(() => undefined),
  recordReplacement: os.drafts.recordReplacement.handler(() => undefined),
  previewConsultation: os.drafts.previewConsultation.handler(({ input }) => consultation(input.content)),
  prepareConsultation: os.drafts.prepareConsultation.handler(({ input }) => consultation(input.content)),
  review: os.drafts.review.handler(({ context: { state }, input, errors }) =>
    reviewOf(state, find(state, input.id, errors)),
  ),
  send: os.drafts.send.handler(({ context: { state }, input, errors }) => {
    const draft = find(state, input.id, errors)
    if (recipientsOf(state, draft).length === 0) throw failure(errors, 'draft/no-recipient')
    if (!state.hasRecoveryKit) throw failure(errors, 'send/recovery-kit-first')
    const asked = reviewOf(state, draft)
    const isOpen = asked.questions.some((entry) => entry.isBlocking || !input.answered.includes(entry.id))
    if (isOpen) return { kind: 'decide' as const, review: asked }
    const item = hold(state, draft, input.leavesAt ?? null)
    return {
      kind: 'held' as const,
      logicalId: item.logicalId,
      leavesAt: item.leavesAt ?? '',
      line: item.line,
    }
  }),
}

function withoutTls(delivery: Delivery): Delivery {
  return delivery.canGoWithoutTls === true
    ? { ...delivery, state: 'sent', reasonCode: null, canGoWithoutTls: false, isTlsWaived: true }
    : delivery
}

export const outboxRouter = {
  list: os.outbox.list.handler(({ context }) => context.state.outbox),
  deliveries: os.outbox.deliveries.handler(
    ({ context: { state }, input }) =>
      state.messages.find(({ view }) => view.logicalId === input.logicalId)?.view.deliveries ?? [],
  ),
  undo: os.outbox.undo.handler(({ context: { state }, input, errors }) => {
    const item = state.outbox.find((candidate) => candidate.logicalId === input.logicalId)
    if (item?.state !== 'held') throw failure(errors, 'send/undo-too-late')
    state.undo.get(`send:${input.logicalId}`)?.()
    const [draft] = state.drafts
    if (!draft) throw failure(errors, 'draft/gone')
    return { draftId: draft.id }
  }),
  sendNow: os.outbox.sendNow.handler(() => undefined),
  schedule: os.outbox.schedule.handler(({ context: { state }, input }) => {
    state.outbox = state.outbox.map((item) =>
      item.logicalId === input.logicalId ? { ...item, leavesAt: input.leavesAt } : item,
    )
    state.emit({ type: 'outbox-changed', logicalId: logicalMessageIdSchema.parse(input.logicalId) })
  }),
  settleHeld: os.outbox.settleHeld.handler(({ context: { state } }) => {
    state.outbox = state.outbox.filter(({ hold: kind }) => kind !== 'undo')
  }),
  resolveUnknown: os.outbox.resolveUnknown.handler(({ context: { state }, input }) => {
    state.outbox = state.outbox.filter((item) => item.logicalId !== input.logicalId)
    state.emit({ type: 'outbox-changed', logicalId: logicalMessageIdSchema.parse(input.logicalId) })
  }),
  backToDraft: os.outbox.backToDraft.handler(({ context: { state }, input }) => {
    state.outbox = state.outbox.filter((item) => item.logicalId !== input.logicalId)
    const draft = put(state, draftOf(nextId(state), { subject: 'Referral letter' }))
    return { draftId: draft.id }
  }),
  writeAgain: os.outbox.writeAgain.handler(({ context: { state } }) => {
    const draft = put(state, draftOf(nextId(state), { subject: 'Referral letter' }))
    return { draftId: draft.id }
  }),
  sendWithoutTls: os.outbox.sendWithoutTls.handler(({ context: { state }, input }) => {
    state.messages = state.messages.map((message) =>
      message.view.logicalId === input.logicalId
        ? { ...message, view: { ...message.view, deliveries: message.view.deliveries.map(withoutTls) } }
        : message,
    )
    state.emit({ type: 'outbox-changed', logicalId: logicalMessageIdSchema.parse(input.logicalId) })
  }),
  sendOtherForm: os.outbox.sendOtherForm.handler(() => undefined),
  receipts: os.outbox.receipts.handler(() => receipts),
  saveReceipt: os.outbox.saveReceipt.handler(() => ({ saved: true })),
}
