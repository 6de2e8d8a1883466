import { useState } from 'react'
import type {
  AccountDetails,
  Server,
  ServerSuggestion,
  SignInWay,
} from '../../../../shared/contract/index.ts'

/** Everything the account step holds while it is filled in. */
export type AccountForm = {
  readonly name: string
  readonly address: string
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
  wayKind: null,
  password: '',
  signInId: null,
  userName: null,
  imap: null,
  smtp: null,
}

export function useAccountForm() {
  const [form, setForm] = useState<AccountForm>(empty)
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
  const name = form.name.trim()
  if (way === undefined || name === '') return null
  const shared = {
    name,
    address: form.address.trim(),
    providerId: suggestion.providerId,
    userName: form.userName?.trim() ?? form.address.trim(),
    imap: form.imap ?? suggestion.imap,
    smtp: form.smtp ?? suggestion.smtp,
  }
  if (way.kind === 'oauth') {
    return form.signInId === null ? null : { ...shared, signIn: { kind: 'oauth', signInId: form.signInId } }
  }
  // Providers print app passwords in groups; the spaces aren't part of them.
  const password = way.kind === 'app-password' ? form.password.replaceAll(/\s/g, '') : form.password
  return password === '' ? null : { ...shared, signIn: { kind: 'password', password } }
}
