import type { Outside, OutsideCheck } from '../../../src/shared/contract/index.ts'
import { failure, os } from './base.ts'
import { demoFactors, keyFile } from './factors.data.ts'
import { demoLogo } from './logo.data.ts'
import { demoShares, shareCode, threeShares } from './shares.data.ts'
import { authority, identities, revocationLists } from './smime.data.ts'

export const kitCheckCode = 'K7-42QF'
export const kitWords =
  'amber coast ladder violin harbor maple signal orbit candle river stone winter paper glove forest lemon bridge cotton anchor velvet meadow ticket copper sparrow'.split(
    ' ',
  )

const ownKey = {
  armored: '-----BEGIN PGP PUBLIC KEY BLOCK-----',
  fingerprint: 'C1D5529A01B77E4460FF2318A9D07BE83302E5F4',
  words: kitWords.slice(0, 16),
  address: 'rivera@rivera-practice.example',
  createdAt: '2026-02-12T00:00:00.000Z',
  expiresAt: '2029-02-11T00:00:00.000Z',
  expiresSoon: false,
  newer: null,
  revoked: [],
}
const newerKey = {
  ...{ armored: ownKey.armored, address: ownKey.address, createdAt: ownKey.createdAt },
  ...{ expiresAt: ownKey.expiresAt, expiresSoon: false },
  fingerprint: '7E19BE3B1A2C56D10489FF53A0C2E8F6B9D147A35C80E6F2194B7D3A6C5E8F01',
  words: kitWords.slice(0, 24),
}

export const passphrase = 'maple river candle orbit stone'

export const appRouter = {
  state: os.app.state.handler(({ context: { state } }) => ({
    phase: state.phase,
    setup: { hasAccount: state.accounts.length > 0, hasRecoveryKit: state.hasRecoveryKit },
    vaultKind: state.scenario.vaultKind,
    practiceName: state.phase === 'first-run' ? null : 'Rivera Practice',
    waitingToLeave: state.phase === 'locked' ? 1 : 0,
    isClockBehind: false,
    isEvaluation: state.scenario.isEvaluation,
    isDemoOffered: state.scenario.people.length === 0,
    isOpeningDemo: false,
    demo: state.scenario.isDemo ? { passphrase, patientViewUrl: 'https://patients.invalid/' } : null,
    platform: 'linux',
    version: '0.1.0',
    unlockedAt: null,
    waysIn: state.phase === 'locked' ? state.scenario.waysIn : null,
    erasureFailure: null,
    people: state.scenario.people,
    person: state.person,
    canSetAside: state.phase === 'locked' && state.scenario.isDamaged,
  })),
  events: os.app.events.handler(({ context: { state }, signal }) => state.follow(signal)),
  answerQuit: os.app.answerQuit.handler(() => undefined),
  openLink: os.app.openLink.handler(() => undefined),
  touch: os.app.touch.handler(() => undefined),
  noteCopy: os.app.noteCopy.handler(({ context: { state } }) => {
    state.notedCopies += 1
  }),
  settings: os.app.settings.handler(({ context }) => context.state.settings),
  saveSettings: os.app.saveSettings.handler(({ context, input }) => {
    context.state.settings = input
  }),
}

