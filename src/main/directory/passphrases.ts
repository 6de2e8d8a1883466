import type {
  Contact,
  PassphraseOrigin,
  ReadsMailOn,
  Tellable,
  TellWay,
  TypedStrength,
} from '../../shared/contract/index.ts'
import type { ContactId } from '../../shared/ids.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import { derivePassphraseKey } from '../sealing/index.ts'
import {
  addPassphrase,
  currentPassphrase,
  findContact,
  listPassphrasesInUse,
  setPassphraseTold,
  updateContact,
  type PassphraseRow,
  type Reader,
} from '../store/index.ts'
import type { StrengthMeter } from '../vault/index.ts'
import type { DirectoryDeps } from './directory.ts'
import { presentContact } from './present.ts'
import { checkTyped, judgeTyped } from './typed-passphrase.ts'

export interface PassphraseDeskDeps extends DirectoryDeps {
  /** Six generated words, at least 62 bits together. */
  readonly makeWords: () => readonly string[]
  readonly meter: StrengthMeter
  readonly randomBytes: (length: number) => Uint8Array
}

/** The passphrases agreed with people outside of mail. At most one is in use per person; old ones open old messages. */
export interface PassphraseDesk {
  /** Makes new words; the ones before are retired. */
  make(contactId: ContactId): Promise<Result<Tellable>>
  /** How long words of the practice's own would withstand guessing; keeps and records nothing. */
  judge(contactId: ContactId, typed: string): Result<TypedStrength>
  /**
   * Agrees words of the practice's own; the ones before are retired. Errors: `seal/weak-passphrase`,
   * `seal/personal-passphrase`, `seal/passphrase-taken`.
   */
  type(contactId: ContactId, typed: string): Promise<Result<Tellable>>
  /** The words in use, once more; recorded. Error: `seal/no-passphrase`. */
  show(contactId: ContactId): Result<Tellable>
  /** How and when the person got the words; `later` leaves them on the "not told yet" list. */
  tell(contactId: ContactId, way: TellWay, readsMailOn: ReadsMailOn): Result<Contact>
  /** For the printed card; recorded as printed. */
  card(contactId: ContactId): Result<Tellable & { readonly card: number }>
}

const saltBytes = 16

export function createPassphraseDesk(deps: PassphraseDeskDeps): PassphraseDesk {
  const { store, audit, clock } = deps

  async function agree(
    contactId: ContactId,
    words: string,
    origin: PassphraseOrigin,
  ): Promise<Result<Tellable>> {
    const derived = await derivePassphraseKey(words, deps.randomBytes(saltBytes))
    return store.transaction((tx) => {
      const type = origin === 'typed' ? 'passphrase.typed' : 'passphrase.made'
      const recorded = audit.append(tx, { type, person: audit.personOf(tx, contactId) })
      if (!recorded.ok) {
        return recorded
      }
      addPassphrase(
        tx,
        {
          contactId,
          words,
          origin,
          salt: derived.salt,
          kdf: derived.cost,
          derivedKey: derived.key,
        },
        clock().getTime(),
      )
      return ok(tellable({ words, origin }))
    })
  }

  function judge(reader: Reader, contactId: ContactId, typed: string): Result<TypedStrength> {
    const contact = findContact(reader, contactId)
    if (contact === null) {
      return fail('contact/absent')
    }
    const others = listPassphrasesInUse(reader).filter((other) => other.contactId !== contactId)
    return ok(
      judgeTyped(
        typed,
        contact,
        others.map(({ words }) => words),
        deps.meter,
      ),
    )
  }

  function inUse(contactId: ContactId, type: 'passphrase.shown' | 'passphrase.card-printed') {
    return store.transaction((tx) => {
      if (findContact(tx, contactId) === null) {
        return fail('contact/absent')
      }
      const passphrase = currentPassphrase(tx, contactId)
      if (passphrase === null) {
        return fail('seal/no-passphrase')
      }
      const recorded = audit.append(tx, { type, person: audit.personOf(tx, contactId) })
      return recorded.ok ? ok({ ...tellable(passphrase), card: passphrase.card }) : recorded
    })
  }

  return {
    make: async (contactId) =>
      findContact(store, contactId) === null
        ? fail('contact/absent')
        : agree(contactId, deps.makeWords().join(' '), 'generated'),

    judge: (contactId, typed) => store.attempt((reader) => judge(reader, contactId, typed)),

    type: async (contactId, typed) => {
      const judged = store.attempt((reader) => judge(reader, contactId, typed))
      const checked = judged.ok ? checkTyped(judged.value) : judged
      return checked.ok ? agree(contactId, oneLine(typed), 'typed') : checked
    },

    show: (contactId) => {
      const shown = inUse(contactId, 'passphrase.shown')
      return shown.ok ? ok({ origin: shown.value.origin, words: shown.value.words }) : shown
    },

    card: (contactId) => inUse(contactId, 'passphrase.card-printed'),

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

/** As it was typed, but for the spaces around it and between its words. */
function oneLine(typed: string): string {
  return typed.normalize('NFKC').trim().replace(/\s+/gu, ' ')
}

function tellable({ words, origin }: Pick<PassphraseRow, 'words' | 'origin'>): Tellable {
  return { origin, words: origin === 'typed' ? [words] : words.split(' ') }
}
