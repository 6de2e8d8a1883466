import { readFile } from 'node:fs/promises'

export type SystemUser = { readonly name: string; readonly uid: number; readonly gid: number }

/** An entry of /etc/passwd by name. Throws when this system has none. */
export async function findUser(name: string): Promise<SystemUser> {
  const [, , uid, gid] = await findEntry(
    '/etc/passwd',
    (fields) => fields[0] === name,
    `no user named ${name}`,
  )
  return { name, uid: Number(uid), gid: Number(gid) }
}

/** The name of a group in /etc/group by its number. Throws when this system has none. */
export async function groupName(gid: number): Promise<string> {
  const [name] = await findEntry('/etc/group', (fields) => fields[2] === String(gid), `no group ${gid}`)
  return name ?? ''
}

async function findEntry(
  file: string,
  matches: (fields: readonly string[]) => boolean,
  absent: string,
): Promise<readonly string[]> {
  const entry = (await readFile(file, 'utf8'))
    .split('\n')
    .map((line) => line.split(':'))
    .find(matches)
  if (entry === undefined) throw new Error(`this system has ${absent}`)
  return entry
}
