import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fetchedMessage } from '../../../test/support/messages.ts'
import { makeTestPractice, type TestPractice } from '../../../test/support/practice.ts'
import { valueOf } from '../../../test/support/store.ts'
import type { MailboxId, MessageId } from '../../shared/ids.ts'
import { fail, ok } from '../../shared/result.ts'
import { readPractice, savePractice } from '../practice/index.ts'
import { makeWorld } from '../sealing/smime/certificates.fixture.ts'
import { entityOf } from '../sealing/smime/messages.fixture.ts'
import { unsignedCbc } from '../sealing/smime/unsigned.fixture.ts'
import { describeSmimeCertificate, readTrustAnchors } from '../sealing/index.ts'
import { signEntity } from '../sealing/smime/sign.ts'
import {
  addOwnKey,
  findCertificatesByAddress,
  findMessage,
  saveMailbox,
  saveMessages,
  setCertificateTrust,
} from '../store/index.ts'
import { createBodyPages, type BodyPages } from './body-pages.ts'
import { createReading, type ReadingDeps } from './reading.ts'

const html = [
  '<p>See you on Tuesday.</p><script>steal()</script>',
  '<img src="https://tracker.test/pixel.gif" alt="">',
  '<a href="https://evil.test/login">https://bank.test</a>',
].join('')

function mail(parts: readonly string[], extra: readonly string[] = []): Uint8Array {
  const header = [
    'From: "Maria Alvarez" <maria@mail.example>',
    'To: rivera@hope.test',
    'Subject: Tuesday',
    'Date: Fri, 20 Nov 2026 09:00:00 +0000',
    'Message-ID: <two@mail.example>',
    'References: <one@hope.test>',
    'MIME-Version: 1.0',
    ...extra,
  ]
  return new TextEncoder().encode([...header, ...parts, ''].join('\r\n'))
}
const htmlMail = mail(['Content-Type: text/html; charset=utf-8', '', html])
const textMail = mail(['Content-Type: text/plain; charset=utf-8', '', 'See you on Tuesday.'])
const mailWithFiles = mail([
  'Content-Type: multipart/mixed; boundary=b',
  '',
  '--b',
  'Content-Type: text/plain',
  '',
  'Files',
  '--b',
  'Content-Type: application/pdf',
  'Content-Disposition: attachment; filename="plan.pdf"',
  '',
  '%PDF-1.7',
  '--b',
  'Content-Type: application/octet-stream',
  'Content-Disposition: attachment; filename="invoice.pdf.exe"',
  '',
  'MZ',
  '--b--',
])
const bomb = mail([
  'Content-Type: multipart/mixed; boundary=b',
  '',
  ...Array.from({ length: 20_000 }, () => ['--b', '', '']).flat(),
])

const world = makeWorld()
let practice: TestPractice
let pages: BodyPages
let inbox: MailboxId

beforeEach(async () => {
  practice = await makeTestPractice()
  await practice.addPatient({ words: null })
  pages = createBodyPages()
  inbox = practice.write((tx) =>
    saveMailbox(tx, practice.accountId, {
      ...{ path: 'INBOX', name: 'INBOX', delimiter: '/', role: 'inbox' },
      ...{ isSubscribed: true, isSelectable: true },
    }),
  )
})
afterEach(() => {
  practice.dispose()
})

function reading(change: Partial<ReadingDeps> = {}) {
  const { store, audit } = practice
  return createReading({
    ...{ store, audit, pages, trust: practice.sealing.trust },
    hostsOf: () => ({ address: 'rivera@hope.test', imapHost: 'mx.hope.test' }),
    deliveries: () => [],
    beginningOf: () => null,
    fetch: () => Promise.resolve(fail('host/offline')),
    ...change,
  })
}

function store(raw: Uint8Array | null): MessageId {
  const sketch = { uid: 1, ...(raw === null ? {} : { raw }) }
  const [id] = practice.write((tx) =>
    saveMessages(tx, { accountId: practice.accountId, mailboxId: inbox }, [fetchedMessage(sketch)], 1),
  )
  return id ?? (0 as MessageId)
}

describe('a message that may mean danger', () => {
  const crisis = mail(['Content-Type: text/plain; charset=utf-8', '', 'I want to die.'])

  it('of a patient is shown with the practice’s own words', async () => {
    practice.write((tx) => {
      savePractice(tx, { ...readPractice(practice.store), emergencyText: 'Call Dr. Lee.' }, 1)
    })
    const view = valueOf(await reading().open(store(crisis), 'light'))
    expect(view.crisis).toEqual({ text: 'Call Dr. Lee.' })
  })

  it('of a patient without such words leaves them to the window; an ordinary one says nothing', async () => {
    expect(valueOf(await reading().open(store(crisis), 'light')).crisis).toEqual({ text: '' })
    expect(valueOf(await reading().open(store(textMail), 'light')).crisis).toBeNull()
  })

  it('of a stranger says nothing', async () => {
    const stranger = new TextDecoder().decode(crisis).replace('maria@mail.example', 'jo@new.example')
    const view = valueOf(await reading().open(store(new TextEncoder().encode(stranger)), 'light'))
    expect(view.crisis).toBeNull()
  })
})

