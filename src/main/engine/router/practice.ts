import { categorySchema } from '../../../shared/contract/index.ts'
import { fail, ok } from '../../../shared/result.ts'
import { changedFields, readOwnKey, savePractice } from '../../practice/index.ts'
import { unlocked, unwrap } from './base.ts'

export const practiceRouter = {
  get: unlocked.practice.get.handler(({ context }) => context.session.practice()),

  save: unlocked.practice.save.handler(({ input, context, errors }) => {
    const { store, audit, practice } = context.session
    const before = practice()
    const saved = store.transaction((tx) => {
      savePractice(tx, input, context.engine.clock().getTime())
      audit.renameUser(tx, input.clinicianName)
      return audit.append(tx, { type: 'practice.changed', fields: changedFields(before, input) })
    })
    unwrap(saved, errors)
  }),

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

  certificate: unlocked.practice.certificate.handler(({ context, errors }) => {
    const key = readOwnKey(context.session.store)
    const { certificate, fingerprint } = unwrap(key === null ? fail('account/absent') : ok(key), errors)
    return { armored: certificate, fingerprint, words: [...context.session.fingerprintWords(fingerprint)] }
  }),

  identities: unlocked.practice.identities.handler(({ context }) => context.session.identities.list()),

  importIdentity: unlocked.practice.importIdentity.handler(async ({ input, context, errors }) => {
    const file = unwrap(await context.engine.files.read(input.file), errors)
    return unwrap(await context.session.identities.importFile(file.bytes, input.password), errors)
  }),

  removeIdentity: unlocked.practice.removeIdentity.handler(({ input, context, errors }) =>
    unwrap(context.session.identities.remove(input.fingerprint), errors),
  ),

  exportCertificate: unlocked.practice.exportCertificate.handler(async ({ context, errors }) => {
    const key = readOwnKey(context.session.store)
    const { certificate, fingerprint } = unwrap(key === null ? fail('account/absent') : ok(key), errors)
    const saved = await context.session.saveFile(
      {
        name: 'practice-key.asc',
        bytes: new TextEncoder().encode(certificate),
        way: 'exported',
        messageId: null,
      },
      () => context.session.audit.record({ type: 'own-key.certificate-exported', fingerprint }),
    )
    return { saved: unwrap(saved, errors) }
  }),
}
