/** A mailbox of the lab: who owns it, where it is and what opens it. */
export type Person = { readonly name: string; readonly address: string; readonly password: string }

/**
 * Two practices and four patients. The names are made up; one carries letters outside ASCII, and two patients
 * differ by one letter, because both happen in a real address book.
 */
export const people = {
  rivera: {
    name: 'Dr. Elena Rivera',
    address: 'rivera@hope-practice.test',
    password: 'quiet-harbor-rivera-41',
  },
  lee: {
    name: 'Dr. Samuel Lee',
    address: 'lee@lakeside-counseling.test',
    password: 'copper-meadow-lee-73',
  },
  maria: { name: 'Maria Alvarez', address: 'maria.alvarez@mail.test', password: 'amber-window-maria-52' },
  mariaAlvares: {
    name: 'María Alvares',
    address: 'maria.alvares@mail.test',
    password: 'linen-river-alvares-18',
  },
  daniel: { name: 'Daniel Ortiz', address: 'daniel.ortiz@post.test', password: 'silver-garden-daniel-96' },
  tomasz: {
    name: 'Tomasz Łukaszewicz',
    address: 'tomasz.lukaszewicz@post.test',
    password: 'paper-lantern-tomasz-30',
  },
} as const satisfies Record<string, Person>

export type PersonName = keyof typeof people

/** Addresses that the lab's submission server refuses on purpose, as real ones do. */
export const refusingRecipients = {
  /** 451 at RCPT: try again later. */
  deferred: 'deferred@mail.test',
  /** 550 at RCPT: no such mailbox. */
  refused: 'refused@mail.test',
  /** 421 at RCPT: the server ends the session. */
  closing: 'closing@mail.test',
} as const

/** Postfix takes mail for it, Dovecot has no such mailbox: a delivery report comes back (with Postfix only). */
export const returningRecipient = 'returned@mail.test'

export const mailDomains: readonly string[] = [
  ...new Set(Object.values(people).map((person) => person.address.replace(/^.*@/, ''))),
]
