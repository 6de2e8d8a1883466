import type { Connection } from '../../shared/contract/index.ts'

/** What a person should know first, among several accounts. */
const urgency: readonly Connection['state'][] = ['error', 'offline', 'syncing', 'connecting', 'online']

/** One line for all accounts. */
export function mergeConnections(connections: readonly Connection[]): Connection {
  const first = urgency.flatMap((state) => connections.filter((one) => one.state === state))[0]
  return first ?? { state: 'offline', checkedAt: null, progress: null, failure: null }
}
