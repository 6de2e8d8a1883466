import type { Contact, PassphraseOrigin, RecipientProtection } from '../../../src/shared/contract/index.ts'
import { contactIdSchema } from '../../../src/shared/ids.ts'
import { failure, os } from './base.ts'
import { drLeeKey } from './people.data.ts'
import { nextId, type DoubleState } from './state.ts'

export const sixWords = ['maple', 'river', 'candle', 'orbit', 'stone', 'lemon']

function find(state: DoubleState, id: number, errors: unknown): Contact {
  const contact = state.contacts.find((candidate) => candidate.id === id)
  if (!contact) throw failure(errors, 'contact/absent')
  return contact
}

function change(state: DoubleState, contact: Contact): Contact {
  state.contacts = state.contacts.map((other) => (other.id === contact.id ? contact : other))
  state.emit({ type: 'contacts-changed' })
  return contact
}

function agree(state: DoubleState, contact: Contact, origin: PassphraseOrigin): void {
  change(state, {
    ...contact,
    passphrase: { origin, problem: null, createdAt: new Date().toISOString(), told: null },
  })
}

export function protectionOf(state: DoubleState, address: string): RecipientProtection {
  const contact = state.contacts.find((candidate) =>
    candidate.addresses.some((own) => own.toLowerCase() === address.toLowerCase()),
  )
  if (!contact) return { address, contact: null, route: { kind: 'needs-kind' } }
  const who = {
    id: contact.id,
    name: contact.name,
    kind: contact.kind,
    agreedToEmailOn: contact.agreedToEmailOn,
  }
  const [key] = contact.certificates
  if (key) return { address, contact: who, route: { kind: 'openpgp', fingerprint: key.fingerprint } }
  if (contact.passphrase) {
    const { origin, told } = contact.passphrase
    const forms = { phone: 'pdf', computer: 'html', unsure: 'both' } as const
    return {
      address,
      contact: who,
      route: {
        kind: 'sealed-message',
        isTold: told !== null,
        forms: origin === 'typed' ? 'html' : forms[contact.readsMailOn],
      },
    }
  }
  if (contact.kind === 'patient') return { address, contact: who, route: { kind: 'needs-passphrase' } }
  return { address, contact: who, route: { kind: 'blocked', code: 'seal/no-method' } }
}

export const contactsRouter = {
  list: os.contacts.list.handler(({ context: { state }, input }) =>
    state.contacts.filter((contact) => {
      const text = `${contact.name} ${contact.addresses.join(' ')}`.toLowerCase()
      return (
        (input.kind === undefined || contact.kind === input.kind) &&
        contact.isArchived === input.isArchived &&
        (input.query === undefined || text.includes(input.query.toLowerCase()))
      )
    }),
  ),
  get: os.contacts.get.handler(({ context: { state }, input, errors }) => find(state, input.id, errors)),
  add: os.contacts.add.handler(({ context: { state }, input }) => {
    const contact: Contact = {
      ...input,
      id: contactIdSchema.parse(nextId(state)),
      isArchived: false,
      certificates: [],
      passphrase: null,
    }
    state.contacts = [...state.contacts, contact]
    state.emit({ type: 'contacts-changed' })
    return contact
  }),
  update: os.contacts.update.handler(({ context: { state }, input, errors }) =>
    change(state, { ...find(state, input.id, errors), ...input }),
  ),
  archive: os.contacts.archive.handler(({ context: { state }, input, errors }) =>
    change(state, { ...find(state, input.id, errors), isArchived: input.isArchived }),
  ),
  remove: os.contacts.remove.handler(({ context: { state }, input }) => {
    state.contacts = state.contacts.filter((contact) => contact.id !== input.id)
    state.emit({ type: 'contacts-changed' })
  }),
  protection: os.contacts.protection.handler(({ context: { state }, input }) =>
    input.addresses.map((address) => protectionOf(state, address)),
  ),
  noteWrongAddress: os.contacts.noteWrongAddress.handler(() => undefined),
  readCertificate: os.contacts.readCertificate.handler(({ input, errors }) => {
    if ('text' in input.source && !input.source.text.includes('BEGIN PGP PUBLIC KEY BLOCK')) {
      throw failure(errors, 'openpgp/not-a-certificate')
    }
    if ('lookUp' in input.source) throw failure(errors, 'wkd/no-key', { domain: 'lakeside-neuro.example' })
    return {
      ...drLeeKey,
      comparedAt: null,
      comparedWay: null,
      trust: 'seen' as const,
      armored: 'armored',
      replaces: null,
    }
  }),
  acceptCertificate: os.contacts.acceptCertificate.handler(({ context: { state }, input, errors }) => {
    const contact = find(state, input.contactId, errors)
    return change(state, {
      ...contact,
      certificates: [{ ...drLeeKey, trust: input.compared === null ? 'accepted' : 'verified' }],
    })
  }),
  readSenderCertificate: os.contacts.readSenderCertificate.handler(() => ({
    ...drLeeKey,
    ...{ comparedAt: null, comparedWay: null, trust: 'seen' as const, armored: 'armored', replaces: null },
  })),
  addWithCertificate: os.contacts.addWithCertificate.handler(({ context: { state }, input }) => {
    const { compared, ...details } = input
    const contact: Contact = {
      ...details,
      id: contactIdSchema.parse(nextId(state)),
      isArchived: false,
      certificates: [{ ...drLeeKey, trust: compared === null ? 'accepted' : 'verified' }],
      passphrase: null,
    }
    state.contacts = [...state.contacts, contact]
    state.emit({ type: 'contacts-changed' })
    return contact
  }),
  removeCertificate: os.contacts.removeCertificate.handler(({ context: { state }, input, errors }) => {
    const contact = find(state, input.contactId, errors)
    return change(state, { ...contact, certificates: [] })
  }),
  makePassphrase: os.contacts.makePassphrase.handler(({ context: { state }, input, errors }) => {
    const contact = find(state, input.contactId, errors)
    agree(state, contact, 'generated')
    return { origin: 'generated' as const, words: sixWords }
  }),
  judgePassphrase: os.contacts.judgePassphrase.handler(({ context: { state }, input, errors }) => {
    const [first = ''] = find(state, input.contactId, errors).name.toLowerCase().split(' ')
    const bits = input.passphrase.length * 2
    const label = bits < 30 ? 'too-weak' : bits < 60 ? 'weak' : bits < 80 ? 'good' : 'strong'
    const problem = input.passphrase.toLowerCase().includes(first) ? 'name' : null
    return { bits, isEnough: bits >= 60, label, problem }
  }),
  typePassphrase: os.contacts.typePassphrase.handler(({ context: { state }, input, errors }) => {
    agree(state, find(state, input.contactId, errors), 'typed')
    return { origin: 'typed' as const, words: [input.passphrase] }
  }),
  showPassphrase: os.contacts.showPassphrase.handler(() => ({ origin: 'generated', words: sixWords })),
  tellPassphrase: os.contacts.tellPassphrase.handler(({ context: { state }, input, errors }) => {
    const contact = find(state, input.contactId, errors)
    const now = new Date().toISOString()
    const told = input.way === 'later' ? null : { way: input.way, at: now }
    return change(state, {
      ...contact,
      readsMailOn: input.readsMailOn,
      passphrase: { origin: 'generated', problem: null, createdAt: now, ...contact.passphrase, told },
    })
  }),
  printCard: os.contacts.printCard.handler(() => undefined),
}
