import type { AccountConnection, Connection } from '../../shared/contract/index.ts'

/** What a person should know first, among several accounts. */
const urgency: readonly Connection['state'][] = ['error', 'offline', 'syncing', 'connecting', 'online']

/** One state for all accounts, and that of each, in their order. */
export function mergeConnections(accounts: Connection['accounts']): Connection {
  const first = urgency.flatMap((state) => accounts.filter((one) => one.state === state))[0]
  return { ...(first === undefined ? neverConnected : stateOf(first)), accounts: [...accounts] }
}

const neverConnected: AccountConnection = {
  state: 'offline',
  checkedAt: null,
  progress: null,
  failure: null,
}

function stateOf({ state, checkedAt, progress, failure }: AccountConnection): AccountConnection {
  return { state, checkedAt, progress, failure }
}
