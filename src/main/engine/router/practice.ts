import { categorySchema } from '../../../shared/contract/index.ts'
import type { Result } from '../../../shared/result.ts'
import type { AuditEvent } from '../../audit/index.ts'
import { changedFields, savePractice } from '../../practice/index.ts'
import { readLogo } from '../../sealing/index.ts'
import type { Session } from '../session-type.ts'
import { unlocked, unwrap } from './base.ts'

export const practiceRouter = {
  get: unlocked.practice.get.handler(({ context }) => context.session.practice()),

  save: unlocked.practice.save.handler(({ input, context, errors }) => {
    const { store, audit, practice } = context.session
    const before = practice()
    const saved = store.transaction((tx) => {
      savePractice(tx, { ...before, ...input }, context.engine.clock().getTime())
      audit.renameUser(tx, input.clinicianName)
      return audit.append(tx, { type: 'practice.changed', fields: changedFields(before, input) })
    })
    unwrap(saved, errors)
  }),

  checkOutside: unlocked.practice.checkOutside.handler(({ input, context, errors }) =>
    unwrap(context.session.outside.check(input), errors),
  ),

  saveOutside: unlocked.practice.saveOutside.handler(({ input, context, errors }) =>
    unwrap(context.session.outside.save(input.outside, input.keepsHealth), errors),
  ),

  readLogo: unlocked.practice.readLogo.handler(async ({ input, context, errors }) => {
    const file = unwrap(await context.engine.files.read(input.file), errors)
    return { logo: unwrap(readLogo(file.bytes), errors) }
  }),

  replyPages: unlocked.practice.replyPages.handler(({ context }) => context.session.replyPages.list()),

  saveReplyPage: unlocked.practice.saveReplyPage.handler(async ({ input, context, errors }) => {
    const { replyPages, saveFile, audit } = context.session
    const { name, bytes, fingerprint } = unwrap(replyPages.make(input.account), errors)
    const written = await saveFile({ name, bytes, way: 'exported', messageId: null }, () =>
      audit.record({ type: 'reply-page.made', fingerprint }),
    )
    const saved = unwrap(written, errors)
    if (saved) {
      unwrap(replyPages.noteSaved(input.account, fingerprint), errors)
    }
    return { saved, pages: replyPages.list() }
  }),

  publishReplyPage: unlocked.practice.publishReplyPage.handler(({ input, context, errors }) =>
    unwrap(context.session.replyPages.publish(input.account, input.address), errors),
  ),

  withdrawReplyPage: unlocked.practice.withdrawReplyPage.handler(({ input, context, errors }) =>
    unwrap(context.session.replyPages.withdraw(input.account), errors),
  ),

  neverFlagged: unlocked.practice.neverFlagged.handler(({ context, errors }) =>
    unwrap(context.session.findingChoices.neverFlagged(), errors).map(({ id, category, value, addedAt }) => ({
      id,
      category: categorySchema.parse(category),
      value,
      addedAt: new Date(addedAt).toISOString(),
    })),
  ),

  flagAgain: unlocked.practice.flagAgain.handler(({ input, context, errors }) => {
    unwrap(context.session.findingChoices.removeNeverFlagged(input.id), errors)
  }),

  ownKeys: unlocked.practice.ownKeys.handler(({ context }) => context.session.keys.list()),

  renewKey: unlocked.practice.renewKey.handler(async ({ input, context, errors }) =>
    unwrap(await context.session.keys.renew(input.fingerprint), errors),
  ),

  makeNewerKey: unlocked.practice.makeNewerKey.handler(async ({ input, context, errors }) =>
    unwrap(await context.session.keys.makeNewer(input.fingerprint), errors),
  ),

  revokeKey: unlocked.practice.revokeKey.handler(async ({ input, context, errors }) =>
    unwrap(await context.session.keys.revoke(input.fingerprint, input.reason), errors),
  ),

  identities: unlocked.practice.identities.handler(({ context }) => context.session.identities.list()),

  importIdentity: unlocked.practice.importIdentity.handler(async ({ input, context, errors }) => {
    const file = unwrap(await context.engine.files.read(input.file), errors)
    return unwrap(await context.session.identities.importFile(file.bytes, input.password), errors)
  }),

  chooseIdentity: unlocked.practice.chooseIdentity.handler(({ input, context, errors }) =>
    unwrap(context.session.identities.choose(input.fingerprint, input.address), errors),
  ),

  removeIdentity: unlocked.practice.removeIdentity.handler(({ input, context, errors }) =>
    unwrap(context.session.identities.remove(input.fingerprint), errors),
  ),

  authorities: unlocked.practice.authorities.handler(({ context }) => context.session.authorities.list()),

  readAuthority: unlocked.practice.readAuthority.handler(async ({ input, context, errors }) => {
    const file = unwrap(await context.engine.files.read(input.file), errors)
    return unwrap(context.session.authorities.read(file.bytes), errors)
  }),

  addAuthority: unlocked.practice.addAuthority.handler(({ input, context, errors }) =>
    unwrap(context.session.authorities.add(input.pem), errors),
  ),

  removeAuthority: unlocked.practice.removeAuthority.handler(({ input, context, errors }) =>
    unwrap(context.session.authorities.remove(input.fingerprint), errors),
  ),

  revocationLists: unlocked.practice.revocationLists.handler(({ context }) =>
    context.session.authorities.lists(),
  ),

  importRevocationList: unlocked.practice.importRevocationList.handler(async ({ input, context, errors }) => {
    const file = unwrap(await context.engine.files.read(input.file), errors)
    return unwrap(context.session.authorities.importList(file.bytes), errors)
  }),

  removeRevocationList: unlocked.practice.removeRevocationList.handler(({ input, context, errors }) =>
    unwrap(context.session.authorities.removeList(input.id), errors),
  ),

  exportCertificate: unlocked.practice.exportCertificate.handler(async ({ input, context, errors }) => {
    const { fingerprint } = input
    const armored = unwrap(context.session.keys.certificate(fingerprint), errors)
    const saved = await saveKeyFile(context.session, 'practice-key.asc', armored, {
      type: 'own-key.certificate-exported',
      fingerprint,
    })
    return { saved: unwrap(saved, errors) }
  }),

  exportRevocation: unlocked.practice.exportRevocation.handler(async ({ input, context, errors }) => {
    const { fingerprint } = input
    const armored = unwrap(await context.session.keys.revocationCertificate(fingerprint), errors)
    const saved = await saveKeyFile(context.session, 'revoke-practice-key.asc', armored, {
      type: 'own-key.revocation-exported',
      fingerprint,
    })
    return { saved: unwrap(saved, errors) }
  }),

  exportRevoked: unlocked.practice.exportRevoked.handler(async ({ input, context, errors }) => {
    const { fingerprint } = input
    const armored = unwrap(context.session.keys.revokedCertificate(fingerprint), errors)
    const saved = await saveKeyFile(context.session, 'revoked-practice-key.asc', armored, {
      type: 'own-key.certificate-exported',
      fingerprint,
    })
    return { saved: unwrap(saved, errors) }
  }),
}

function saveKeyFile(
  { saveFile, audit }: Session,
  name: string,
  armored: string,
  event: AuditEvent,
): Promise<Result<boolean>> {
  const bytes = new TextEncoder().encode(armored)
  return saveFile({ name, bytes, way: 'exported', messageId: null }, () => audit.record(event))
}
