import type { ListedMailbox } from '../../transport/index.ts'

/** Where the recovery bundle is kept at the practice's own host. In other programs' lists it says what it is. */
export const recoveryMailboxName = 'Sealpost recovery'

/**
 * Whether this is the mailbox of the recovery bundle: at the top of the account, or right below what the host puts above
 * everybody's mailboxes (`INBOX`, or a prefix of its own, RFC 2342). It isn't mail: the list, the sync and the search
 * leave it out.
 */
export function isRecoveryMailbox({ path, delimiter }: Pick<ListedMailbox, 'path' | 'delimiter'>): boolean {
  return depthOf({ path, delimiter }) <= 2 && path.split(delimiter || '/').at(-1) === recoveryMailboxName
}

/** Its path among the mailboxes of an account, the one nearest to the top; undefined: there is none. */
export function recoveryPathIn(mailboxes: readonly ListedMailbox[]): string | undefined {
  return mailboxes.filter(isRecoveryMailbox).toSorted((a, b) => rankOf(a) - rankOf(b))[0]?.path
}

function rankOf(mailbox: ListedMailbox): number {
  return depthOf(mailbox) * 2 + (/^INBOX(?![a-z])/i.test(mailbox.path) ? 0 : 1)
}

function depthOf({ path, delimiter }: Pick<ListedMailbox, 'path' | 'delimiter'>): number {
  return path.split(delimiter || '/').length
}