export const vaultRouter = {
  strength: os.vault.strength.handler(({ input }) => {
    const bits = input.passphrase.length * 2.6
    const label = bits < 30 ? 'too-weak' : bits < 50 ? 'weak' : bits < 70 ? 'good' : 'strong'
    return { bits, isEnough: bits >= 50, label }
  }),
  create: os.vault.create.handler(({ context: { state } }) => {
    state.phase = 'unlocked'
  }),
  choosePerson: os.vault.choosePerson.handler(({ context: { state }, input }) => {
    state.person = input.person === 'new' ? state.scenario.people.length + 1 : input.person
    state.phase = input.person === 'new' ? 'first-run' : 'locked'
    state.emit({ type: 'phase-changed', phase: state.phase })
  }),
  unlock: os.vault.unlock.handler(({ context: { state }, input, errors }) => {
    if (input.passphrase !== passphrase) throw failure(errors, 'vault/wrong-passphrase')
    state.phase = 'unlocked'
    state.emit({ type: 'phase-changed', phase: 'unlocked' })
  }),
  unlockWithPasskey: os.vault.unlockWithPasskey.handler(({ errors }) => {
    throw failure(errors, 'vault/passphrase-needed')
  }),
  chooseKeyFile: os.vault.chooseKeyFile.handler(() => ({ file: keyFile, name: 'sealpost-key-file.txt' })),
  factors: os.vault.factors.handler(({ context: { state } }) => state.factors),
  beginPasskey: os.vault.beginPasskey.handler(({ input, errors }) => {
    if (input.passphrase !== passphrase) throw failure(errors, 'vault/wrong-passphrase')
    return { salt: `${'A'.repeat(43)}=`, known: [] }
  }),
  addPasskey: os.vault.addPasskey.handler(({ context: { state }, input }) => {
    state.factors = [...state.factors, { ...demoFactors[0], id: 'f'.repeat(32), name: input.name }]
  }),
  addKeyFile: os.vault.addKeyFile.handler(({ errors }) => {
    throw failure(errors, 'file/not-removable')
  }),
  renameFactor: os.vault.renameFactor.handler(({ context: { state }, input }) => {
    state.factors = state.factors.map((factor) =>
      factor.id === input.id ? { ...factor, name: input.name } : factor,
    )
  }),
  removeFactor: os.vault.removeFactor.handler(({ context: { state }, input, errors }) => {
    if (input.passphrase !== passphrase) throw failure(errors, 'vault/wrong-passphrase')
    state.factors = state.factors.filter(({ id }) => id !== input.id)
  }),
  unlockWithKit: os.vault.unlockWithKit.handler(({ context: { state }, input, errors }) => {
    if (input.kit !== `${kitWords.join(' ')} ${kitCheckCode}`)
      throw failure(errors, 'vault/recovery-kit-mistyped')
    state.phase = 'unlocked'
    return { told: state.scenario.isKeychainLost ? { code: 'vault/keychain-part-lost' as const } : null }
  }),
  setAside: os.vault.setAside.handler(({ context: { state } }) => {
    state.phase = 'first-run'
  }),
  lock: os.vault.lock.handler(({ context: { state } }) => {
    state.phase = 'locked'
    state.emit({ type: 'phase-changed', phase: 'locked' })
  }),
  changePassphrase: os.vault.changePassphrase.handler(() => undefined),
  storeKey: os.vault.storeKey.handler(({ context: { state } }) => ({
    deviceSecret: state.scenario.hasDevicePart ? ('keychain' as const) : ('none' as const),
    isRunning: state.scenario.isRenewing,
    storeBytes: 1_288_490_188,
    renewedAt: '2026-08-14T12:10:00.000Z',
    cutShortAt: state.scenario.isRenewalCutShort ? '2026-11-20T09:40:00.000Z' : null,
    failure: null,
  })),
  renewStoreKey: os.vault.renewStoreKey.handler(({ input, errors }) => {
    if (input.passphrase !== passphrase) throw failure(errors, 'vault/wrong-passphrase')
  }),
  cancelRenewal: os.vault.cancelRenewal.handler(() => undefined),
  eraseName: os.vault.eraseName.handler(() => ({ name: 'Rivera Practice' })),
  erase: os.vault.erase.handler(({ context: { state }, input, errors }) => {
    if (input.passphrase !== passphrase) throw failure(errors, 'vault/wrong-passphrase')
    state.phase = 'first-run'
    return { erased: true }
  }),
  makeKit: os.vault.makeKit.handler(() => ({ words: kitWords, checkCode: kitCheckCode })),
  confirmKit: os.vault.confirmKit.handler(({ context: { state }, input, errors }) => {
    const areRight = input.words.every(({ number, word }) => word === kitWords[number - 1])
    if (input.checkCode !== kitCheckCode || !areRight) {
      throw failure(errors, 'vault/recovery-kit-mistyped')
    }
    state.hasRecoveryKit = true
  }),
  printKit: os.vault.printKit.handler(() => undefined),
  saveKit: os.vault.saveKit.handler(({ errors }) => {
    throw failure(errors, 'file/not-removable')
  }),
  shares: os.vault.shares.handler(({ context: { state } }) => state.shares),
  makeShares: os.vault.makeShares.handler(({ context: { state } }) => {
    state.shares = [{ ...demoShares, isConfirmed: false }]
    return { set: demoShares.set, shares: threeShares }
  }),
  printShare: os.vault.printShare.handler(() => undefined),
  confirmShare: os.vault.confirmShare.handler(({ context: { state }, input, errors }) => {
    if (input.proof.checkCode !== shareCode) throw failure(errors, 'vault/share-mistyped')
    if (input.share === 3) state.shares = [demoShares]
  }),
}

