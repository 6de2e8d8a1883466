import { buildExport, createAuditLog, type AuditEventType } from '../../../src/main/audit/index.ts'
import type { generateOwnKey } from '../../../src/main/sealing/index.ts'
import type { ContactDetails, EngineClient, PolicyRules, Shares } from '../../../src/shared/contract/index.ts'
import type { AccountId, ContactId, DraftId, LogicalMessageId, MessageId } from '../../../src/shared/ids.ts'
import { proofOf } from '../../support/paper.ts'
import { makeTestStore, valueOf } from '../../support/store.ts'
import { goodPassphrase } from '../../support/vault.ts'

/** Where the acts of a day find what earlier ones left. */
export interface Day {
  readonly client: EngineClient
  readonly accountId: AccountId
  /** Nothing was ever sent from it. */
  readonly secondAccountId: AccountId
  /** PEM. */
  readonly authority: string
  /** The clinician's own key. */
  readonly fingerprint: string
  readonly colleague: Awaited<ReturnType<typeof generateOwnKey>>
  /** What the next question for files to open answers. */
  opens(paths: readonly string[]): void
  /** Writes a file that somebody will open. */
  put(name: string, text: string): string
  /** The newest message of the mail that was brought. */
  message(): MessageId
  /** The file in it. */
  file(): { id: MessageId; partPath: string }
  contact(name: string): ContactId
  /** Begun before, as it is in the store. */
  draft(text?: string): DraftId
  held(): Promise<LogicalMessageId>
}

/**
 * An act through the window's own procedures, with the events that must be on record before it has any effect, and what
 * comes before it.
 */
export type Act = readonly [
  types: readonly AuditEventType[],
  prepare: (day: Day) => (() => Promise<unknown>) | Promise<() => Promise<unknown>>,
]

const maria: ContactDetails = {
  ...{ kind: 'patient', name: 'Maria Alvarez', addresses: ['maria@mail.example'], nicknames: [] },
  ...{ birthDate: null, recordNumber: null, phones: [], readsMailOn: 'computer', agreedToEmailOn: null },
}
const lee: ContactDetails = {
  ...maria,
  kind: 'colleague',
  name: 'Susan Lee',
  addresses: ['lee@clinic.example'],
}

export const letterOf = (text: string) => ({
  ...{ to: [{ name: 'Maria Alvarez', address: 'maria@mail.example' }], cc: [], bcc: [] },
  ...{ subject: 'Tuesday', html: `<p>${text}</p>` },
})
export const ordinaryText = 'We see each other on Tuesday at three. Bring the diary, please.'
/** So that nothing leaves by itself while the day lasts. */
export const inAWeek = (days = 7) => new Date(Date.now() + days * 86_400_000).toISOString()

const lenientRules: PolicyRules = {
  ...{ weakestMethod: 'sealed-message', longestIdleMinutes: 60 },
  ...{ needsSecondFactor: false, allowsPasskeyAlone: true },
  ...{ mayExportMail: ['owner'], mayExportDecrypted: ['owner'], mayExportNames: ['owner'] },
  maySetFindingsAside: ['owner'],
}

const holders: Shares['holders'] = ['A colleague', 'The executor of my will', 'A safe']

async function newKit(client: EngineClient): Promise<string> {
  const kit = await client.vault.makeKit()
  await client.vault.confirmKit(proofOf(kit))
  return `${kit.words.join(' ')} ${kit.checkCode}`
}

async function firstLog(client: EngineClient): Promise<number> {
  const [log] = await client.logs.list()
  if (log === undefined) throw new Error('no log was added')
  return log.id
}

/** Another practice's log, of nothing yet. */
async function exportedByAnother(): Promise<string> {
  const { store, write, dispose } = makeTestStore()
  const clock = () => new Date()
  const anchor = { read: () => Promise.resolve(null), write: () => Promise.resolve(false) }
  const log = createAuditLog({ store, clock, uptimeMs: () => performance.now(), anchor })
  write((tx) => {
    log.begin(tx, '')
  })
  valueOf(log.record({ type: 'vault.created', deviceSecret: 'none' }))
  const { files } = await buildExport(
    store,
    { format: 'jsonl', withNames: false },
    clock(),
    new Uint8Array(32),
  )
  dispose()
  return Buffer.concat(files.map(({ bytes }) => bytes)).toString()
}

