import { existsSync, readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import type { AppState } from '../../shared/contract/index.ts'
import type { SubmitOutcome } from '../outbound/index.ts'
import {
  finishErasure,
  readShownName,
  readVaultId,
  vaultExists,
  writeShownName,
  type Keychain,
  type UnlockedVault,
} from '../vault/index.ts'
import { removeAllCopies } from './copies-outside.ts'

/** One of those who work on this computer; `number` counts them in the order in which they began. */
interface Person {
  readonly number: number
  readonly folder: string
}

/**
 * Who works on this computer, one vault each (45 CFR 164.312(a)(2)(i)), and who of them is in front of it. There is no
 * list to keep: the first vault lies in `vault` under the profile, further ones in `vault-2`, `vault-3` and so on. Each
 * has its own header, store, lock and entries in the keychain; what they share is the program.
 */
export interface People {
  /** With the names that are known while all are locked. */
  shown(): Pick<AppState, 'people' | 'person'>
  /** The folder of the vault that is meant, or is to be made; null: several are here, and nobody said who. */
  folder(): string | null
  /** As `folder`, and null for the demo's. */
  ownFolder(): string | null
  /** Whether that vault is there. */
  hasVault(): boolean
  /** Nobody has a vault here. */
  isNobodyHere(): boolean
  isHere(number: number): boolean
  /** As `Engine.choosePerson`, of somebody who is here. */
  choose(who: number | 'new' | null): void
  /** The demo practice has a folder of its own, and is nobody. */
  playDemo(isPlayed: boolean): void
  readonly isDemo: boolean
  /** Whether this vault is on this computer already: two of one id would share what lies in the keychain. */
  has(vaultId: string): boolean
  /** What the person is called whose vault this is; the keychain keeps it once there are several to tell apart. */
  call(vault: Pick<UnlockedVault, 'vaultId' | 'deviceSecret'>, name: string | null): void
  /** Of those whose vaults weren't opened since the program started, where there are several. @returns whether any has one */
  readNames(): Promise<boolean>
  /** Answers of mail hosts to what this person submitted. */
  heard(): Map<string, SubmitOutcome>
  /** The vault was erased. */
  forget(): void
}

/** `vaultId` is null where the keychain has the name, or has no part in that vault. */
interface KnownName {
  readonly name: string
  readonly vaultId: string | null
}

const vaultFolder = /^vault(?:-([2-9]|[1-9][0-9]{1,2}))?$/
/** As above, and what an erasure that was interrupted left of one. */
const erasedFolder = /^vault(?:-([2-9]|[1-9][0-9]{1,2}))?(?:\.erased)?$/

/** Ends erasures that were interrupted, removes copies that a killed program left, then says who is here. */
export async function findPeople(userDataDir: string, keychain: Keychain): Promise<People> {
  const demo: Person = { number: 0, folder: path.join(userDataDir, 'demo-vault') }
  const names = new Map<number, KnownName>()
  const heard = new Map<string, Map<string, SubmitOutcome>>()
  await removeAllCopies(userDataDir)
  for (const { folder } of list(erasedFolder)) {
    await finishErasure(folder, keychain)
  }
  let isDemo = false
  let person = onlyOne()

  function personOf(number: number): Person {
    return { number, folder: path.join(userDataDir, number === 1 ? 'vault' : `vault-${String(number)}`) }
  }

  function list(pattern = vaultFolder): Person[] {
    const names = existsSync(userDataDir) ? readdirSync(userDataDir) : []
    const numbers = names.map((name) => pattern.exec(name)).filter((match) => match !== null)
    return [...new Set(numbers.map(([, number]) => Number(number ?? 1)))]
      .toSorted((a, b) => a - b)
      .map(personOf)
  }

  function place(): Person {
    const taken = new Set(list().map(({ number }) => number))
    let number = 1
    while (taken.has(number)) {
      number += 1
    }
    return personOf(number)
  }

  function onlyOne(): Person | null {
    const [first, ...others] = list()
    return others.length > 0 ? null : (first ?? place())
  }

  function nameOf(number: number): string | null {
    const name = names.get(number)?.name ?? ''
    return name === '' ? null : name
  }

  const here = () => (isDemo ? demo : person)

  return {
    shown: () =>
      isDemo
        ? { people: [], person: null }
        : {
            people: list().map(({ number }) => ({ number, name: nameOf(number) })),
            person: person?.number ?? null,
          },
    folder: () => here()?.folder ?? null,
    ownFolder: () => (isDemo ? null : (person?.folder ?? null)),
    hasVault: () => {
      const whose = here()
      return whose !== null && vaultExists(whose.folder)
    },
    isNobodyHere: () => list().length === 0,
    isHere: (number) => list().some((one) => one.number === number),
    choose: (who) => {
      person = who === null ? onlyOne() : who === 'new' ? place() : personOf(who)
    },
    playDemo: (isPlayed) => {
      isDemo = isPlayed
      if (isPlayed) {
        // The demo's servers forget everything when they stop, so its vault begins anew each time.
        rmSync(demo.folder, { recursive: true, force: true })
      }
    },
    get isDemo() {
      return isDemo
    },
    has: (vaultId) =>
      list().some(({ folder }) => {
        const id = readVaultId(folder)
        return id.ok && id.value === vaultId
      }),
    call: ({ vaultId, deviceSecret }, name) => {
      if (isDemo || person === null) {
        return
      }
      names.set(person.number, { name: name ?? '', vaultId: deviceSecret === 'keychain' ? vaultId : null })
      if (list().length > 1) {
        // Also of those who were alone here when they were called something.
        for (const [number, known] of names) {
          if (known.vaultId !== null) {
            void writeShownName(keychain, known.vaultId, known.name)
            names.set(number, { ...known, vaultId: null })
          }
        }
      }
    },
    readNames: async () => {
      const all = list()
      for (const { number, folder } of all.length > 1 ? all : []) {
        const name = await readShownName(keychain, folder)
        if (name !== null && !names.has(number)) {
          names.set(number, { name, vaultId: null })
        }
      }
      return names.size > 0 && all.length > 1
    },
    heard: () => {
      const folder = here()?.folder ?? ''
      const known = heard.get(folder) ?? new Map<string, SubmitOutcome>()
      heard.set(folder, known)
      return known
    },
    forget: () => {
      if (!isDemo && person !== null) {
        names.delete(person.number)
      }
      isDemo = false
      person = onlyOne()
    },
  }
}
