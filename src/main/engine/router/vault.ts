import { os, unlocked, unwrap } from './base.ts'

export const vaultRouter = {
  strength: os.vault.strength.handler(({ input, context }) => context.engine.strength(input.passphrase)),

  create: os.vault.create.handler(async ({ input, context, errors }) => {
    unwrap(await context.engine.create(input.passphrase), errors)
  }),

  unlock: os.vault.unlock.handler(async ({ input, context, errors }) => {
    unwrap(await context.engine.unlock(input.passphrase), errors)
  }),

  unlockWithKit: os.vault.unlockWithKit.handler(async ({ input, context, errors }) => {
    unwrap(await context.engine.unlockWithKit(input.kit, input.newPassphrase), errors)
  }),

  lock: os.vault.lock.handler(({ context }) => {
    context.engine.lock('person')
  }),

  changePassphrase: unlocked.vault.changePassphrase.handler(async ({ input, context, errors }) => {
    const { vault, audit } = context.session
    const record = () => audit.record({ type: 'vault.passphrase-changed', with: 'passphrase' })
    unwrap(await vault.changePassphrase(input.current, input.next, record), errors)
  }),

  makeKit: unlocked.vault.makeKit.handler(({ context, errors }) => {
    unwrap(context.session.audit.record({ type: 'vault.kit-made' }), errors)
    const { words, checkCode } = context.session.kit.make()
    return { words: [...words], checkCode }
  }),

  confirmKit: unlocked.vault.confirmKit.handler(({ input, context, errors }) => {
    unwrap(context.session.kit.confirm(input), errors)
    context.engine.events.publish({ type: 'phase-changed', phase: 'unlocked' })
  }),

  printKit: unlocked.vault.printKit.handler(async ({ context, errors }) => {
    unwrap(await context.session.kit.print(), errors)
  }),

  saveKit: unlocked.vault.saveKit.handler(async ({ context, errors }) => ({
    saved: unwrap(await context.session.kit.save(), errors),
  })),
}
