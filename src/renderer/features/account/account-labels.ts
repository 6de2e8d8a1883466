import type { Account } from '../../../shared/contract/index.ts'

type Addressed = Pick<Account, 'id' | 'address'>

/** How little tells an account from the others in a narrow row: what stands before the @, or after it, or all. */
export function accountLabels(accounts: readonly Addressed[]): ReadonlyMap<Account['id'], string> {
  const shortest = [beforeAt, afterAt].find((part) => {
    const parts = accounts.map(({ address }) => part(address))
    return new Set(parts).size === parts.length
  })
  return new Map(accounts.map(({ id, address }) => [id, (shortest ?? whole)(address)]))
}

function beforeAt(address: string): string {
  return address.slice(0, address.lastIndexOf('@'))
}

function afterAt(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1)
}

function whole(address: string): string {
  return address
}
