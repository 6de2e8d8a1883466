import type { Contact, ReadsMailOn, TellWay } from '../../shared/contract/index.ts'
import type { ContactId } from '../../shared/ids.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import { derivePassphraseKey } from '../sealing/index.ts'
import {
  addPassphrase,
  currentPassphrase,
  findContact,
  setPassphraseTold,
  updateContact,
} from '../store/index.ts'
import type { DirectoryDeps } from './directory.ts'
import { presentContact } from './present.ts'

export interface PassphraseDeskDeps extends DirectoryDeps {
  /** Six generated words, at least 62 bits together. */
  readonly makeWords: () => readonly string[]
  readonly randomBytes: (length: number) => Uint8Array
}

/** The passphrases agreed with people outside of mail. At most one is in use per person; old ones open old messages. */
export interface PassphraseDesk {
  /** Makes new words; the ones before are retired. */
  make(contactId: ContactId): Promise<Result<string[]>>
  /** The words in use, once more; recorded. Error: `seal/no-passphrase`. */
  show(contactId: ContactId): Result<string[]>
  /** How and when the person got the words; `later` leaves them on the "not told yet" list. */
  tell(contactId: ContactId, way: TellWay, readsMailOn: ReadsMailOn): Result<Contact>
  /** For the printed card; recorded as printed. */
  card(contactId: ContactId): Result<{ name: string; words: string[]; card: number }>
}

const saltBytes = 16

export function createPassphraseDesk(deps: PassphraseDeskDeps): PassphraseDesk {
  const { store, audit, clock } = deps

  function wordsOf(contactId: ContactId, type: 'passphrase.shown' | 'passphrase.card-printed') {
    return store.transaction((tx) => {
      const contact = findContact(tx, contactId)
      const passphrase = currentPassphrase(tx, contactId)
      if (contact === null) {
        return fail('contact/absent')
      }
      if (passphrase === null) {
        return fail('seal/no-passphrase')
      }
      const recorded = audit.append(tx, { type, person: audit.personOf(tx, contactId) })
      return recorded.ok
        ? ok({ name: contact.name, words: passphrase.words.split(' '), card: passphrase.card })
        : recorded
    })
  }

  return {
    make: async (contactId) => {
      if (findContact(store, contactId) === null) {
        return fail('contact/absent')
      }
      const words = [...deps.makeWords()]
      const derived = await derivePassphraseKey(words.join(' '), deps.randomBytes(saltBytes))
      return store.transaction((tx) => {
        addPassphrase(
          tx,
          {
            contactId,
            words: words.join(' '),
            origin: 'generated',
            salt: derived.salt,
            kdf: derived.cost,
            derivedKey: derived.key,
          },
          clock().getTime(),
        )
        const recorded = audit.append(tx, { type: 'passphrase.made', person: audit.personOf(tx, contactId) })
        return recorded.ok ? ok(words) : recorded
      })
    },

    show: (contactId) => {
      const shown = wordsOf(contactId, 'passphrase.shown')
      return shown.ok ? ok(shown.value.words) : shown
    },

    card: (contactId) => wordsOf(contactId, 'passphrase.card-printed'),

    tell: (contactId, way, readsMailOn) =>
      store.transaction((tx) => {
        const now = clock().getTime()
        const contact = findContact(tx, contactId)
        const passphrase = currentPassphrase(tx, contactId)
        if (contact === null) {
          return fail('contact/absent')
        }
        if (passphrase === null) {
          return fail('seal/no-passphrase')
        }
        if (contact.readsMailOn !== readsMailOn) {
          updateContact(tx, contactId, { ...contact, readsMailOn }, now)
        }
        if (way !== 'later') {
          setPassphraseTold(tx, passphrase.id, way, now)
          const recorded = audit.append(tx, {
            type: 'passphrase.told',
            person: audit.personOf(tx, contactId),
            way,
          })
          if (!recorded.ok) {
            return recorded
          }
        }
        return ok(presentContact(tx, { ...contact, readsMailOn }, deps.fingerprintWords))
      }),
  }
}
