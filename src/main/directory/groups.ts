import type { Group } from '../../shared/contract/index.ts'
import type { ContactId, GroupId } from '../../shared/ids.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import {
  addContactGroup,
  findContact,
  findContactGroup,
  findContactGroupByName,
  listContactGroups,
  removeContactGroup,
  updateContactGroup,
  type ContactGroup,
  type Reader,
} from '../store/index.ts'
import type { DirectoryDeps } from './directory.ts'

export interface GroupDetails {
  /** Null: a new one. */
  readonly id: GroupId | null
  readonly name: string
  readonly members: readonly ContactId[]
}

/** Names for people who are written to together. A group is no recipient: choosing one puts its people in. */
export interface Groups {
  list(): Result<Group[]>
  /** Errors: `group/exists` when another has the name, `group/absent`. */
  save(details: GroupDetails): Result<Group>
  /** The people stay. Error: `group/absent`. */
  remove(id: GroupId): Result<void>
}

export function createGroups({
  store,
  audit,
  clock,
}: Pick<DirectoryDeps, 'store' | 'audit' | 'clock'>): Groups {
  return {
    list: () =>
      store.attempt((reader) => ok(listContactGroups(reader).map((row) => presentGroup(reader, row)))),

    save: ({ id, members, ...details }) =>
      store.transaction((tx) => {
        const name = details.name.trim()
        const owner = findContactGroupByName(tx, name)
        if (owner !== null && owner !== id) {
          return fail('group/exists', { name })
        }
        if (id !== null && findContactGroup(tx, id) === null) {
          return fail('group/absent')
        }
        if (id !== null) {
          updateContactGroup(tx, { id, name, members })
        }
        const groupId = id ?? addContactGroup(tx, { name, members }, clock().getTime())
        const saved = findContactGroup(tx, groupId)
        if (saved === null) {
          return fail('group/absent')
        }
        const recorded = audit.append(tx, {
          type: 'group.saved',
          group: groupId,
          people: saved.members.length,
        })
        return recorded.ok ? ok(presentGroup(tx, saved)) : recorded
      }),

    remove: (id) =>
      store.transaction((tx) => {
        if (findContactGroup(tx, id) === null) {
          return fail('group/absent')
        }
        removeContactGroup(tx, id)
        return audit.append(tx, { type: 'group.removed', group: id })
      }),
  }
}

/** Those who can be written to: archived people are left out. */
function presentGroup(reader: Reader, { id, name, members }: ContactGroup): Group {
  return {
    id,
    name,
    members: members.flatMap((contactId) => {
      const contact = findContact(reader, contactId)
      const address = contact?.addresses[0]
      return contact === null || contact.isArchived || address === undefined
        ? []
        : [{ contactId, name: contact.name, address }]
    }),
  }
}
