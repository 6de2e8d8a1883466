import { useState } from 'react'
import type {
  Account,
  AccountChange,
  AccountDetails,
  Server,
  ServerSuggestion,
  SignInWay,
} from '../../../shared/contract/index.ts'

/** Everything that is held of an account while its details are filled in. */
export type AccountForm = {
  readonly name: string
  readonly address: string
  /** Empty: the practice's. */
  readonly signature: string
  readonly wayKind: SignInWay['kind'] | null
  readonly password: string
  readonly signInId: string | null
  /** Null: the address's own; set once the person changes it. */
  readonly userName: string | null
  readonly imap: Server | null
  readonly smtp: Server | null
}

const empty: AccountForm = {
  name: '',
  address: '',
  signature: '',
  wayKind: null,
  password: '',
  signInId: null,
  userName: null,
  imap: null,
  smtp: null,
}

export function useAccountForm(start: AccountForm = empty) {
  const [form, setForm] = useState(start)
  const change = (next: Partial<AccountForm>) => {
    setForm((current) => ({ ...current, ...next }))
  }
  return { form, change }
}

/** The way in that is chosen: the person's choice, else the first that this build can do. */
export function chosenWay(form: AccountForm, suggestion: ServerSuggestion): SignInWay | undefined {
  const canDo = suggestion.ways.filter((way) => way.kind !== 'oauth' || way.isConfigured)
  return suggestion.ways.find((way) => way.kind === form.wayKind) ?? canDo[0] ?? suggestion.ways[0]
}

/** What the engine checks and stores; null while something is missing. */
export function detailsOf(form: AccountForm, suggestion: ServerSuggestion): AccountDetails | null {
  const way = chosenWay(form, suggestion)
  const signIn = way && givenSignIn(form, way)
  const shared = sharedDetails(form, suggestion)
  if (!signIn || shared === null) return null
  return { ...shared, address: form.address.trim(), providerId: suggestion.providerId, signIn }
}

/** The form of an account that is set up, as it is stored. What opens it isn't known here. */
export function formOf(account: Account, suggestion: ServerSuggestion): AccountForm {
  const { name, address, signature, userName, imap, smtp, signInKind } = account
  const way = suggestion.ways.find(({ kind }) => (kind === 'oauth') === (signInKind === 'oauth'))
  const stored = { name, address, signature: signature ?? '', userName, imap, smtp }
  return { ...empty, ...stored, wayKind: way?.kind ?? null }
}

/** What the engine checks and stores of an account that is set up; null while something is missing. */
export function changeOf(
  form: AccountForm,
  suggestion: ServerSuggestion,
  account: Account,
): AccountChange | null {
  const way = chosenWay(form, suggestion)
  const shared = sharedDetails(form, suggestion)
  if (way === undefined || shared === null) return null
  const given = givenSignIn(form, way)
  if (given === null && (!isPresentWay(way, account) || goesElsewhere(form, account))) return null
  const signature = form.signature.trim() === '' ? null : form.signature.trim()
  return { id: account.id, ...shared, signature, signIn: given ?? { kind: 'kept' } }
}

/** Whether the change says anything that isn't stored. */
export function isNews(change: AccountChange, account: Account): boolean {
  const { id, name, userName, imap, smtp, signature } = account
  const present: AccountChange = { id, name, userName, imap, smtp, signature, signIn: { kind: 'kept' } }
  return JSON.stringify(change) !== JSON.stringify(present)
}

/** The way in that the account takes now: nothing new has to be given for it. */
export function isPresentWay(way: SignInWay, account: Account): boolean {
  return (way.kind === 'oauth') === (account.signInKind === 'oauth')
}

/** Whether a server is on a host that what is stored wasn't given to; the engine doesn't send it there. */
export function goesElsewhere({ imap, smtp }: AccountForm, account: Account): boolean {
  const known = [account.imap, account.smtp].map(({ host }) => host.toLowerCase())
  return [imap, smtp].some((server) => server !== null && !known.includes(server.host.trim().toLowerCase()))
}

function sharedDetails(
  form: AccountForm,
  suggestion: ServerSuggestion,
): Pick<AccountDetails, 'name' | 'userName' | 'imap' | 'smtp'> | null {
  const name = form.name.trim()
  const userName = form.userName?.trim() ?? form.address.trim()
  const [imap, smtp] = [form.imap ?? suggestion.imap, form.smtp ?? suggestion.smtp].map(trimmed)
  if (name === '' || userName === '' || !imap?.host || !smtp?.host) return null
  return { name, userName, imap, smtp }
}

function trimmed(server: Server): Server {
  return { host: server.host.trim(), port: server.port, security: server.security }
}

/** What the person has given to sign in with; null while that is nothing. */
function givenSignIn(form: AccountForm, way: SignInWay): AccountDetails['signIn'] | null {
  if (way.kind === 'oauth') {
    return form.signInId === null ? null : { kind: 'oauth', signInId: form.signInId }
  }
  // Providers print app passwords in groups; the spaces aren't part of them.
  const password = way.kind === 'app-password' ? form.password.replaceAll(/\s/g, '') : form.password
  return password === '' ? null : { kind: 'password', password }
}