/** In an order in which each finds what it needs; every act can be tried again after it was refused. */
export const workingDay: readonly Act[] = [
  [
    ['vault.kit-made'],
    ({ client }) =>
      () =>
        client.vault.makeKit(),
  ],
  [
    ['vault.kit-printed'],
    ({ client }) =>
      () =>
        client.vault.printKit(),
  ],
  [
    ['vault.kit-confirmed'],
    async ({ client }) => {
      const { words, checkCode } = await client.vault.makeKit()
      return () => client.vault.confirmKit(proofOf({ words, checkCode }))
    },
  ],
  [
    ['vault.shares-made'],
    async ({ client }) => {
      const kit = await newKit(client)
      return () => client.vault.makeShares({ kit, holders })
    },
  ],
  [
    ['vault.share-printed'],
    ({ client }) =>
      () =>
        client.vault.printShare({ share: 2 }),
  ],
  [
    ['vault.shares-confirmed'],
    async ({ client }) => {
      const [first, second, third] = (await client.vault.makeShares({ kit: await newKit(client), holders }))
        .shares
      if (first === undefined || second === undefined || third === undefined) throw new Error('no shares')
      await client.vault.confirmShare({ share: 1, proof: proofOf(first) })
      await client.vault.confirmShare({ share: 2, proof: proofOf(second) })
      return () => client.vault.confirmShare({ share: 3, proof: proofOf(third) })
    },
  ],
  [
    ['vault.store-key-renewal-begun'],
    ({ client }) =>
      () =>
        client.vault.renewStoreKey({ passphrase: goodPassphrase }),
  ],
  [
    ['settings.changed'],
    ({ client }) =>
      () =>
        changeSettings(client),
  ],
  [
    ['practice.changed'],
    ({ client }) =>
      async () =>
        client.practice.save({ ...(await client.practice.get()), practiceName: 'Hope' }),
  ],
  [
    ['policy.issued', 'policy.rule-changed', 'policy.seat-changed'],
    async ({ client }) => {
      // Makes the key of this vault's seat.
      await client.policy.state()
      return () => client.policy.issue({ basis: 0, rules: lenientRules, seats: [] })
    },
  ],
  [
    ['access.reviewed'],
    ({ client }) =>
      () =>
        client.policy.review(),
  ],
  [
    ['policy.saved'],
    ({ client }) =>
      () =>
        client.policy.save(),
  ],
  [
    ['policy.left'],
    ({ client }) =>
      () =>
        client.policy.leave({ passphrase: goodPassphrase }),
  ],
  [
    ['outside.changed'],
    async ({ client }) => {
      const outside = { ...(await client.practice.get()), outsideName: 'Ana Rivera' }
      return () => client.practice.saveOutside({ outside, keepsHealth: true })
    },
  ],
  [
    ['contact.added'],
    ({ client }) =>
      () =>
        client.contacts.add({ ...maria, isAddressConfirmed: true }),
  ],
  [
    ['contact.changed'],
    (day) => () =>
      day.client.contacts.update({
        ...{ ...maria, nicknames: ['Mia'] },
        id: day.contact('Maria'),
      }),
  ],
  [
    ['contact.archived'],
    (day) => () => day.client.contacts.archive({ id: day.contact('Maria'), isArchived: true }),
  ],
  [
    ['contact.restored'],
    (day) => () => day.client.contacts.archive({ id: day.contact('Maria'), isArchived: false }),
  ],
  [
    ['passphrase.made'],
    (day) => () => day.client.contacts.makePassphrase({ contactId: day.contact('Maria') }),
  ],
  [
    ['passphrase.typed'],
    (day) => () =>
      day.client.contacts.typePassphrase({
        ...{ contactId: day.contact('Maria'), passphrase: 'violet harbor quilt thunder maple otter 93' },
      }),
  ],
  [
    ['passphrase.shown'],
    (day) => () => day.client.contacts.showPassphrase({ contactId: day.contact('Maria') }),
  ],
  [
    ['passphrase.card-printed'],
    (day) => () => day.client.contacts.printCard({ contactId: day.contact('Maria') }),
  ],
  [
    ['passphrase.told'],
    (day) => () =>
      day.client.contacts.tellPassphrase({
        ...{ contactId: day.contact('Maria'), way: 'by-phone', readsMailOn: 'computer' },
      }),
  ],
  [
    ['contact.added', 'certificate.accepted'],
    ({ client, colleague }) =>
      () =>
        client.contacts.addWithCertificate({
          ...lee,
          ...{ armored: colleague.certificateArmored, compared: 'by-phone' },
        }),
  ],
  [
    ['certificate.removed'],
    (day) => () =>
      day.client.contacts.removeCertificate({
        ...{ contactId: day.contact('Susan'), fingerprint: day.colleague.fingerprint },
      }),
  ],
  [
    ['group.saved'],
    (day) => () =>
      day.client.addressBook.saveGroup({ id: null, name: 'Team', members: [day.contact('Susan')] }),
  ],
  [
    ['evidence.recorded'],
    (day) => () =>
      day.client.evidence.save({
        ...{ record: null, version: 0, file: null },
        body: {
          ...{
            kind: 'disclosure',
            contactId: day.contact('Maria'),
            day: '2026-11-02',
            recipient: 'County court',
          },
          ...{ recipientAddress: '', described: 'Dates of visits', purpose: 'Order 12', basis: 'court' },
          ...{ messageId: null, suspendedUntil: null },
        },
      }),
  ],
  [
    ['disclosures.exported'],
    (day) => () =>
      day.client.disclosures.saveAccounting({
        ...{ contactId: day.contact('Maria'), format: 'csv', from: '2026-01-01', to: '2026-12-31' },
      }),
  ],
  [
    ['hold.set'],
    (day) => () =>
      day.client.holds.set({
        scope: { kind: 'person', contactId: day.contact('Maria') },
        reason: 'Subpoena 12',
      }),
  ],
  [
    ['hold.lifted'],
    async ({ client }) => {
      const [hold] = (await client.holds.list()).holds
      return () =>
        client.holds.lift({ id: mustBe(hold).id, because: 'It is over', passphrase: goodPassphrase })
    },
  ],
  [
    ['group.removed'],
    async ({ client }) => {
      const [group] = await client.addressBook.groups()
      return () => client.addressBook.removeGroup({ id: mustBe(group).id })
    },
  ],
  [['contact.removed'], (day) => () => day.client.contacts.remove({ id: day.contact('Susan') })],
  [
    ['contacts.imported'],
    async ({ client, opens, put }) => {
      opens([
        put(
          'people.vcf',
          'BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Tom Ash\r\nEMAIL:tom@mail.example\r\nEND:VCARD\r\n',
        ),
      ])
      const preview = await client.addressBook.openImport({ kind: 'other' })
      return () =>
        client.addressBook.confirmImport({ importId: preview?.importId ?? '', changesKnown: false })
    },
  ],
  [
    ['contacts.exported'],
    ({ client }) =>
      () =>
        client.addressBook.export({ format: 'csv', kinds: ['patient'] }),
  ],
  [
    ['own-key.certificate-exported'],
    ({ client, fingerprint }) =>
      () =>
        client.practice.exportCertificate({ fingerprint }),
  ],
  [
    ['own-key.revocation-exported'],
    ({ client, fingerprint }) =>
      () =>
        client.practice.exportRevocation({ fingerprint }),
  ],
  [
    ['reply-page.made'],
    ({ client, accountId }) =>
      () =>
        client.practice.saveReplyPage({ account: accountId }),
  ],

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

  [
    ['draft.started'],
    ({ client }) =>
      () =>
        client.drafts.create({ kind: 'new' }),
  ],
  [
    ['draft.discarded'],
    async ({ client }) => {
      const [newest] = await client.drafts.list()
      return () => client.drafts.discard(mustBe(newest))
    },
  ],
  [
    ['finding.replaced'],
    (day) => {
      const id = day.draft()
      return () => day.client.drafts.recordReplacement({ id, category: 'C' })
    },
  ],
  [
    ['finding.dismissed'],
    (day) => {
      const content = letterOf(`${ordinaryText} Ask John Carter, born 3/4/1981, about his depression.`)
      const value = 'John Carter'
      const id = day.draft()
      return () =>
        day.client.drafts.dismissFinding({
          ...{ id, content, category: 'A', value, reach: 'practice' },
        })
    },
  ],
  [
    ['finding.flagged-again'],
    async ({ client }) => {
      const [choice] = await client.practice.neverFlagged()
      return () => client.practice.flagAgain({ id: mustBe(choice).id })
    },
  ],
  [
    ['consultation.prepared'],
    (day) => {
      const id = day.draft()
      return () =>
        day.client.drafts.prepareConsultation({ id, takenRevision: 0, content: letterOf(ordinaryText) })
    },
  ],
  [
    ['scan.decided', 'message.handed-over'],
    (day) => {
      const id = day.draft()
      return () => day.client.drafts.handOver({ id, takenRevision: 0 })
    },
  ],
  [
    ['message.composed', 'scan.decided', 'message.routed', 'message.sealed', 'message.held'],
    (day) => {
      const id = day.draft()
      return () => day.client.drafts.send({ id, takenRevision: 0, answered: [], leavesAt: inAWeek() })
    },
  ],
  [
    ['send.question-answered'],
    async (day) => {
      const id = day.draft(`${ordinaryText} Your number is 219-09-9999.`)
      const { questions } = await day.client.drafts.review({ id, takenRevision: 0 })
      return () =>
        day.client.drafts.send({
          id,
          takenRevision: 0,
          answered: questions.map((question) => question.id),
          leavesAt: inAWeek(),
        })
    },
  ],
  [
    ['message.held'],
    async (day) => {
      const logicalId = await day.held()
      const leavesAt = inAWeek(8)
      return () => day.client.outbox.schedule({ logicalId, leavesAt })
    },
  ],
  [
    ['message.undone'],
    async (day) => {
      const logicalId = await day.held()
      return () => day.client.outbox.undo({ logicalId })
    },
  ],
  [
    ['mail-authority.added'],
    ({ client, authority }) =>
      () =>
        client.practice.addAuthority({ pem: authority }),
  ],
  [
    ['mail-authority.removed'],
    async ({ client }) => {
      const [authority] = await client.practice.authorities()
      return () => client.practice.removeAuthority({ fingerprint: mustBe(authority).fingerprint })
    },
  ],
  [
    ['account.made-default'],
    ({ client, secondAccountId }) =>
      () =>
        client.accounts.makeDefault({ id: secondAccountId }),
  ],
  [
    ['account.removed'],
    ({ client, secondAccountId }) =>
      () =>
        client.accounts.remove({ id: secondAccountId }),
  ],
  [
    ['collector.set'],
    ({ client }) =>
      () =>
        client.collector.set({ host: 'localhost', port: 1, certificate: null }),
  ],
  [
    ['collector.ended'],
    ({ client }) =>
      () =>
        client.collector.end(),
  ],
  [
    ['activity.reviewed'],
    async ({ client }) => {
      const { to } = await client.audit.review()
      return () => client.audit.signReview({ to })
    },
  ],
  [
    ['audit.exported'],
    ({ client }) =>
      () =>
        client.audit.export({ format: 'jsonl', withNames: false }),
  ],
  [
    ['log.added'],
    async ({ client, opens, put }) => {
      opens([put('other.jsonl', await exportedByAnother())])
      const offer = await client.logs.choose()
      return () => client.logs.add({ file: offer?.file ?? '', title: 'Dr. Lee' })
    },
  ],
  [
    ['log.viewed'],
    async ({ client }) => {
      const id = await firstLog(client)
      return () => client.logs.open({ id })
    },
  ],
  [
    ['log.removed'],
    async ({ client }) => {
      const id = await firstLog(client)
      return () => client.logs.remove({ id })
    },
  ],
  [
    ['own-key.made'],
    ({ client, fingerprint }) =>
      () =>
        client.practice.makeNewerKey({ fingerprint }),
  ],
  [
    ['own-key.revoked'],
    ({ client, fingerprint }) =>
      () =>
        client.practice.revokeKey({ fingerprint, reason: 'superseded' }),
  ],
]

async function changeSettings(client: EngineClient): Promise<void> {
  await client.app.saveSettings({ ...(await client.app.settings()), idleLockMinutes: 5 })
}

async function waitingList(client: EngineClient) {
  const found = (await client.mail.mailboxes()).find(({ name }) => name.startsWith('Waiting'))
  if (found === undefined) throw new Error('no such mailbox')
  return found.id
}

function mustBe<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('an earlier act of the day left nothing')
  return value
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
