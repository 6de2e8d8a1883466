import type { ContactId, GroupId } from '../../../shared/ids.ts'
import { sql, type Reader, type SqlRow, type Tx } from '../connection.ts'
import { int, jsonText, text } from '../rows.ts'

/** People who are often written to together, under a name of the practice's own. */
export type ContactGroup = {
  readonly id: GroupId
  readonly name: string
  /** By name; archived people stay in it. */
  readonly members: readonly ContactId[]
}

/** By name. */
export function listContactGroups(reader: Reader): ContactGroup[] {
  return reader[sql].all('SELECT * FROM contact_groups ORDER BY name, id').map((row) => groupOf(reader, row))
}

export function findContactGroup(reader: Reader, id: GroupId): ContactGroup | null {
  const row = reader[sql].get('SELECT * FROM contact_groups WHERE id = ?', id)
  return row === undefined ? null : groupOf(reader, row)
}

/** Whose name it is already, whatever its capitals. */
export function findContactGroupByName(reader: Reader, name: string): GroupId | null {
  const row = reader[sql].get('SELECT id FROM contact_groups WHERE name = ?', name)
  return row === undefined ? null : (int(row, 'id') as GroupId)
}

export function addContactGroup(
  tx: Tx,
  group: { readonly name: string; readonly members: readonly ContactId[] },
  now: number,
): GroupId {
  const { id } = tx[sql].run('INSERT INTO contact_groups (name, created_at) VALUES (?, ?)', group.name, now)
  saveMembers(tx, id as GroupId, group.members)
  return id as GroupId
}

export function updateContactGroup(
  tx: Tx,
  {
    id,
    name,
    members,
  }: { readonly id: GroupId; readonly name: string; readonly members: readonly ContactId[] },
): void {
  tx[sql].run('UPDATE contact_groups SET name = ? WHERE id = ?', name, id)
  saveMembers(tx, id, members)
}

/** The people stay. */
export function removeContactGroup(tx: Tx, id: GroupId): void {
  tx[sql].run('DELETE FROM contact_groups WHERE id = ?', id)
}

/** Ids of nobody are left out. */
function saveMembers(tx: Tx, id: GroupId, members: readonly ContactId[]): void {
  tx[sql].run('DELETE FROM contact_group_members WHERE group_id = ?', id)
  tx[sql].run(
    `INSERT INTO contact_group_members (group_id, contact_id)
     SELECT DISTINCT ?, c.id FROM contacts c WHERE c.id IN (SELECT value FROM json_each(?))`,
    id,
    jsonText(members),
  )
}

function groupOf(reader: Reader, row: SqlRow): ContactGroup {
  const id = int(row, 'id') as GroupId
  return {
    id,
    name: text(row, 'name'),
    members: reader[sql]
      .all(
        `SELECT c.id FROM contact_group_members m JOIN contacts c ON c.id = m.contact_id
         WHERE m.group_id = ? ORDER BY c.name COLLATE NOCASE, c.id`,
        id,
      )
      .map((member) => int(member, 'id') as ContactId),
  }
}
