import type { FileLetOut, ThreadRow } from '../../../src/shared/contract/index.ts'
import { messageIdSchema } from '../../../src/shared/ids.ts'
import { failure, os } from './base.ts'
import { forwardedMessage } from './odd-mail.data.ts'
import type { DoubleState } from './state.ts'

const source = [
  'Return-Path: <maria.alvarez@mailbox.example>',
  'Received: from mx.mailbox.example (mx.mailbox.example [192.0.2.8]) by mail.rivera-practice.example',
  ' with ESMTPS id 4F2A91 for <ana@rivera-practice.example>; Fri, 20 Nov 2026 09:12:41 +0000',
  'From: Maria Alvarez <maria.alvarez@mailbox.example>',
  'To: Dr. Ana Rivera <ana@rivera-practice.example>',
  'Subject: About the new dose',
  'Message-ID: <7b1f0c@mailbox.example>',
  'Content-Type: text/plain; charset=utf-8; format=flowed',
  '',
  'Thank you. I slept through the night for the first time since August.',
].join('\n')

/** One conversation: what Maria wrote, and the practice's own letter between. */
function threadOf(state: DoubleState, id: number): ThreadRow[] {
  const subjects = [
    'About the new dose',
    'Plan for the next four weeks',
    'Letter 1200',
    'Letter 1197',
    'Letter 1194',
  ]
  const members = state.messages.filter(({ row }) => subjects.includes(row.subject))
  const shown = members.some(({ row }) => row.id === id)
    ? members
    : state.messages.filter(({ row }) => row.id === id)
  return shown
    .map(({ row }) => ({
      id: row.id,
      who: row.mailboxId === 2 ? null : row.who,
      date: row.date,
      snippet: row.snippet,
      isUnread: row.isUnread,
      hasAttachments: row.hasAttachments,
    }))
    .sort((one, other) => one.date.localeCompare(other.date))
}

export function filesLetOut(): FileLetOut[] {
  const entry = (
    id: number,
    hoursAgo: number,
    file: Omit<FileLetOut, 'id' | 'at' | 'messageId'>,
  ): FileLetOut => ({
    id,
    at: new Date(Date.now() - hoursAgo * 3_600_000).toISOString(),
    messageId: file.way === 'exported' ? null : messageIdSchema.parse(2),
    ...file,
  })
  return [
    entry(5, 1, {
      way: 'opened',
      name: 'Letter to the school.docx',
      sizeBytes: 31_000,
      folder: null,
      isThere: true,
    }),
    entry(4, 3, {
      ...{ way: 'saved', name: 'MRI report 2026-11-18.pdf', sizeBytes: 842_000 },
      ...{ folder: 'Downloads', isThere: true },
    }),
    entry(3, 26, {
      way: 'printed',
      name: 'About the new dose',
      sizeBytes: 4_100,
      folder: null,
      isThere: false,
    }),
    entry(2, 50, {
      ...{ way: 'exported', name: 'sealpost-mail-2026-11-19.mbox', sizeBytes: 48_200_000 },
      ...{ folder: 'Backup', isThere: false },
    }),
  ]
}

export const readerRouter = {
  preview: os.reader.preview.handler(({ input }) => ({
    kind: input.partPath.endsWith('.pdf') ? ('pages' as const) : ('document' as const),
    url: `/preview/${encodeURIComponent(input.partPath)}?scheme=${input.scheme}`,
    isCut: false,
  })),
  nested: os.reader.nested.handler(({ input }) =>
    input.partPath === '1.2'
      ? { ...forwardedMessage, bodyUrl: `/mail/8003?scheme=${input.scheme}` }
      : { ...forwardedMessage, bodyState: 'encrypted' as const, bodyUrl: null, attachments: [] },
  ),
  saveAll: os.reader.saveAll.handler(({ context: { state }, input, errors }) => {
    const message = state.messages.find(({ row }) => row.id === input.id)
    if (!message) throw failure(errors, 'message/absent')
    return { folder: 'Downloads', saved: message.view.attachments.length, leftOut: 0 }
  }),
  openFile: os.reader.openFile.handler(() => undefined),
  source: os.reader.source.handler(({ input }) =>
    input.offset === 0
      ? { text: source, nextOffset: 600, sizeBytes: 1_400 }
      : { text: 'The rest of it.', nextOffset: null, sizeBytes: 1_400 },
  ),
  print: os.reader.print.handler(() => undefined),
  thread: os.reader.thread.handler(({ context: { state }, input }) => threadOf(state, input.id)),
}