export const recoveryRouter = {
  status: os.recovery.status.handler(({ context: { state } }) => ({
    state: !state.hasRecoveryKit ? 'no-kit' : state.scenario.recovery,
    host: 'mail.rivera-practice.example',
    keptAt: new Date(Date.now() - 3 * 60_000).toISOString(),
    failure: state.scenario.recovery === 'failed' ? { code: 'imap/over-quota' } : null,
  })),
  keepNow: os.recovery.keepNow.handler(({ errors }) => {
    throw failure(errors, 'imap/over-quota')
  }),
  find: os.recovery.find.handler(({ context: { state }, input, errors }) => {
    if (input.address.endsWith('gmail.example')) throw failure(errors, 'recovery/none-found')
    const isBehind = input.address.startsWith('old')
    state.isRecoveryHidden = input.address.startsWith('hidden')
    return {
      host: input.imap.host,
      madeAt: new Date(Date.now() - (isBehind ? 9 : 0) * 86_400_000).toISOString(),
      newestSentAt: isBehind ? new Date().toISOString() : null,
    }
  }),
  open: os.recovery.open.handler(({ context: { state }, input, errors }) => {
    if (typeof input.kit !== 'string' || !input.kit.startsWith(kitWords.join(' ')))
      throw failure(errors, 'recovery/wrong-key')
    if (state.isRecoveryHidden) {
      state.isRecoveryHidden = false
      const madeAt = new Date(Date.now() - 9 * 86_400_000).toISOString()
      return { host: 'imap.rivera-practice.example', madeAt, newestSentAt: new Date().toISOString() }
    }
    state.phase = 'unlocked'
    return null
  }),
  forget: os.recovery.forget.handler(({ context: { state } }) => {
    state.isRecoveryHidden = false
  }),
}

const outside: Outside = {
  outsideName: 'Dr. Rivera',
  outsideSubject: '',
  outsideNote: '',
  outsideFileName: '',
  outsidePageName: '',
  outsideLogo: '',
  phone: '(555) 010-0100',
  language: 'en',
}

/** What the engine's check says of one name that tells of health, and of every other. */
function checkOutside({ outsideName, outsidePageName, outsideSubject, phone }: Outside): OutsideCheck {
  const lost = phone === '' ? '' : ` Lost it? Call ${phone}.`
  const tells = /clinic/i.test(outsideName)
  return {
    problems: tells ? [{ kind: 'health', field: 'outsideName' }] : [],
    preview: {
      from: outsideName,
      subject: outsideSubject || `Message from ${outsideName}`,
      text: `On a phone, open Message.pdf. On a computer, download Message.html and open it. Both ask for the passphrase we agreed.${lost}\n\nPlease keep private things out of an ordinary reply.\n`,
      files: ['Message.pdf', 'Message.html'],
      pageTitle: `Message from ${outsidePageName || outsideName}`,
    },
  }
}

