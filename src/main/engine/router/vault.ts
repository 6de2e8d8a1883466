import { randomBytes } from 'node:crypto'
import { fail } from '../../../shared/result.ts'
import { hasLostKeychainPart } from '../audit-opening.ts'
import { eraseName } from '../erasure.ts'
import { os, anyVault, unwrap } from './base.ts'

export const vaultRouter = {
  strength: os.vault.strength.handler(({ input, context }) => context.engine.strength(input.passphrase)),

  create: os.vault.create.handler(async ({ input, context, errors }) => {
    unwrap(await context.engine.create(input.passphrase, input.auditor), errors)
  }),

  choosePerson: os.vault.choosePerson.handler(({ input, context, errors }) => {
    unwrap(context.engine.choosePerson(input.person), errors)
  }),

  unlock: os.vault.unlock.handler(async ({ input, context, errors }) => {
    unwrap(await context.engine.unlock(input.passphrase, input.factor), errors)
  }),

  unlockWithPasskey: os.vault.unlockWithPasskey.handler(async ({ input, context, errors }) => {
    unwrap(await context.engine.unlockWithPasskey(input), errors)
  }),

  chooseKeyFile: os.vault.chooseKeyFile.handler(({ context }) => context.engine.chooseKeyFile()),

  unlockWithKit: os.vault.unlockWithKit.handler(async ({ input, context, errors }) => {
    const { engine } = context
    unwrap(await engine.unlockWithKit(input.kit, input.newPassphrase, input.keepsFactors), errors)
    const session = engine.anySession()
    const isLost = session.ok && hasLostKeychainPart(session.value.store)
    return { told: isLost ? { code: 'vault/keychain-part-lost' } : null }
  }),

  setAside: os.vault.setAside.handler(({ context, errors }) => {
    unwrap(context.engine.setAside(), errors)
  }),

  lock: os.vault.lock.handler(({ context }) => {
    context.engine.lock('person')
  }),

  changePassphrase: anyVault.vault.changePassphrase.handler(async ({ input, context, errors }) => {
    const { vault, audit } = context.session
    const record = () => audit.record({ type: 'vault.passphrase-changed', with: 'passphrase' })
    unwrap(await vault.changePassphrase(input.current, input.next, record), errors)
  }),

  factors: anyVault.vault.factors.handler(({ context }) => context.session.factors.list()),

  beginPasskey: anyVault.vault.beginPasskey.handler(async ({ input, context, errors }) => {
    const { factors } = context.session.vault
    unwrap(await factors.mayAdd(input.passphrase), errors)
    return {
      salt: randomBytes(32).toString('base64'),
      known: factors.passkeys.map(({ credentialId, transports }) => ({
        credentialId,
        transports: [...transports],
      })),
    }
  }),

  addPasskey: anyVault.vault.addPasskey.handler(async ({ input, context, errors }) => {
    const { passphrase, name, output, ...passkey } = input
    const secret = context.engine.heldSecrets.take(output)
    if (secret === null) return unwrap(fail('vault/passkey-cancelled'), errors)
    try {
      const { factors } = context.session
      unwrap(await factors.addPasskey(passphrase, name, { ...passkey, output: secret }), errors)
    } finally {
      secret.fill(0)
    }
  }),

  addKeyFile: anyVault.vault.addKeyFile.handler(async ({ input, context, errors }) => ({
    added: unwrap(await context.session.factors.addKeyFile(input.passphrase, input.name), errors),
  })),

  renameFactor: anyVault.vault.renameFactor.handler(({ input, context, errors }) => {
    unwrap(context.session.factors.rename(input.id, input.name), errors)
  }),

  removeFactor: anyVault.vault.removeFactor.handler(async ({ input, context, errors }) => {
    unwrap(await context.session.factors.remove(input.passphrase, input.id), errors)
  }),

  eraseName: anyVault.vault.eraseName.handler(({ context }) => ({ name: eraseName(context.session.store) })),

  erase: anyVault.vault.erase.handler(async ({ input, context, errors }) => ({
    erased: unwrap(await context.engine.erase(input.passphrase, input.confirmation), errors),
  })),

  storeKey: anyVault.vault.storeKey.handler(({ context }) => context.session.renewal.state()),

  renewStoreKey: anyVault.vault.renewStoreKey.handler(async ({ input, context, errors }) => {
    unwrap(await context.session.renewal.renew(input.passphrase), errors)
  }),

  cancelRenewal: anyVault.vault.cancelRenewal.handler(({ context }) => {
    context.session.renewal.cancel()
  }),

  makeKit: anyVault.vault.makeKit.handler(({ context, errors }) => {
    unwrap(context.session.audit.record({ type: 'vault.kit-made' }), errors)
    const { words, checkCode } = context.session.kit.make()
    return { words: [...words], checkCode }
  }),

  shares: anyVault.vault.shares.handler(({ context }) => context.session.shares.read()),

  makeShares: anyVault.vault.makeShares.handler(async ({ input, context, errors }) => {
    const { set, shares } = unwrap(await context.session.shares.make(input.kit, input.holders), errors)
    return { set, shares: shares.map(({ words, checkCode }) => ({ words: [...words], checkCode })) }
  }),

  printShare: anyVault.vault.printShare.handler(async ({ input, context, errors }) => {
    unwrap(await context.session.shares.print(input.share), errors)
  }),

  confirmShare: anyVault.vault.confirmShare.handler(({ input, context, errors }) => {
    unwrap(context.session.shares.confirm(input.share, input.proof), errors)
  }),

  confirmKit: anyVault.vault.confirmKit.handler(({ input, context, errors }) => {
    unwrap(context.session.kit.confirm(input), errors)
    context.engine.events.publish({ type: 'phase-changed', phase: 'unlocked' })
  }),

  printKit: anyVault.vault.printKit.handler(async ({ context, errors }) => {
    unwrap(await context.session.kit.print(), errors)
  }),

  saveKit: anyVault.vault.saveKit.handler(async ({ context, errors }) => ({
    saved: unwrap(await context.session.kit.save(), errors),
  })),
}
