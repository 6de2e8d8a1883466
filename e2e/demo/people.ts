/** Made-up people. Their addresses end in `.example`, which nobody can register (RFC 2606). */
export type Person = { readonly name: string; readonly address: string }

/** The practice whose mail the demo shows. */
export const practice: Person = { name: 'Dr. Elena Rivera', address: 'elena@rivera-therapy.example' }

export const maria: Person = { name: 'Maria Alvarez', address: 'maria.alvarez@mailbox.example' }
export const daniel: Person = { name: 'Daniel Ortiz', address: 'daniel.ortiz@post.example' }
export const hannah: Person = { name: 'Hannah Brooks', address: 'hannah.brooks@letters.example' }

/** Those whose mailboxes the patient's view shows. */
export const patients = [maria, daniel, hannah] as const

export const lee: Person = { name: 'Dr. James Lee', address: 'james.lee@lee-psychiatry.example' }
export const nair: Person = { name: 'Priya Nair, LCSW', address: 'priya@nair-counseling.example' }
export const okafor: Person = { name: 'Dr. Ada Okafor', address: 'a.okafor@riverside-family.example' }
export const office: Person = { name: 'Tom Becker', address: 'office@rivera-therapy.example' }

/** One line as it stands in From and To. */
export function mailboxOf({ name, address }: Person): string {
  return /^[\w ]+$/.test(name) ? `${name} <${address}>` : `"${name}" <${address}>`
}

export function domainOf({ address }: Person): string {
  return address.slice(address.indexOf('@') + 1)
}
