import { chown, mkdir, rename, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { corpusMail } from './corpus.ts'

/**
 * Writes messages of the corpus straight into a maildir, where the server finds them.
 * @param range indices, `to` exclusive
 * @returns the bytes written
 */
export async function fillMaildir(
  maildir: string,
  address: string,
  range: { readonly from: number; readonly to: number },
): Promise<number> {
  const fresh = join(maildir, 'new')
  // A file must never be seen half written.
  const unfinished = join(maildir, 'tmp')
  await mkdir(fresh, { recursive: true })
  await mkdir(unfinished, { recursive: true })
  const { uid, gid } = await stat(maildir)
  for (const folder of [fresh, unfinished]) await chown(folder, uid, gid)
  let bytes = 0
  for (let index = range.from; index < range.to; index++) {
    const mail = corpusMail(index, address)
    bytes += mail.length
    // The size in the name, as every delivery agent writes it, keeps the server from reading each file for it.
    const name = `${1_760_000_000 + index}.M1P1.bench,S=${mail.length},W=${mail.length}`
    await writeFile(join(unfinished, name), mail)
    await chown(join(unfinished, name), uid, gid)
    await rename(join(unfinished, name), join(fresh, name))
  }
  return bytes
}
