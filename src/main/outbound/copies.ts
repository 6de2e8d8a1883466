import type { MailAddress, Practice, RecipientProtection } from '../../shared/contract/index.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import {
  buildInner,
  htmlToText,
  newMessageId,
  type OuterFields,
  type OutgoingAttachment,
} from '../mime/index.ts'
import {
  certificateBytes,
  isNewerKey,
  type FormsOf,
  type SealRequest,
  type SelfSealRequest,
} from '../sealing/index.ts'
import { coverOf } from '../practice/index.ts'
import type { AccountRow, OwnKey, PassphraseRow } from '../store/index.ts'
import type { OutgoingContent } from './outgoing-content.ts'
import type { KnownByPolicy } from './known-by-policy.ts'
import { routeRecipient } from './route.ts'
import { travellingForms } from './wire-size.ts'

/** Everything that the copies of one message are made from. */
export interface Letter {
  readonly account: Pick<AccountRow, 'address' | 'name'>
  readonly practice: Practice
  readonly ownKey: Pick<OwnKey, 'secret' | 'certificate' | 'addresses'>
  /** The version 6 key beside it; null when none is in use. */
  readonly newerKey: Letter['ownKey'] | null
  /** The S/MIME key that signs for the account; null when it has none. */
  readonly ownSmime: Pick<OwnKey, 'secret' | 'certificate' | 'addresses'> | null
  readonly content: OutgoingContent
  readonly attachments: readonly OutgoingAttachment[]
  /** Address of the reply page for this account's key, which the PDF form names; null when there is none. */
  readonly replyPage: string | null
  readonly inReplyTo: string | null
  readonly references: readonly string[]
  readonly sentAt: Date
}

/** One recipient with what protects the copy that goes there. */
export interface Addressee {
  readonly known: KnownByPolicy
  readonly passphrase: PassphraseRow | null
  /** Bcc recipients get a copy of their own that names nobody else's secret. */
  readonly isBlind: boolean
}

/** One copy to be sealed, and who gets it. */
export interface PlannedCopy {
  readonly request: SealRequest
  readonly addressees: readonly Addressee[]
  readonly protection: RecipientProtection
  /** Of a sealed message: the key under which its answer carries an HMAC. */
  readonly replyKey: Uint8Array | null
}

/**
 * Plans the copies: one for all visible OpenPGP recipients together, one for all visible S/MIME recipients who read
 * the same cipher, one for each patient's passphrase, and one for each Bcc recipient. No copy's outside names anyone
 * who doesn't get that copy. With `separateCopies` everyone gets one, which names nobody else inside either.
 * Errors: `mime/*`, `seal/no-method`, `seal/no-passphrase`, `smime/own-certificate-missing`,
 * `smime/own-certificate-unusable`.
 */
export async function planCopies(
  letter: Letter,
  addressees: readonly Addressee[],
  random: (length: number) => Uint8Array,
): Promise<Result<PlannedCopy[]>> {
  const copies: PlannedCopy[] = []
  const byRoute = addressees.map((addressee) => ({ addressee, protection: routeRecipient(addressee.known) }))
  for (const group of certificateGroups(byRoute, letter.content.separateCopies === true)) {
    const [first] = group
    const members = group.map(({ addressee }) => addressee)
    const make = first?.protection.route.kind === 'smime' ? smimeRequest : openPgpRequest
    if (first !== undefined) {
      const request = await make(letter, members, random)
      if (!request.ok) {
        return request
      }
      copies.push({
        request: request.value,
        addressees: members,
        protection: first.protection,
        replyKey: null,
      })
    }
  }
  for (const { addressee, protection } of byRoute) {
    if (protection.route.kind === 'sealed-message') {
      const replyKey = random(32)
      const request = sealedMessageRequest(letter, addressee, protection.route.forms, replyKey, random)
      if (!request.ok) {
        return request
      }
      copies.push({ request: request.value, addressees: [addressee], protection, replyKey })
    }
  }
  const covered = copies.reduce((sum, copy) => sum + copy.addressees.length, 0)
  return covered === addressees.length
    ? ok(await Promise.all(copies.map((copy) => withAutocrypt(letter, copy))))
    : fail('seal/no-method')
}

type Autocrypt = NonNullable<OuterFields['autocrypt']>

/**
 * The practice's certificate, as every mail carries it (Autocrypt Level 1): it names the address that stands in From,
 * and nothing else. A key that names another account's address is no hint for this one.
 */
async function autocryptOf({ account }: Letter, key: Letter['ownKey']): Promise<Autocrypt | null> {
  const address = account.address.toLowerCase()
  return key.addresses.includes(address)
    ? { address, keyData: await certificateBytes(key.certificate) }
    : null
}

