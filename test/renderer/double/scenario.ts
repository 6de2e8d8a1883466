import type { Account, AppState, Connection, Role, WaysIn } from '../../../src/shared/contract/index.ts'
import { demoPasskey, keyFile } from './factors.data.ts'
import type { ErrorCode } from '../../../src/shared/errors/index.ts'

/** What the double plays; the gallery reads it from the address of its page. */
export type Scenario = {
  readonly phase: 'first-run' | 'locked' | 'unlocked'
  /** What the store was made for. */
  readonly vaultKind: AppState['vaultKind']
  readonly hasAccount: boolean
  /** With 2 the practice's office has one of its own. */
  readonly accounts: 1 | 2
  readonly hasRecoveryKit: boolean
  /** Of the recovery data at the mail host. */
  readonly recovery: 'kept' | 'waiting' | 'failed'
  readonly account: Pick<Account, 'address' | 'userName' | 'signInKind'>
  readonly connection: Connection['state']
  /** Why, where the connection is in error. */
  readonly connectionFailure: ErrorCode
  /** `empty`: a new account; `demo`: the practice of the look, with every state. */
  readonly content: 'demo' | 'empty'
  /** Procedures (`mail.list`) that fail, and how. */
  readonly failures: ReadonlyMap<string, ErrorCode>
  /** Every answer takes this long. */
  readonly delayMs: number
  readonly holdMs: number
  readonly scheme: 'auto' | 'light' | 'dark'
  readonly isEvaluation: boolean
  readonly isDemo: boolean
  /** Whom patients can call; empty where the practice has set nobody. */
  readonly phone: string
  /** The reply page that PDFs named was made for a key that was given up. */
  readonly hasOutdatedReplyPage: boolean
  /** What Settings says of backups. */
  readonly backup: 'none' | 'good' | 'old' | 'broken' | 'running' | 'held'
  /** What Settings says of the collector of the activity log. */
  readonly collector: 'none' | 'good' | 'system' | 'waiting'
  /** The store was put back to an earlier state. */
  readonly isPutBack: boolean
  /** The store is being given another key. */
  readonly isRenewing: boolean
  readonly isRenewalCutShort: boolean
  readonly isKeychainLost: boolean
  /** The keychain of this computer holds a part of the key. */
  readonly hasDevicePart: boolean
  /** What the log is that is chosen. */
  readonly offer: 'whole' | 'further' | 'broken'
  /** What a locked practice asks for beside the passphrase. */
  readonly waysIn: WaysIn
  /** Nothing opens the locked vault any more. */
  readonly isDamaged: boolean
  /** Two passkeys and a key file are on the list. */
  readonly hasFactors: boolean
  /** Who works on this computer. */
  readonly people: AppState['people']
  /** Whose seat this is, where the practice has a policy. */
  readonly policy: Role | null
}

export function readScenario(query: URLSearchParams): Scenario {
  const failures = query.getAll('fail').map((entry): [string, ErrorCode] => {
    const [procedure = '', code = 'rpc/internal'] = entry.split(':')
    return [procedure, code as ErrorCode]
  })
  return {
    phase: (query.get('phase') ?? 'unlocked') as Scenario['phase'],
    vaultKind: query.get('vault') === 'auditor' ? 'auditor' : 'mail',
    hasAccount: query.get('account') !== '0',
    accounts: query.get('accounts') === '2' ? 2 : 1,
    hasRecoveryKit: query.get('kit') !== '0',
    recovery: (query.get('recovery') ?? 'kept') as Scenario['recovery'],
    account: accountAt(query.get('host') ?? 'rivera-practice.example'),
    connection: (query.get('connection') ?? 'online') as Scenario['connection'],
    connectionFailure: (query.get('why') ?? 'tls/certificate-expired') as ErrorCode,
    content: query.get('content') === 'empty' ? 'empty' : 'demo',
    failures: new Map(failures),
    delayMs: Number(query.get('delay') ?? '0'),
    holdMs: Number(query.get('hold') ?? '10000'),
    scheme: (query.get('scheme') ?? 'auto') as Scenario['scheme'],
    isEvaluation: query.get('evaluation') !== '0',
    isDemo: query.get('demo') === '1',
    phone: query.get('phone') ?? '(555) 010-0100',
    hasOutdatedReplyPage: query.get('replyPage') === 'outdated',
    isPutBack: query.get('putBack') === '1',
    offer: (query.get('offer') ?? 'whole') as Scenario['offer'],
    isRenewing: query.get('renewing') === '1',
    isRenewalCutShort: query.get('renewing') === 'cut-short',
    isKeychainLost: query.get('keychain') === 'lost',
    hasDevicePart: query.get('keychain') !== 'none',
    backup: (query.get('backup') ?? 'good') as Scenario['backup'],
    collector: (query.get('collector') ?? 'none') as Scenario['collector'],
    waysIn: waysInOf(query.get('beside') ?? ''),
    isDamaged: query.get('damaged') === '1',
    hasFactors: query.get('factors') === '1',
    people: peopleOf(query),
    policy: query.get('policy') as Role | null,
  }
}

/** How an account at this host signs in: the double knows Microsoft by the browser, Google by an app password. */
function accountAt(host: string): Scenario['account'] {
  const address = `ana@${host}`
  return { address, userName: address, signInKind: host === 'outlook.example' ? 'oauth' : 'password' }
}

/** `beside=passkey,key-file`: what is asked for; `alone`: a passkey that is enough; `chosen`: a key file from before. */
function waysInOf(beside: string): WaysIn {
  const words = beside.split(',')
  const opensAlone = words.includes('alone')
  return {
    passkeys: words.includes('passkey') || opensAlone ? [{ ...demoPasskey, opensAlone }] : [],
    hasKeyFile: words.includes('key-file'),
    keyFile: words.includes('chosen') ? { file: keyFile, name: 'sealpost-key-file.txt' } : null,
  }
}

/** `people=Ana,,Ben`: three of whom the second has no name here; by default one, and nobody before a first run. */
function peopleOf(query: URLSearchParams): Scenario['people'] {
  const names = query.get('people')?.split(',') ?? (query.get('phase') === 'first-run' ? [] : [''])
  const people = names.map((name, index) => ({ number: index + 1, name: name === '' ? null : name }))
  return query.get('demo') === '1' ? [] : people
}
