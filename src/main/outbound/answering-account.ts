import type { MailAddress } from '../../shared/contract/index.ts'
import type { AccountId } from '../../shared/ids.ts'
import type { OriginalMessage } from './original.ts'

type OwnAccount = { readonly id: AccountId; readonly address: string }

/**
 * Which account an answer or a forward leaves from: the one that the message was written to, or from; where several
 * were, the one whose mailbox holds it. A message that names none of them in view (a list, Bcc) came to the one that
 * the host says, else to the one whose mailbox holds it. Null without accounts.
 */
export function answeringAccount(
  { accountId, from, to, cc, deliveredTo }: OriginalMessage,
  accounts: readonly OwnAccount[],
): AccountId | null {
  const holder = accounts.find(({ id }) => id === accountId)
  const among = (addresses: readonly string[]) => {
    const named = addresses.flatMap(
      (address) => accounts.find((account) => account.address.toLowerCase() === address.toLowerCase()) ?? [],
    )
    return named.find((account) => account === holder) ?? named[0]
  }
  const chosen = among([...from, ...to, ...cc].map(addressOf)) ?? among(deliveredTo) ?? holder ?? accounts[0]
  return chosen?.id ?? null
}

function addressOf({ address }: MailAddress): string {
  return address
}