/** The certificate that goes along is that of the key which signs, or nobody could check it. */
async function withAutocrypt(letter: Letter, copy: PlannedCopy): Promise<PlannedCopy> {
  const isOpenPgp = copy.request.method === 'openpgp'
  const autocrypt = await autocryptOf(
    letter,
    isOpenPgp ? signingKeyOf(letter, copy.addressees) : letter.ownKey,
  )
  if (autocrypt === null) {
    return copy
  }
  const { request } = copy
  return { ...copy, request: { ...request, outer: { ...request.outer, autocrypt } } }
}

interface Routed {
  readonly addressee: Addressee
  readonly protection: RecipientProtection
}

/** Who shares a copy: those in view by what they read, and everyone in Bcc alone; nobody where each gets one's own. */
function certificateGroups(routed: readonly Routed[], areSeparate: boolean): Routed[][] {
  const keyOf = ({ route }: RecipientProtection) =>
    route.kind === 'smime' ? `smime ${route.algorithm}` : route.kind
  const groups = ['openpgp', 'smime aes-256-gcm', 'smime aes-256-cbc'].flatMap((key) => {
    const members = routed.filter(({ protection }) => keyOf(protection) === key)
    const alone = members.filter(({ addressee }) => areSeparate || addressee.isBlind)
    return [members.filter((one) => !alone.includes(one)), ...alone.map((one) => [one])]
  })
  return groups.filter(({ length }) => length > 0)
}

async function smimeRequest(
  letter: Letter,
  group: readonly Addressee[],
  random: (length: number) => Uint8Array,
): Promise<Result<SealRequest>> {
  const { ownSmime, account } = letter
  if (ownSmime === null) {
    return fail('smime/own-certificate-missing')
  }
  // Signed with a certificate that names somebody else, it would be shown as forged.
  if (!ownSmime.addresses.includes(account.address.toLowerCase())) {
    return fail('smime/own-certificate-unusable', { reason: 'smime/address-mismatch' })
  }
  const fields = outerFields(letter, group, random)
  if (!fields.ok) {
    return fields
  }
  const inner = await innerEntity(letter, fields.value, group)
  if (!inner.ok) {
    return inner
  }
  return ok({
    method: 'smime',
    inner: inner.value,
    outer: fields.value,
    envelope: { from: account.address, to: group.map(({ known }) => known.address) },
    recipients: group.flatMap(({ known: { smime, address } }) =>
      smime?.kind === 'usable'
        ? [{ pem: smime.certificate.pem, capabilities: smime.capabilities, address }]
        : [],
    ),
    signWith: { pem: ownSmime.certificate, privateKeyPem: ownSmime.secret },
  })
}

async function openPgpRequest(
  letter: Letter,
  group: readonly Addressee[],
  random: (length: number) => Uint8Array,
): Promise<Result<SealRequest>> {
  const fields = outerFields(letter, group, random)
  if (!fields.ok) {
    return fields
  }
  const outer = fields.value
  const inner = await innerEntity(letter, outer, group)
  if (!inner.ok) {
    return inner
  }
  return ok({
    method: 'openpgp',
    inner: inner.value,
    outer,
    envelope: { from: letter.account.address, to: group.map(({ known }) => known.address) },
    certificates: group.flatMap(({ known }) =>
      known.certificate === null ? [] : [known.certificate.armored],
    ),
    signWith: signingKeyOf(letter, group).secret,
    hideRecipients: group.some(({ isBlind }) => isBlind),
  })
}

/** Version 6 where everyone who reads the copy has such a certificate: other programs can't check its signature. */
function signingKeyOf({ ownKey, newerKey }: Letter, group: readonly Addressee[]): Letter['ownKey'] {
  const isReadByAll = group.every(
    ({ known }) => known.certificate !== null && isNewerKey(known.certificate.fingerprint),
  )
  return newerKey !== null && isReadByAll ? newerKey : ownKey
}