export const practiceRouter = {
  get: os.practice.get.handler(({ context: { state } }) => ({
    practiceName: 'Rivera Practice',
    clinicianName: 'Dr. Ana Rivera',
    ...outside,
    phone: state.phone,
    address: '12 Harbor Street\nPortland, OR 97201',
    signature: 'Dr. Ana Rivera\nRivera Practice',
  })),
  save: os.practice.save.handler(() => undefined),
  checkOutside: os.practice.checkOutside.handler(({ input }) => checkOutside(input)),
  readLogo: os.practice.readLogo.handler(() => ({ logo: demoLogo })),
  saveOutside: os.practice.saveOutside.handler(({ context: { state }, input }) => {
    const check = checkOutside(input.outside)
    const saved = check.problems.length === 0 || input.keepsHealth
    if (saved) state.phone = input.outside.phone
    return { saved, check }
  }),
  replyPages: os.practice.replyPages.handler(({ context }) => [context.state.replyPage]),
  saveReplyPage: os.practice.saveReplyPage.handler(({ context }) => {
    context.state.replyPage = {
      ...context.state.replyPage,
      savedAt: '2026-11-22T09:00:00.000Z',
      isForKeyInUse: true,
    }
    return { saved: true, pages: [context.state.replyPage] }
  }),
  publishReplyPage: os.practice.publishReplyPage.handler(({ input: { address }, context }) => {
    context.state.replyPage = {
      ...context.state.replyPage,
      address,
      inPdf: [
        { says: 'To answer, type this address into a browser:', shows: address },
        { says: 'The page asks for this number, and never for a passphrase:', shows: '482 177 305' },
      ],
    }
    return [context.state.replyPage]
  }),
  withdrawReplyPage: os.practice.withdrawReplyPage.handler(({ context }) => {
    context.state.replyPage = { ...context.state.replyPage, address: null, inPdf: null }
    return [context.state.replyPage]
  }),
  neverFlagged: os.practice.neverFlagged.handler(() => [
    { id: 1, category: 'A' as const, value: 'David Burns', addedAt: '2026-11-20T09:00:00.000Z' },
    { id: 2, category: 'D' as const, value: '988', addedAt: '2026-11-19T09:00:00.000Z' },
  ]),
  flagAgain: os.practice.flagAgain.handler(() => undefined),
  ownKeys: os.practice.ownKeys.handler(() => [ownKey]),
  renewKey: os.practice.renewKey.handler(() => [ownKey]),
  makeNewerKey: os.practice.makeNewerKey.handler(() => [{ ...ownKey, newer: newerKey }]),
  revokeKey: os.practice.revokeKey.handler(() => [
    {
      ...ownKey,
      revoked: [{ fingerprint: ownKey.fingerprint, revokedAt: '2026-11-22T09:00:00.000Z' }],
    },
  ]),
  identities: os.practice.identities.handler(() => [...identities]),
  importIdentity: os.practice.importIdentity.handler(({ errors }) => {
    throw failure(errors, 'smime/wrong-password')
  }),
  chooseIdentity: os.practice.chooseIdentity.handler(() => [...identities]),
  removeIdentity: os.practice.removeIdentity.handler(() => []),
  authorities: os.practice.authorities.handler(() => [authority]),
  readAuthority: os.practice.readAuthority.handler(({ errors }) => {
    throw failure(errors, 'smime/not-an-authority')
  }),
  addAuthority: os.practice.addAuthority.handler(() => [authority]),
  removeAuthority: os.practice.removeAuthority.handler(() => []),
  revocationLists: os.practice.revocationLists.handler(() => [...revocationLists]),
  importRevocationList: os.practice.importRevocationList.handler(() => [...revocationLists]),
  removeRevocationList: os.practice.removeRevocationList.handler(() => []),
  exportCertificate: os.practice.exportCertificate.handler(() => ({ saved: true })),
  exportRevocation: os.practice.exportRevocation.handler(() => ({ saved: true })),
  exportRevoked: os.practice.exportRevoked.handler(() => ({ saved: true })),
}
