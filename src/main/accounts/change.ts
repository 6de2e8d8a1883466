import type { Server } from '../../shared/contract/index.ts'
import type { AccountRecord, AccountSettings } from './account.ts'

/** What can be changed of an account, as the audit log names it. */
export const accountFields = [
  'name',
  'signature',
  'user-name',
  'imap',
  'smtp',
  'password',
  'sign-in',
] as const
export type AccountField = (typeof accountFields)[number]

/**
 * What the audit log says of an account before and after a change: where it connects to and how, whose signature it has,
 * how it signs in. Never a name, an address, a text or a secret.
 */
export type ToldDetails = {
  /** As `mail.example:993 implicit`. */
  readonly imap: string
  readonly smtp: string
  readonly signature: 'of-its-own' | 'of-the-practice'
  readonly signIn: 'password' | 'oauth' | 'absent'
}

type Details = Pick<AccountRecord, 'name' | 'settings' | 'credentials' | 'signature'>

/** The names of what differs; new tokens of a browser sign-in always do. */
export function changedDetails(before: Details, after: Details): AccountField[] {
  const isChanged: Readonly<Record<AccountField, boolean>> = {
    name: before.name !== after.name,
    signature: before.signature !== after.signature,
    'user-name': before.settings.userName !== after.settings.userName,
    imap: !isSameServer(before.settings.imap, after.settings.imap),
    smtp: !isSameServer(before.settings.smtp, after.settings.smtp),
    password: after.credentials.kind === 'password' && !isSamePassword(before, after.credentials.password),
    'sign-in': after.credentials.kind === 'oauth' && before.credentials !== after.credentials,
  }
  return accountFields.filter((field) => isChanged[field])
}

/** Of the details that may be told, those that differ. */
export function toldChange(
  before: Details,
  after: Details,
): { readonly old: Partial<ToldDetails>; readonly new: Partial<ToldDetails> } {
  const [old, now] = [toldDetails(before), toldDetails(after)]
  return { old: differingFrom(now, old), new: differingFrom(old, now) }
}

function toldDetails({ settings, signature, credentials }: Details): ToldDetails {
  const serverOf = (server: Server) => `${hostOf(server)}:${String(server.port)} ${server.security}`
  return {
    imap: serverOf(settings.imap),
    smtp: serverOf(settings.smtp),
    signature: signature === null ? 'of-the-practice' : 'of-its-own',
    signIn: credentials.kind,
  }
}

function differingFrom(
  other: ToldDetails,
  { imap, smtp, signature, signIn }: ToldDetails,
): Partial<ToldDetails> {
  return {
    ...(imap === other.imap ? {} : { imap }),
    ...(smtp === other.smtp ? {} : { smtp }),
    ...(signature === other.signature ? {} : { signature }),
    ...(signIn === other.signIn ? {} : { signIn }),
  }
}

/**
 * Whether the servers are on hosts that the stored password or token was given to. It isn't sent to any other: what
 * the window asks for can't lead it elsewhere.
 */
export function sendsToKnownHosts(
  stored: Pick<AccountSettings, 'imap' | 'smtp'>,
  { imap, smtp }: Pick<AccountSettings, 'imap' | 'smtp'>,
): boolean {
  const known = [stored.imap, stored.smtp].map(hostOf)
  return [imap, smtp].every((server) => known.includes(hostOf(server)))
}

function hostOf({ host }: Server): string {
  return host.toLowerCase()
}

function isSameServer(one: Server, other: Server): boolean {
  return hostOf(one) === hostOf(other) && one.port === other.port && one.security === other.security
}

function isSamePassword({ credentials }: Details, password: string): boolean {
  return credentials.kind === 'password' && credentials.password === password
}
