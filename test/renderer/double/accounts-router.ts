import type { Server, SignInWay } from '../../../src/shared/contract/index.ts'
import { failure, os } from './base.ts'
import { connectionOf, demoAccounts, officeAccount, type DoubleState } from './state.ts'

/** The one password that the double's mail host takes for an account that is set up. */
export const rightPassword = 'new-password'

const google: readonly SignInWay[] = [
  { kind: 'oauth', label: 'Sign in with Google', isConfigured: false },
  {
    kind: 'app-password',
    label: 'App password',
    steps: [
      'Switch on 2-Step Verification in your Google account.',
      'Open “App passwords” and make one named Sealpost.',
      'Copy the 16 letters.',
    ],
    url: 'https://myaccount.google.com/apppasswords',
  },
]
const microsoft: readonly SignInWay[] = [
  { kind: 'oauth', label: 'Sign in with Microsoft', isConfigured: true },
]
const providers: Readonly<Record<string, { readonly name: string; readonly ways: readonly SignInWay[] }>> = {
  'gmail.example': { name: 'Google', ways: google },
  'outlook.example': { name: 'Microsoft', ways: microsoft },
}

const answered = { ok: true } as const

/** Hosts with `expired` in their name show an old certificate, as for the tests of what is said then. */
function checkImap({ host }: Server) {
  return host.includes('expired')
    ? ({
        ok: false,
        error: {
          code: 'tls/certificate-expired',
          detail: { host, expiredAt: '2026-03-03T00:00:00.000Z' },
        },
      } as const)
    : answered
}

function refusedBy({ host }: Server) {
  return { ok: false, error: { code: 'login/refused', detail: { host } } } as const
}

function find(state: DoubleState, id: number, errors: unknown) {
  const account = state.accounts.find((one) => one.id === id)
  if (!account) throw failure(errors, 'account/absent')
  return account
}

export const accountsRouter = {
  list: os.accounts.list.handler(({ context: { state } }) => state.accounts),
  suggest: os.accounts.suggest.handler(({ input }) => {
    const host = input.address.split('@')[1] ?? ''
    const { name, ways } = providers[host] ?? { name: host, ways: [{ kind: 'password', label: 'Password' }] }
    return {
      providerId: host in providers ? host : 'generic',
      providerName: name,
      ways: [...ways],
      imap: { host: `imap.${host}`, port: 993, security: 'implicit' as const },
      smtp: { host: `smtp.${host}`, port: 465, security: 'implicit' as const },
    }
  }),
  lookUp: os.accounts.lookUp.handler(({ input }) => {
    const domain = input.address.split('@')[1] ?? ''
    return {
      kind: 'named' as const,
      domain,
      suggestion: {
        providerId: 'generic',
        providerName: 'Another provider',
        ways: [{ kind: 'password' as const, label: 'Password' }],
        imap: { host: 'imap.harbor-hosting.example', port: 993, security: 'implicit' as const },
        smtp: { host: `smtp.${domain}`, port: 465, security: 'implicit' as const },
      },
      named: ['imap' as const],
      elsewhere: ['imap.harbor-hosting.example'],
    }
  }),
  signIn: os.accounts.signIn.handler(() => ({ signInId: 's1' })),
  cancelSignIn: os.accounts.cancelSignIn.handler(() => undefined),
  check: os.accounts.check.handler(({ input }) => ({ imap: checkImap(input.imap), smtp: answered })),
  add: os.accounts.add.handler(({ context: { state } }) => {
    const [account = officeAccount] = demoAccounts(state.scenario).filter(
      ({ id }) => !state.accounts.some((one) => one.id === id),
    )
    state.accounts = [...state.accounts, account]
    state.emit({ type: 'accounts-changed' })
    return account
  }),
  checkChange: os.accounts.checkChange.handler(({ input: { imap, smtp, signIn } }) => {
    const isRefused = signIn.kind === 'password' && signIn.password !== rightPassword
    return isRefused
      ? { imap: refusedBy(imap), smtp: refusedBy(smtp) }
      : { imap: checkImap(imap), smtp: answered }
  }),
  update: os.accounts.update.handler(({ context: { state }, input, errors }) => {
    const { signIn, id, ...details } = input
    if (signIn.kind === 'password' && signIn.password !== rightPassword)
      throw failure(errors, 'login/refused')
    state.accounts = state.accounts.map((account) =>
      account.id === id ? { ...account, ...details } : account,
    )
    state.emit({
      type: 'connection-changed',
      connection: connectionOf({ ...state.scenario, connection: 'online' }),
    })
    return find(state, id, errors)
  }),
  makeDefault: os.accounts.makeDefault.handler(({ context: { state }, input, errors }) => {
    const others = state.accounts.filter(({ id }) => id !== input.id)
    state.accounts = [find(state, input.id, errors), ...others]
    state.emit({ type: 'accounts-changed' })
    return state.accounts
  }),
  previewRemoval: os.accounts.previewRemoval.handler(() => ({
    messages: 1204,
    drafts: 1,
    undecided: 0,
    unfiledCopies: 0,
    untoldActions: 0,
  })),
  remove: os.accounts.remove.handler(({ context: { state }, input }) => {
    state.accounts = state.accounts.filter(({ id }) => id !== input.id)
    state.emit({ type: 'accounts-changed' })
    return state.accounts
  }),
  openDemo: os.accounts.openDemo.handler(({ context: { state } }) => {
    state.phase = 'unlocked'
    state.accounts = demoAccounts(state.scenario)
    state.hasRecoveryKit = true
  }),
}
