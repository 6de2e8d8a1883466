import type { Account, Connection } from '../../../src/shared/contract/index.ts'
import type { ErrorCode } from '../../../src/shared/errors/index.ts'

/** What the double plays; the gallery reads it from the address of its page. */
export type Scenario = {
  readonly phase: 'first-run' | 'locked' | 'unlocked'
  readonly hasAccount: boolean
  /** With 2 the practice's office has one of its own. */
  readonly accounts: 1 | 2
  readonly hasRecoveryKit: boolean
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
}

export function readScenario(query: URLSearchParams): Scenario {
  const failures = query.getAll('fail').map((entry): [string, ErrorCode] => {
    const [procedure = '', code = 'rpc/internal'] = entry.split(':')
    return [procedure, code as ErrorCode]
  })
  return {
    phase: (query.get('phase') ?? 'unlocked') as Scenario['phase'],
    hasAccount: query.get('account') !== '0',
    accounts: query.get('accounts') === '2' ? 2 : 1,
    hasRecoveryKit: query.get('kit') !== '0',
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
  }
}

/** How an account at this host signs in: the double knows Microsoft by the browser, Google by an app password. */
function accountAt(host: string): Scenario['account'] {
  const address = `ana@${host}`
  return { address, userName: address, signInKind: host === 'outlook.example' ? 'oauth' : 'password' }
}
