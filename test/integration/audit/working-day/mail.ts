import type { EngineClient } from '../../../../src/shared/contract/index.ts'
import { mustBe, type Act } from './day.ts'

export const mailActs: readonly Act[] = [
  [
    ['mail.imported'],
    ({ client, opens, put }) => {
      opens([put('old.mbox', importedMail)])
      return () => client.carry.importMail({ from: 'file' })
    },
  ],
  [
    ['message.searched'],
    ({ client }) =>
      () =>
        client.mail.search({ query: 'tuesday', order: 'newest', cursor: null, limit: 5 }),
  ],
  [['message.viewed'], (day) => () => day.client.mail.open({ id: day.message(), scheme: 'light' })],
  [
    ['message.images-loaded'],
    (day) => () => day.client.mail.loadRemoteImages({ id: day.message(), scheme: 'light' }),
  ],
  [['message.source-viewed'], (day) => () => day.client.reader.source({ id: day.message(), offset: 0 })],
  [['message.source-saved'], (day) => () => day.client.mail.saveSource({ id: day.message() })],
  [['message.printed'], (day) => () => day.client.reader.print({ id: day.message() })],
  [['attachment.viewed'], (day) => () => day.client.reader.preview({ ...day.file(), scheme: 'light' })],
  [['attachment.saved'], (day) => () => day.client.mail.saveAttachment(day.file())],
  [['attachment.opened'], (day) => () => day.client.reader.openFile(day.file())],
  [
    ['link.opened'],
    ({ client }) =>
      () =>
        client.app.openLink({ url: 'https://example.org/' }),
  ],
  [['message.moved'], (day) => () => day.client.mail.move({ ids: [day.message()], to: { role: 'trash' } })],
  [
    ['message.deleted'],
    async ({ client, opens, put, message }) => {
      // One more, which nothing else of the day needs.
      opens([put('gone.mbox', importedMail.replaceAll(/^(Message-ID: <|Subject: )/gm, '$1gone-'))])
      await client.carry.importMail({ from: 'file' })
      const id = message()
      await client.mail.move({ ids: [id], to: { role: 'trash' } })
      return () => client.mail.deleteForGood({ ids: [id] })
    },
  ],
  [
    ['mailbox.created'],
    ({ client, accountId }) =>
      () =>
        client.mail.createMailbox({ accountId, parentId: null, name: 'Waiting list' }),
  ],
  [
    ['mailbox.renamed'],
    ({ client }) =>
      async () =>
        client.mail.renameMailbox({ id: await waitingList(client), name: 'Waiting' }),
  ],
  [
    ['mailbox.removed'],
    ({ client }) =>
      async () =>
        client.mail.removeMailbox({ id: await waitingList(client) }),
  ],
  [
    ['mail.exported'],
    ({ client }) =>
      () =>
        client.carry.exportMail({
          ...{ scope: { kind: 'search', query: 'tuesday' }, format: 'eml', form: 'as-stored' },
        }),
  ],
  [
    ['mail.import-removed'],
    async ({ client }) => {
      const [brought] = await client.carry.imports()
      return () => client.carry.removeImport({ id: mustBe(brought).id })
    },
  ],
]

async function waitingList(client: EngineClient) {
  const found = (await client.mail.mailboxes()).find(({ name }) => name.startsWith('Waiting'))
  if (found === undefined) throw new Error('no such mailbox')
  return found.id
}

const importedMail = `From maria@mail.example Mon Nov  2 09:05:00 2026
From: Maria <maria@mail.example>
To: rivera@hope.test
Message-ID: <tuesday@mail.example>
Date: Mon, 2 Nov 2026 09:05:00 +0000
Subject: Tuesday
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=b

--b
Content-Type: text/plain

Shall I bring the diary on Tuesday?
--b
Content-Type: text/plain; name=diary.txt
Content-Disposition: attachment; filename=diary.txt

Monday: slept badly.
--b--
`