describe('opening a message', () => {
  it('shows it, and has recorded who read what before', async () => {
    const view = valueOf(await reading().open(store(textMail), 'light'))
    expect(view).toMatchObject({
      subject: 'Tuesday',
      bodyState: 'shown',
      protection: { kind: 'none' },
      contact: { name: 'Maria Alvarez', kind: 'patient' },
    })
    expect(pages.find(view.bodyUrl ?? '')?.body).toContain('See you on Tuesday.')
    expect(practice.events()).toMatchObject([
      { type: 'message.viewed', message: view.id, protection: 'none' },
    ])
  })

  it('A2: shows nothing when that cannot be recorded', async () => {
    const id = store(textMail)
    const blocked = reading({ audit: practice.auditWithout('message.viewed', 'message.images-loaded') })
    const failed = { error: { code: 'audit/write-failed' } }
    expect(await blocked.open(id, 'light')).toMatchObject(failed)
    expect(await blocked.openWithImages(id, 'light')).toMatchObject(failed)
  })

  it('shows HTML without script or network, and where its links really lead', async () => {
    const view = valueOf(await reading().open(store(htmlMail), 'light'))
    const body = pages.find(view.bodyUrl ?? '')?.body ?? ''
    expect(body).toContain('See you on Tuesday.')
    expect(body).not.toMatch(/steal|tracker\.test/)
    expect(view).toMatchObject({
      blockedRemoteImages: 1,
      links: [{ host: 'evil.test', isMismatched: true }],
      authenticity: { verdict: 'suspicious' },
    })
  })

  it('lists files with what is wrong with their names', async () => {
    const id = store(mailWithFiles)
    const view = valueOf(await reading().open(id, 'light'))
    expect(view.attachments.map(({ fileName, isDangerous }) => [fileName, isDangerous])).toEqual([
      ['plan.pdf', false],
      ['invoice.pdf.exe', true],
    ])
    const [plan, program] = view.attachments
    expect(valueOf(await reading().attachment(id, plan?.partPath ?? ''))).toMatchObject({
      name: 'plan.pdf',
      isDangerous: false,
    })
    expect(valueOf(await reading().attachment(id, program?.partPath ?? '')).isDangerous).toBe(true)
    expect(await reading().attachment(id, '9.9')).toMatchObject({ error: { code: 'message/absent' } })
    expect(await reading().attachment(id, 'answer.0')).toMatchObject({ error: { code: 'message/absent' } })
  })

  it('lists what is too complex to display, and lets it be saved', async () => {
    const id = store(bomb)
    const view = valueOf(await reading().open(id, 'light'))
    expect(view).toMatchObject({ bodyState: 'too-complex', bodyUrl: null })
    expect(practice.events()).toMatchObject([{ type: 'message.viewed' }])
    expect(valueOf(await reading().source(id)).bytes.length).toBe(bomb.length)
  })

  it('says when there is no such message', async () => {
    expect(await reading().open(999 as MessageId, 'light')).toMatchObject({
      error: { code: 'message/absent' },
    })
  })
})

describe('a message whose source is not here', () => {
  it('shows what the list says of it, with its size, and isn’t recorded as viewed', async () => {
    const id = store(null)
    expect(valueOf(await reading().open(id, 'light'))).toMatchObject({
      bodyState: 'not-fetched',
      unfetchedBytes: findMessage(practice.store, id)?.sizeBytes,
      bodyUrl: null,
    })
    expect(practice.events()).toEqual([])
  })

  it('whose beginning is here shows its text, with the files that came whole, and says how much is missing', async () => {
    const id = store(null)
    const cut = Buffer.from(mailWithFiles).indexOf('MZ')
    const beginningOf = () => ({ head: mailWithFiles.subarray(0, cut), keptBytes: cut })
    const { sizeBytes = 0 } = findMessage(practice.store, id) ?? {}
    const view = valueOf(await reading({ beginningOf }).open(id, 'light'))
    expect(view).toMatchObject({
      ...{ bodyState: 'shown', ambiguities: [], attachments: [{ fileName: 'plan.pdf' }] },
      unfetchedBytes: Math.max(sizeBytes - cut, 0),
    })
    expect(pages.find(view.bodyUrl ?? '')?.body).toContain('Files')
    expect(practice.events()).toMatchObject([{ type: 'message.viewed' }])
  })

  it('whose beginning is here is answered with that, and forwarded only whole', async () => {
    const id = store(null)
    const head = mailWithFiles.subarray(0, mailWithFiles.length - 20)
    const begun = reading({ beginningOf: () => ({ head, keptBytes: head.length }) })
    expect(valueOf(await begun.readForAnswer(id, 'text'))).toMatchObject({
      ...{ text: 'Files', messageId: '<two@mail.example>', references: ['<one@hope.test>'] },
    })
    expect(await begun.readForAnswer(id, 'whole')).toMatchObject({
      error: { code: 'message/not-downloaded' },
    })
  })

  it('is fetched where its files or its text are asked for', async () => {
    const id = store(null)
    const fetch: ReadingDeps['fetch'] = () => {
      store(textMail)
      return Promise.resolve(ok(undefined))
    }
    expect(valueOf(await reading({ fetch }).source(id)).bytes.length).toBe(textMail.length)
  })

  it('says so when it cannot be fetched, with its size', async () => {
    const id = store(null)
    const detail = { sizeBytes: findMessage(practice.store, id)?.sizeBytes }
    const missing = { error: { code: 'message/not-downloaded', detail } }
    expect(await reading().readForAnswer(id, 'whole')).toMatchObject(missing)
    expect(await reading().source(id)).toMatchObject(missing)
    expect(practice.events()).toEqual([])
  })
})

