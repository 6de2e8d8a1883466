import { ok, type Result } from '../../../shared/result.ts'
import type { RecipientProtection } from '../../../shared/contract/index.ts'
import type { DraftId, FileHandle, MessageId } from '../../../shared/ids.ts'
import type { CertificateInput } from '../../directory/index.ts'
import { knownByPolicy, routeRecipient } from '../../outbound/index.ts'
import { coverOf, mayAnswer } from '../../practice/index.ts'
import { findAccount, findDraft, listAccounts, type AccountRow, type Reader } from '../../store/index.ts'
import type { Engine } from '../engine.ts'
import type { Session } from '../session-type.ts'
import { cardPage } from '../pages/card-page.ts'
import { unlocked, unwrap } from './base.ts'

export const contactsRouter = {
  list: unlocked.contacts.list.handler(({ input, context, errors }) => {
    const { query, kind, isArchived } = input
    return unwrap(
      context.session.directory.list({
        ...(query === undefined || query === '' ? {} : { query }),
        ...(kind === undefined ? {} : { kind }),
        isArchived,
      }),
      errors,
    )
  }),

  get: unlocked.contacts.get.handler(({ input, context, errors }) =>
    unwrap(context.session.directory.get(input.id), errors),
  ),

  add: unlocked.contacts.add.handler(({ input, context, errors }) => {
    const { isAddressConfirmed, ...details } = input
    if (isAddressConfirmed) {
      unwrap(mayAnswer(context.session.store), errors)
    }
    return changed(context.engine, unwrap(context.session.directory.add(details, isAddressConfirmed), errors))
  }),

  update: unlocked.contacts.update.handler(({ input, context, errors }) => {
    const { id, ...details } = input
    return changed(context.engine, unwrap(context.session.directory.update(id, details), errors))
  }),

  archive: unlocked.contacts.archive.handler(({ input, context, errors }) =>
    changed(context.engine, unwrap(context.session.directory.archive(input.id, input.isArchived), errors)),
  ),

  remove: unlocked.contacts.remove.handler(({ input, context, errors }) => {
    changed(context.engine, unwrap(context.session.directory.remove(input.id), errors))
  }),

  protection: unlocked.contacts.protection.handler(({ input, context }): RecipientProtection[] => {
    const { store } = context.session
    const trust = context.session.trust()
    const from = sendingAccount(store, input.draft ?? null)
    return input.addresses.map((address) => routeRecipient(knownByPolicy(store, address, trust, from)))
  }),

  noteWrongAddress: unlocked.contacts.noteWrongAddress.handler(({ input, context, errors }) => {
    unwrap(context.session.directory.noteWrongAddress(input.address, input.instead), errors)
  }),

  readCertificate: unlocked.contacts.readCertificate.handler(async ({ input, context, errors }) => {
    const { source, contactId } = input
    if ('lookUp' in source) {
      const found = unwrap(await context.session.certificates.lookUp(contactId, source.lookUp), errors)
      return changed(context.engine, found)
    }
    const data = unwrap(await inputOf(context, source), errors)
    const read = await context.session.certificates.read(contactId, data)
    if (!read.ok && read.error.code === 'openpgp/certificate-revoked') {
      // One that was in use is out of use now.
      context.engine.events.publish({ type: 'contacts-changed' })
    }
    return unwrap(read, errors)
  }),

  acceptCertificate: unlocked.contacts.acceptCertificate.handler(async ({ input, context, errors }) =>
    changed(
      context.engine,
      unwrap(
        await context.session.certificates.accept(input.contactId, input.armored, input.compared),
        errors,
      ),
    ),
  ),

  readSenderCertificate: unlocked.contacts.readSenderCertificate.handler(
    async ({ input, context, errors }) => {
      const data = unwrap(await inputOf(context, input.source), errors)
      return unwrap(await context.session.certificates.readFor(input.address, data), errors)
    },
  ),

  addWithCertificate: unlocked.contacts.addWithCertificate.handler(async ({ input, context, errors }) => {
    const { armored, compared, ...details } = input
    const added = await context.session.certificates.addWith(details, armored, compared)
    return changed(context.engine, unwrap(added, errors))
  }),

  removeCertificate: unlocked.contacts.removeCertificate.handler(({ input, context, errors }) =>
    changed(
      context.engine,
      unwrap(context.session.certificates.remove(input.contactId, input.fingerprint), errors),
    ),
  ),

  makePassphrase: unlocked.contacts.makePassphrase.handler(async ({ input, context, errors }) => {
    return changed(context.engine, unwrap(await context.session.passphrases.make(input.contactId), errors))
  }),

  judgePassphrase: unlocked.contacts.judgePassphrase.handler(({ input, context, errors }) =>
    unwrap(context.session.passphrases.judge(input.contactId, input.passphrase), errors),
  ),

  typePassphrase: unlocked.contacts.typePassphrase.handler(async ({ input, context, errors }) =>
    changed(
      context.engine,
      unwrap(await context.session.passphrases.type(input.contactId, input.passphrase), errors),
    ),
  ),

  showPassphrase: unlocked.contacts.showPassphrase.handler(({ input, context, errors }) =>
    unwrap(context.session.passphrases.show(input.contactId), errors),
  ),

  tellPassphrase: unlocked.contacts.tellPassphrase.handler(({ input, context, errors }) =>
    changed(
      context.engine,
      unwrap(context.session.passphrases.tell(input.contactId, input.way, input.readsMailOn), errors),
    ),
  ),

  printCard: unlocked.contacts.printCard.handler(async ({ input, context, errors }) => {
    const card = unwrap(context.session.passphrases.card(input.contactId), errors)
    const [account] = listAccounts(context.session.store)
    const cover = coverOf(context.session.practice(), account?.name ?? '')
    await context.engine.printPage(cardPage(card, cover))
  }),
}

function changed<T>(engine: Engine, value: T): T {
  engine.events.publish({ type: 'contacts-changed' })
  return value
}

/** Which account a draft leaves from; without a draft, the one that a new message would. */
function sendingAccount(reader: Reader, draftId: DraftId | null): AccountRow | null {
  const draft = draftId === null ? null : findDraft(reader, draftId)
  return draft === null ? (listAccounts(reader)[0] ?? null) : findAccount(reader, draft.accountId)
}

async function inputOf(
  { engine, session }: { readonly engine: Engine; readonly session: Session },
  source:
    { text: string } | { file: FileHandle } | { seen: string } | { message: MessageId; partPath: string },
): Promise<Result<CertificateInput>> {
  if ('text' in source) {
    return ok(source.text)
  }
  if ('seen' in source) {
    return ok(source)
  }
  if ('message' in source) {
    const file = await session.inbound.attachment(source.message, source.partPath)
    return file.ok ? ok({ attached: file.value.bytes }) : file
  }
  const file = await engine.files.read(source.file)
  return file.ok ? ok(file.value.bytes) : file
}
