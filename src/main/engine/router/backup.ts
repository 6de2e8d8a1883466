import type { BackupVersion } from '../../../shared/contract/index.ts'
import type { BackupVersion as StoredVersion } from '../../vault/index.ts'
import { os, anyVault, unwrap } from './base.ts'

export const backupRouter = {
  state: anyVault.backup.state.handler(({ context }) => context.session.backups.state()),

  choosePlace: anyVault.backup.choosePlace.handler(async ({ context, errors }) => ({
    chosen: unwrap(await context.session.backups.choosePlace(), errors),
  })),

  giveUpPlace: anyVault.backup.giveUpPlace.handler(({ context, errors }) => {
    unwrap(context.session.backups.giveUpPlace(), errors)
  }),

  sayHolder: anyVault.backup.sayHolder.handler(({ input, context, errors }) => {
    unwrap(context.session.backups.sayHolder(input.isOurs), errors)
  }),

  make: anyVault.backup.make.handler(async ({ context, errors }) =>
    present(unwrap(await context.session.backups.make('person'), errors).version),
  ),

  versions: anyVault.backup.versions.handler(async ({ context, errors }) =>
    unwrap(await context.session.backups.versions(), errors).map(present),
  ),

  verify: anyVault.backup.verify.handler(async ({ context, errors }) => {
    const { versions, packs, faults } = unwrap(await context.session.backups.verify(), errors)
    return { versions, packs, faults: faults.map((fault) => ({ ...fault, versions: [...fault.versions] })) }
  }),

  drill: anyVault.backup.drill.handler(async ({ input, context, errors }) =>
    unwrap(await context.session.backups.drill(input.kit), errors),
  ),

  cancel: anyVault.backup.cancel.handler(({ context }) => {
    context.session.backups.cancel()
  }),

  chooseSource: os.backup.chooseSource.handler(async ({ context }) => {
    const place = await context.engine.backupSource.choose()
    return place === null ? null : { place }
  }),

  openSource: os.backup.openSource.handler(async ({ input, context, errors }) =>
    unwrap(await context.engine.backupSource.open(input.kit), errors).map(present),
  ),

  restore: os.backup.restore.handler(async ({ input, context, errors }) => {
    unwrap(await context.engine.backupSource.restore(input.version, input.newPassphrase), errors)
  }),

  cancelRestore: os.backup.cancelRestore.handler(({ context }) => {
    context.engine.backupSource.cancel()
  }),
}

function present({ number, madeAt, storeBytes, addedBytes, counts }: StoredVersion): BackupVersion {
  return { number, madeAt, storeBytes, addedBytes, messages: counts.messages, people: counts.people }
}