describe('answering', () => {
  it('takes text, people and place in the thread, and files to forward', async () => {
    const original = valueOf(await reading().readForAnswer(store(mailWithFiles), 'whole'))
    expect(original).toMatchObject({
      messageId: '<two@mail.example>',
      method: null,
      references: ['<one@hope.test>'],
      from: [{ name: 'Maria Alvarez', address: 'maria@mail.example' }],
      subject: 'Tuesday',
    })
    expect(original.text.trim()).toBe('Files')
    expect(original.attachments.map(({ name }) => name)).toEqual(['plan.pdf', 'invoice.pdf.exe'])
    expect(practice.events()).toMatchObject([{ type: 'message.viewed', protection: 'none' }])
  })

  it('gives neither text nor files of S/MIME that nothing vouches for, which may hold another message', async () => {
    const inner = new TextDecoder().decode(mailWithFiles).replace(/^[^]*?(?=Content-Type: multipart)/, '')
    const mailFor = async (cms: Promise<Uint8Array>) => {
      const entity = new TextDecoder().decode(entityOf(await cms, 'enveloped-data'))
      return mail([entity.replace(/^[^]*?\r\n\r\n/, '\r\n')], entity.split('\r\n\r\n')[0]?.split('\r\n'))
    }
    practice.write((tx) =>
      addOwnKey(tx, {
        ...{ kind: 'smime', fingerprint: 'A'.repeat(64), addresses: [], createdAt: 1, expiresAt: null },
        accountAddress: null,
        ...{ secret: world.practice.privateKeyPem, certificate: world.practice.pem, isDefault: false },
      }),
    )
    const id = store(await mailFor(unsignedCbc(new TextEncoder().encode(inner), world.practice)))
    const view = valueOf(await reading().open(id, 'light'))
    expect(view.protection).toMatchObject({ kind: 'smime', signature: 'none', integrity: 'none' })
    expect(view.bodyState).toBe('shown')
    expect(valueOf(await reading().readForAnswer(id, 'whole'))).toMatchObject({
      ...{ text: '', attachments: [], method: 'smime' },
    })
  })

  it('offers the certificate of a good signature until a person has decided on it', async () => {
    const signed = signEntity(new TextEncoder().encode('Content-Type: text/plain\r\n\r\nHello\r\n'), {
      ...{ signWith: world.lee, now: practice.clock(), boundary: 'signed_1' },
    })
    const text = Buffer.from(valueOf(signed)).toString('latin1')
    const from = (address: string) => `From: Dr. Lee <${address}>\r\nTo: rivera@hope.test\r\n`
    const stored = (address: string) => store(Buffer.from(`${from(address)}${text}`, 'latin1'))
    const trusting = reading({
      trust: () => ({ anchors: readTrustAnchors([world.root.pem]), now: practice.clock() }),
    })
    const offered = async (address: string) =>
      valueOf(await trusting.open(stored(address), 'light')).offeredCertificate
    const fingerprint = describeSmimeCertificate(world.lee.pem)?.fingerprint
    expect(await offered('lee@clinic.example')).toBe(fingerprint)
    expect(await offered('kim@clinic.example')).toBeNull()
    // Where nobody vouches for it, nothing is offered.
    expect(valueOf(await reading().open(stored('lee@clinic.example'), 'light')).offeredCertificate).toBeNull()
    const [row] = findCertificatesByAddress(practice.store, 'lee@clinic.example')
    practice.write((tx) => {
      setCertificateTrust(tx, row?.id ?? 0, 'rejected', 2)
    })
    expect(await offered('lee@clinic.example')).toBeNull()
  })

  it('gives no text where the view could not be recorded', async () => {
    const full = { ...practice.audit, append: () => fail('store/disk-full') }
    expect(await reading({ audit: full }).readForAnswer(store(mailWithFiles), 'whole')).toMatchObject({
      error: { code: 'store/disk-full' },
    })
  })
})

describe('open bodies', () => {
  it('are found by their unguessable path, until they give way or are forgotten', () => {
    const first = pages.offer('first')
    expect(first).toMatch(/^\/mail\/[\w-]{24}$/)
    expect(pages.find(first)?.body).toBe('first')
    const others = Array.from({ length: 32 }, (_, index) => pages.offer(String(index)))
    expect(pages.find(first)).toBeNull()
    expect(pages.find(others.at(-1) ?? '')?.body).toBe('31')
    pages.forget()
    expect(pages.find(others.at(-1) ?? '')).toBeNull()
  })
})
