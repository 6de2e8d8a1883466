import { createHash } from 'node:crypto'
import { readMessage, readKey } from 'openpgp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  agreedWords,
  makeTestPractice,
  type TestKey,
  type TestPractice,
} from '../../../test/support/practice.ts'
import { valueOf } from '../../../test/support/store.ts'
import type { DraftContent } from '../../shared/contract/index.ts'
import { knowledgeOf } from '../directory/index.ts'
import { parseMessage, readAutocrypt, readContent, readEnvelope } from '../mime/index.ts'
import {
  certificateBytes,
  dearmorContainer,
  decryptAndVerify,
  generateNewerKey,
  openContainer,
  readPgpMimeRoot,
  seal,
  type SealedMessage,
} from '../sealing/index.ts'
import { currentPassphrase, findAccountKey } from '../store/index.ts'
import { planCopies, planOwnCopy, type Addressee, type Letter, type PlannedCopy } from './copies.ts'
import { cleanContent } from './outgoing-content.ts'

const maria = { name: 'Maria Alvarez', address: 'maria@mail.example' }
const daniel = { name: 'Daniel Ortiz', address: 'daniel@mail.example' }
const lee = { name: 'Dr. Lee', address: 'lee@lakeside.example' }
const kim = { name: 'Dr. Kim', address: 'kim@harbor.example' }
const park = { name: 'Dr. Park', address: 'park@meadow.example' }
const content: DraftContent = {
  to: [maria, lee],
  cc: [kim],
  bcc: [park, daniel],
  subject: 'ptarmigan subject',
  html: '<p>ptarmigan body</p>',
}

let practice: TestPractice
const keys: Record<string, TestKey> = {}

beforeAll(async () => {
  practice = await makeTestPractice()
  await practice.addPatient({ ...maria, addresses: [maria.address] })
  await practice.addPatient({
    ...daniel,
    addresses: [daniel.address],
    words: 'ivory jelly kayak lemon mango nylon',
  })
  for (const { name, address } of [lee, kim, park]) {
    keys[address] = (await practice.addColleague(name, address)).key
  }
})
afterAll(() => {
  practice.dispose()
})

function letter(change: Partial<DraftContent> = {}): Letter {
  const ownKey = findAccountKey(practice.store, practice.address)
  if (ownKey === null) {
    throw new Error('the test practice has a key')
  }
  return {
    account: { address: practice.address, name: 'Ana Rivera' },
    practice: practice.practice(),
    ownKey,
    newerKey: null,
    ownSmime: null,
    replyPage: null,
    content: valueOf(cleanContent({ ...content, ...change })),
    attachments: [
      {
        fileName: 'ptarmigan.txt',
        contentType: 'text/plain',
        bytes: new TextEncoder().encode('ptarmigan file'),
      },
    ],
    inReplyTo: null,
    references: [],
    sentAt: practice.clock(),
  }
}

function addressees({ to, cc, bcc }: DraftContent): Addressee[] {
  const { store, sealing } = practice
  return [...to, ...cc, ...bcc].map(({ address }) => {
    const known = knowledgeOf(store, address, sealing.trust(), null)
    const passphrase = known.contact === null ? null : currentPassphrase(store, known.contact.id)
    return { known, passphrase, isBlind: bcc.some((one) => one.address === address) }
  })
}

type Sealed = { plan: PlannedCopy; message: SealedMessage; raw: string }

async function sealAll(change: Partial<DraftContent> = {}): Promise<Sealed[]> {
  const planned = valueOf(
    await planCopies(letter(change), addressees({ ...content, ...change }), practice.random),
  )
  return Promise.all(
    planned.map(async (plan) => {
      const message = valueOf(await seal(plan.request, { ...practice.sealing, now: practice.clock() }))
      return { plan, message, raw: Buffer.from(message.raw).toString('latin1') }
    }),
  )
}

/** Any version 6 certificate does for Dr. Lee. */
const modernOf = ({ fingerprint, certificateArmored }: TestKey) => ({
  fingerprint,
  armored: certificateArmored,
})

const headerOf = (raw: string) => raw.slice(0, raw.indexOf('\r\n\r\n'))
const goesTo = (copies: Sealed[], address: string) => {
  const found = copies.filter(({ message }) => message.envelope.to.includes(address))
  expect(found).toHaveLength(1)
  return found[0] as Sealed
}

async function opened({ message }: Sealed, key: TestKey): Promise<Uint8Array> {
  const root = readPgpMimeRoot(valueOf(parseMessage(message.raw)))
  if (root.kind !== 'encrypted') {
    throw new Error(`not encrypted: ${root.kind}`)
  }
  const known = { secretKeys: [key.secretKeyArmored], senderCertificates: [letter().ownKey.certificate] }
  const decrypted = valueOf(await decryptAndVerify(root.message, { ...known, now: practice.clock() }))
  expect(decrypted.signature.state).toBe('good')
  return decrypted.inner
}