function sealedMessageRequest(
  letter: Letter,
  addressee: Addressee,
  forms: FormsOf['forms'],
  replyKey: Uint8Array,
  random: (length: number) => Uint8Array,
): Result<SealRequest> {
  const { practice, account, content, attachments, ownKey, sentAt } = letter
  const { passphrase } = addressee
  if (passphrase === null) {
    return fail('seal/no-passphrase')
  }
  const outer = outerFields(letter, [addressee], random)
  if (!outer.ok) {
    return outer
  }
  const wanted = forms === 'both' ? (content.oneForm ?? 'both') : forms
  const formsOf: FormsOf =
    passphrase.origin === 'typed'
      ? { passphraseOrigin: 'typed', forms: 'html' }
      : { passphraseOrigin: 'generated', forms: travellingForms(wanted, { attachments }) }
  return ok({
    method: 'sealed-message',
    content: {
      subject: content.subject,
      sentAt: sentAt.toISOString(),
      fromName: clinicianName(letter),
      language: practice.language,
      text: htmlToText(content.html),
      html: content.html,
      attachments: attachments.map(({ fileName, contentType, bytes }) => ({
        name: fileName,
        type: contentType,
        bytes,
      })),
      reply: { key: replyKey, certificate: ownKey.certificate, address: account.address },
    },
    outer: outer.value,
    envelope: { from: account.address, to: [addressee.known.address] },
    cover: {
      ...coverOf(practice, account.name),
      // Only who was given a card can look for its number.
      ...(passphrase.told?.way === 'printed-card' && { card: passphrase.card }),
    },
    replyPage: letter.replyPage,
    passphrase: passphrase.words,
    passphraseKey: {
      key: passphrase.derivedKey,
      salt: passphrase.salt,
      cost: passphrase.kdf as { memoryKib: number; passes: number; lanes: number },
    },
    ...formsOf,
  })
}

type Outer = Omit<OuterFields, 'subject' | 'autocrypt'>

/** Our own copy for Sent, readable with the practice's own key alone. Whom Bcc went to is known in the store only. */
export async function planOwnCopy(
  letter: Letter,
  random: (length: number) => Uint8Array,
): Promise<Result<SelfSealRequest>> {
  const fields = outerFields(letter, [], random)
  if (!fields.ok) {
    return fields
  }
  const outer = fields.value
  const inner = await innerEntity(letter, outer, [])
  if (!inner.ok) {
    return inner
  }
  return ok({
    inner: inner.value,
    outer,
    certificate: letter.ownKey.certificate,
    signWith: letter.ownKey.secret,
  })
}

/** What stands outside the seal of one copy: the neutral name, and nobody but its own recipients. */
function outerFields(
  letter: Letter,
  group: readonly Addressee[],
  random: (length: number) => Uint8Array,
): Result<Outer> {
  const named = namedIn(letter, group)
  const areSeparate = letter.content.separateCopies === true
  const recipients = new Set(
    group.filter(({ isBlind }) => areSeparate || !isBlind).map(({ known }) => known.address),
  )
  const bare = (addresses: readonly MailAddress[]) =>
    addresses
      .map(({ address }) => ({ name: '', address: address.trim().toLowerCase() }))
      .filter(({ address }) => recipients.has(address))
  const domain = letter.account.address.slice(letter.account.address.lastIndexOf('@') + 1)
  const messageId = newMessageId(domain, random)
  if (!messageId.ok) {
    return messageId
  }
  return ok({
    from: {
      name: coverOf(letter.practice, letter.account.name).senderLabel,
      address: letter.account.address,
    },
    to: bare(named.to),
    cc: bare(named.cc),
    date: letter.sentAt.toISOString(),
    messageId: messageId.value,
    inReplyTo: letter.inReplyTo,
    references: letter.references,
  })
}

/** Whom the header of a copy names: everyone in view, or its recipient alone. Our own copy names everyone. */
function namedIn({ content }: Letter, group: readonly Addressee[]): { to: MailAddress[]; cc: MailAddress[] } {
  const { to, cc, bcc, separateCopies } = content
  if (separateCopies !== true || group.length === 0) {
    return { to, cc }
  }
  const own = new Set(group.map(({ known }) => known.address))
  return { to: [...to, ...cc, ...bcc].filter(({ address }) => own.has(address.trim().toLowerCase())), cc: [] }
}

async function innerEntity(
  letter: Letter,
  outer: Outer,
  group: readonly Addressee[],
): Promise<Result<Uint8Array>> {
  const { content, attachments } = letter
  return buildInner({
    from: { name: clinicianName(letter), address: letter.account.address },
    ...namedIn(letter, group),
    subject: content.subject,
    date: outer.date,
    messageId: outer.messageId,
    inReplyTo: outer.inReplyTo,
    references: outer.references,
    text: htmlToText(content.html),
    html: `<!doctype html><html><body>${content.html}</body></html>`,
    attachments,
    outer: { from: outer.from, to: outer.to, cc: outer.cc },
  })
}

function clinicianName({ practice, account }: Letter): string {
  return practice.clinicianName === '' ? account.name : practice.clinicianName
}