async function keyIdsOf({ message }: Sealed): Promise<string[]> {
  const root = readPgpMimeRoot(valueOf(parseMessage(message.raw)))
  const armored = root.kind === 'encrypted' ? Buffer.from(root.message).toString('latin1') : ''
  const ids = (await readMessage({ armoredMessage: armored })).getEncryptionKeyIDs()
  return ids.map((id) => id.toHex())
}

async function keyIdsOfCertificate(address: string): Promise<string[]> {
  const certificate = await readKey({ armoredKey: keys[address]?.certificateArmored ?? '' })
  return certificate.getKeyIDs().map((id) => id.toHex())
}

describe('copies of one message', () => {
  it('makes one for all visible colleagues, one for each patient, one for each Bcc', async () => {
    const copies = await sealAll()
    expect(copies.map(({ message }) => [message.method, message.envelope.to])).toEqual([
      ['openpgp', [lee.address, kim.address]],
      ['openpgp', [park.address]],
      ['sealed-message', [maria.address]],
      ['sealed-message', [daniel.address]],
    ])
  })

  it('gives every submission a Message-ID of its own', async () => {
    const copies = await sealAll()
    const own = valueOf(await planOwnCopy(letter(), practice.random))
    const ids = [...copies.map(({ message }) => message.messageId), own.outer.messageId]
    expect(new Set(ids).size).toBe(ids.length)
    for (const { message, raw } of copies) {
      expect(headerOf(raw)).toContain(`Message-ID: ${message.messageId}`)
    }
  })

  it('carries the certificate of the practice in each, and in none of an account that it does not name', async () => {
    const bytes = await certificateBytes(letter().ownKey.certificate)
    const all = await sealAll()
    for (const { message } of all) {
      expect(readAutocrypt(valueOf(parseMessage(message.raw)), practice.address)).toEqual(bytes)
    }
    const other = { ...letter(), account: { address: 'office@hope.test', name: 'Office' } }
    const plans = valueOf(await planCopies(other, addressees(content), practice.random))
    expect(plans.map(({ request }) => request.outer.autocrypt)).toEqual(plans.map(() => undefined))
    expect(plans.length).toBe(all.length)
  })

  it('is signed by the version 6 key, and carries it, where all who read the copy have one', async () => {
    const newer = await generateNewerKey({
      address: practice.address,
      now: new Date(practice.clock().getTime() - 60_000),
    })
    const newerKey = {
      secret: newer.secretKeyArmored,
      certificate: newer.certificateArmored,
      addresses: [practice.address],
    }
    const readers = addressees({ ...content, cc: [], bcc: [kim] }).map((addressee) =>
      addressee.known.address === lee.address
        ? { ...addressee, known: { ...addressee.known, certificate: modernOf(newer) } }
        : addressee,
    )
    const plan = async (change: Partial<Letter>, people = readers) => {
      const plans = valueOf(await planCopies({ ...letter(), ...change }, people, practice.random))
      return plans.map(({ request }) => [
        request.envelope.to[0],
        request.method === 'openpgp' && request.signWith === newerKey.secret,
        Buffer.from(request.outer.autocrypt?.keyData ?? []).equals(newerBytes),
      ])
    }
    const newerBytes = await certificateBytes(newer.certificateArmored)
    expect(await plan({ newerKey })).toEqual([
      [lee.address, true, true],
      [kim.address, false, false],
      [maria.address, false, false],
    ])
    const together = readers.map((addressee) => ({ ...addressee, isBlind: false }))
    expect(await plan({ newerKey }, together)).toEqual([
      [lee.address, false, false],
      [maria.address, false, false],
    ])
    expect((await plan({ newerKey: null })).flat()).not.toContain(true)
  })

  it('says nothing of the message outside', async () => {
    for (const { raw, message } of await sealAll()) {
      expect(raw).not.toContain('ptarmigan')
      expect(raw).not.toContain('Eating Disorder')
      const { subject } = readEnvelope(valueOf(parseMessage(message.raw)))
      expect(message.method === 'openpgp' ? subject : '[...]').toBe('[...]')
    }
  })

  it('names outside only those who get this copy', async () => {
    const copies = await sealAll()
    for (const { message, raw } of copies) {
      const header = headerOf(raw).toLowerCase()
      for (const { address } of [maria, daniel, lee, kim, park]) {
        const mayStand =
          message.envelope.to.includes(address) && address !== park.address && address !== daniel.address
        expect(header.includes(address), `${address} in the copy to ${String(message.envelope.to)}`).toBe(
          mayStand,
        )
      }
    }
  })

  it('sent separately, names nobody but its own recipient, inside and outside', async () => {
    const everyone = [maria, daniel, lee, kim, park]
    const copies = await sealAll({ separateCopies: true })
    expect(copies.map(({ message }) => message.envelope.to)).toEqual(
      [lee, kim, park, maria, daniel].map(({ address }) => [address]),
    )
    for (const copy of copies) {
      const [own = ''] = copy.message.envelope.to
      const header = headerOf(copy.raw).toLowerCase()
      expect(everyone.filter(({ address }) => header.includes(address))).toMatchObject([{ address: own }])
      const key = keys[own]
      if (key !== undefined) {
        const inner = Buffer.from(await opened(copy, key)).toString('utf8')
        expect(everyone.filter(({ address }) => inner.includes(address))).toMatchObject([{ address: own }])
      }
    }
    const ours = valueOf(await planOwnCopy(letter({ separateCopies: true }), practice.random))
    const inner = Buffer.from(ours.inner).toString('utf8')
    expect([maria, lee, kim].every(({ address }) => inner.includes(address))).toBe(true)
  })

  it('shows a Bcc recipient in no header, key id or other copy', async () => {
    const copies = await sealAll()
    const toLee = goesTo(copies, lee.address)
    const toPark = goesTo(copies, park.address)
    for (const { raw } of copies) {
      expect(headerOf(raw)).not.toMatch(/^bcc:/im)
    }
    const parkIds = await keyIdsOfCertificate(park.address)
    const visible = await keyIdsOf(toLee)
    expect(visible).toHaveLength(2)
    expect(visible.filter((id) => parkIds.includes(id))).toEqual([])
    expect(await keyIdsOf(toPark)).toEqual(['0000000000000000'])
    for (const address of [lee.address, kim.address]) {
      const inner = Buffer.from(await opened(toLee, keys[address] as TestKey)).toString('utf8')
      expect(inner).not.toContain('park@')
      expect(inner).not.toContain('daniel@')
    }
    const blind = Buffer.from(await opened(toPark, keys[park.address] as TestKey)).toString('utf8')
    expect(blind).not.toContain('daniel@')
    expect(blind).toContain(lee.address)
  })

  it('opens for the colleague with the true header and body', async () => {
    const inner = valueOf(
      parseMessage(await opened(goesTo(await sealAll(), lee.address), keys[lee.address] as TestKey)),
    )
    expect(readEnvelope(inner)).toMatchObject({ subject: 'ptarmigan subject', to: [maria, lee], cc: [kim] })
    const { text, attachments } = readContent(inner)
    expect(text?.trim()).toBe('ptarmigan body')
    expect(attachments.map(({ fileName }) => fileName)).toEqual(['ptarmigan.txt'])
  })

  it('opens for the patient with her own words and no others', async () => {
    const copies = await sealAll()
    const armor = /^-----BEGIN SEALED MESSAGE-----\r?\n[^-]+-----END SEALED MESSAGE-----/m
    const container = valueOf(dearmorContainer(armor.exec(goesTo(copies, maria.address).raw)?.[0] ?? ''))
    expect(valueOf(await openContainer(container, agreedWords))).toMatchObject({
      subject: 'ptarmigan subject',
      fromName: 'Dr. Ana Rivera',
    })
    expect(await openContainer(container, 'ivory jelly kayak lemon mango nylon')).toMatchObject({
      error: { code: 'sealed/wrong-passphrase' },
    })
  })

  it('gives each patient a reply key of her own', async () => {
    const replyKeys = (await sealAll()).flatMap(({ plan }) => (plan.replyKey === null ? [] : [plan.replyKey]))
    expect(new Set(replyKeys.map((key) => createHash('sha256').update(key).digest('hex'))).size).toBe(2)
  })

  it.each([
    ['a script', '<p>ok</p><script>alert(1)</script>', /script|alert/],
    ['a remote image', '<p>ok</p><img src="https://tracker.example/x.gif">', /tracker/],
    ['a style sheet', '<style>@import "https://tracker.example"</style><p>ok</p>', /tracker/],
    ['a handler', '<p onclick="steal()">ok</p>', /steal/],
    [
      'a quoted remote background',
      '<blockquote style="background:url(https://tracker.example)">ok</blockquote>',
      /tracker/,
    ],
    ['an odd link', '<p><a href="javascript:steal()">ok</a></p>', /steal/],
  ])('never seals %s', async (_name, html, forbidden) => {
    const inner = valueOf(
      parseMessage(await opened(goesTo(await sealAll({ html }), lee.address), keys[lee.address] as TestKey)),
    )
    const sealed = readContent(inner)
    expect(sealed.html).toHaveLength(1)
    expect(sealed.html?.join('')).not.toMatch(forbidden)
    expect(sealed.text).toContain('ok')
  })

  it('refuses to leave anyone out', async () => {
    const stranger = { name: '', address: 'nobody@nowhere.example' }
    const all = { ...content, to: [...content.to, stranger] }
    const planned = await planCopies(letter({ to: all.to }), addressees(all), practice.random)
    expect(planned).toMatchObject({ error: { code: 'seal/no-method' } })
  })
})
